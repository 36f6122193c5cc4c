import { SegmentedControl } from '@mantine/core'
import type { PathAnalysis } from '../../stats/pls/path-analysis.ts'
import { type DiagramEdge, type DiagramNode, PathDiagram } from '../charts/path-diagram.tsx'
import { wrapText } from '../charts/text-width.ts'
import { includesZero, STEP } from './driver-ranking.ts'
import { Figure } from './figure.tsx'
import { layoutPaths } from './layout-paths.ts'
import { Panel } from './panel.tsx'
import { baseOf, isThin, reasonText, type Subject } from './subject.ts'
import { useWords, type Words } from './words.ts'

export type ArrowView = 'coefficients' | 'impacts'

export interface PathPanelProps {
  readonly subject: Subject
  readonly view: ArrowView
  readonly onView: (view: ArrowView) => void
}

/** How satisfaction comes about: the model with an index in each box and an effect on each arrow. */
export function PathPanel({ subject, view, onView }: PathPanelProps) {
  const words = useWords()
  const { t } = words
  const title = t('path.title')
  if (!subject.cell.ok) {
    return <Panel title={title} answer={t('figure.none', { reason: reasonText(subject.cell, words) })} />
  }
  const analysis = subject.cell.value
  const bare = analysis.paths.some(({ coefficient }) => coefficient.interval === undefined)
  const said = { subject, analysis, view, words }
  return (
    <Figure
      title={title}
      answer={isThin(analysis) ? t('model.thin', baseOf(subject, analysis, words)) : pathsVerdict(said)}
      note={words.sentences([
        t(bare ? 'path.noteQuick' : 'path.note', baseOf(subject, analysis, words)),
        ...(bare || analysis.resamples ? [] : [t('quick.note')]),
      ])}
      cards={[...nodeCards(said), ...arrowCards(said)]}
      controls={
        <SegmentedControl
          size="xs"
          aria-label={t('path.show')}
          value={view}
          onChange={(chosen) => onView(chosen === 'impacts' ? 'impacts' : 'coefficients')}
          data={[
            { value: 'coefficients', label: t('path.coefficients') },
            { value: 'impacts', label: t('path.impacts') },
          ]}
        />
      }
      chart={({ width, ...rest }) => <PathDiagram title={title} {...diagram(said, width)} {...rest} />}
      table={{
        head: [
          t('column.from'),
          t('column.to'),
          t('column.coefficient'),
          t('column.interval'),
          t('column.impact'),
        ],
        rows: analysis.paths.map(({ from, to, coefficient, impact }) => ({
          id: `${from} ${to}`,
          cells: [
            subject.titleOf(from),
            subject.titleOf(to),
            words.coefficient(coefficient.value),
            coefficient.interval ? words.coefficientRange(coefficient.interval) : '–',
            impact ? words.change(STEP * impact.value) : '–',
          ],
        })),
      }}
    />
  )
}

interface Said {
  readonly subject: Subject
  readonly analysis: PathAnalysis
  readonly view: ArrowView
  readonly words: Words
}

const NODE_WIDTH = 124

/** Across where it fits, else downwards. */
export function diagram({ subject, analysis, view, words }: Said, width: number) {
  const boxes = subject.constructs.map((name) => {
    const index = subject.index[name]
    const explained = analysis.rSquared[name]
    const lines = wrapText(subject.titleOf(name), NODE_WIDTH - 12, 13, 2)
    return {
      id: name,
      lines,
      value: index ? words.index(index.value) : '–',
      note: explained ? words.t('path.explained', { value: words.coefficient(explained.value) }) : '',
      emphasised: name === subject.target,
      width: NODE_WIDTH,
      height: 40 + lines.length * 16 + (explained ? 18 : 0),
    }
  })
  const arrows = analysis.paths.map(({ from, to }) => ({ id: `${from} ${to}`, from, to }))
  const across = layoutPaths({ nodes: boxes, edges: arrows, direction: 'across' })
  const placed =
    across.width <= width * 1.1 ? across : layoutPaths({ nodes: boxes, edges: arrows, direction: 'down' })
  const nodes: DiagramNode[] = boxes.map((box) => ({ ...box, ...(placed.nodes[box.id] ?? { x: 0, y: 0 }) }))
  const edges: DiagramEdge[] = analysis.paths.map(({ from, to, coefficient, impact }) => ({
    id: `${from} ${to}`,
    ...(placed.edges[`${from} ${to}`] ?? { points: [], labelAt: { x: 0, y: 0 } }),
    label:
      view === 'coefficients'
        ? words.coefficient(coefficient.value)
        : impact
          ? words.change(STEP * impact.value)
          : '–',
    thickness: 1 + 5 * Math.min(1, Math.abs(coefficient.value)),
    dashed: coefficient.interval === undefined || includesZero(coefficient.interval),
    negative: coefficient.value < 0,
  }))
  return { nodes, edges, width: placed.width, height: placed.height }
}

function pathsVerdict({ subject, analysis, words }: Said): string {
  const explained = analysis.rSquared[subject.target]
  const [strongest] = analysis.paths
    .filter(({ to }) => to === subject.target)
    .sort((a, b) => b.coefficient.value - a.coefficient.value)
  if (explained === undefined || strongest === undefined) return words.t('drivers.none')
  const { value, interval } = strongest.coefficient
  return words.t(interval ? 'path.answerRange' : 'path.answer', {
    share: words.percent(explained.value),
    target: subject.titleOf(subject.target),
    from: subject.titleOf(strongest.from),
    value: words.coefficient(value),
    range: interval ? words.coefficientRange(interval) : '',
  })
}

function nodeCards({ subject, analysis, words }: Said) {
  return subject.constructs.map((name) => {
    const index = subject.index[name]
    const explained = analysis.rSquared[name]
    return {
      title: subject.titleOf(name),
      lines: [
        ...(index ? [words.estimate(index.value, index.interval)] : []),
        ...(index?.interval ? [words.t('path.intervalLine', { range: words.range(index.interval) })] : []),
        ...(explained ? [words.t('path.explained', { value: words.coefficient(explained.value) })] : []),
      ],
    }
  })
}

function arrowCards({ subject, analysis, words }: Said) {
  return analysis.paths.map(({ from, to, coefficient, impact }) => ({
    title: words.t('path.arrow', { from: subject.titleOf(from), to: subject.titleOf(to) }),
    lines: [
      words.t('path.coefficientLine', { value: words.coefficient(coefficient.value) }),
      ...(coefficient.interval
        ? [words.t('path.intervalLine', { range: words.coefficientRange(coefficient.interval) })]
        : []),
      ...(impact ? [words.t('path.impactLine', { value: words.change(STEP * impact.value) })] : []),
    ],
  }))
}
