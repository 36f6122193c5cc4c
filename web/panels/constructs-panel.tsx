import { Box, UnstyledButton } from '@mantine/core'
import { Fragment, useState } from 'react'
import type { Estimated } from '../../stats/core/estimated.ts'
import type { PathAnalysis } from '../../stats/pls/path-analysis.ts'
import { constructFlags } from './construct-flags.ts'
import { FactTable } from './fact-table.tsx'
import { Panel } from './panel.tsx'
import { baseOf, reasonText, type Subject } from './subject.ts'
import { useWords, type Words } from './words.ts'

/** Are the measurements sound: reliability of each construct, and its questions on demand. */
export function ConstructsPanel({ subject }: { readonly subject: Subject }) {
  const words = useWords()
  const { t } = words
  const title = t('constructs.title')
  const [open, setOpen] = useState<readonly string[]>([])
  const { cell, titleOf, questionOf } = subject
  if (!cell.ok) return <Panel title={title} answer={t('figure.none', { reason: reasonText(cell, words) })} />

  const names = subject.constructs
  const flags = new Map(names.map((name) => [name, constructFlags(cell.value, name, words)]))
  const flagged = names.filter((name) => (flags.get(name)?.length ?? 0) > 0)
  const toggle = (name: string) =>
    setOpen(open.includes(name) ? open.filter((other) => other !== name) : [...open, name])
  const head = ['construct', 'index', 'rSquared', 'alpha', 'rhoA', 'rhoC', 'ave', 'flags']

  return (
    <Panel
      title={title}
      answer={
        flagged.length === 0
          ? t('constructs.sound')
          : t('constructs.flagged', { names: words.list(flagged.map(titleOf)) })
      }
      note={t('constructs.note', baseOf(subject, cell.value, words))}
    >
      <Box className="fact-scroll" tabIndex={0} role="group" aria-label={title}>
        <table className="fact-table">
          <caption className="only-heard">{title}</caption>
          <thead>
            <tr>
              {head.map((column) => (
                <th key={column} scope="col" className={column === 'flags' ? 'fact-words' : undefined}>
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <Fragment key={name}>
                <tr>
                  <th scope="row">
                    <UnstyledButton
                      className="construct-toggle"
                      aria-expanded={open.includes(name)}
                      aria-label={t('constructs.items', { construct: titleOf(name) })}
                      onClick={() => toggle(name)}
                    >
                      <span aria-hidden="true">{open.includes(name) ? '▾' : '▸'}</span> {titleOf(name)}
                    </UnstyledButton>
                  </th>
                  <ConstructCells
                    analysis={cell.value}
                    index={subject.index[name]}
                    name={name}
                    words={words}
                  />
                  <td className="fact-words">{flags.get(name)?.join(words.t('flag.separator'))}</td>
                </tr>
                {open.includes(name) && (
                  <tr>
                    <td colSpan={head.length} className="fact-inner">
                      <Items
                        analysis={cell.value}
                        name={name}
                        title={titleOf(name)}
                        questionOf={questionOf}
                        words={words}
                      />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </Box>
    </Panel>
  )
}

interface CellsProps {
  readonly analysis: PathAnalysis
  readonly name: string
  readonly words: Words
}

function ConstructCells({
  analysis,
  index,
  name,
  words,
}: CellsProps & { readonly index: Estimated | undefined }) {
  const { rSquared, reliability, weights } = analysis
  const explained = rSquared[name]
  const single = Object.keys(weights[name] ?? {}).length === 1
  const quality = reliability[name]
  const cells = [quality?.alpha, quality?.rhoA, quality?.rhoC, quality?.ave]
  return (
    <>
      <td>{index ? words.estimate(index.value, index.interval) : '–'}</td>
      <td>{explained ? words.coefficient(explained.value) : '–'}</td>
      {single ? (
        <td colSpan={4} className="fact-words">
          {words.t('constructs.single')}
        </td>
      ) : (
        cells.map((cell, i) => (
          // The four reliabilities always stand in the same order.
          <td key={['alpha', 'rhoA', 'rhoC', 'ave'][i]}>{cell ? words.coefficient(cell.value) : '–'}</td>
        ))
      )}
    </>
  )
}

interface ItemsProps extends CellsProps {
  readonly title: string
  readonly questionOf: Subject['questionOf']
}

function Items({ analysis, name, title, questionOf, words }: ItemsProps) {
  const { t, coefficient, coefficientRange } = words
  const shown = (estimated: Estimated | undefined) => (estimated ? coefficient(estimated.value) : '–')
  const interval = (estimated: Estimated | undefined) =>
    estimated?.interval ? coefficientRange(estimated.interval) : '–'
  return (
    <FactTable
      caption={t('constructs.items', { construct: title })}
      head={[
        t('column.item'),
        t('column.mean'),
        t('column.weight'),
        t('column.weightInterval'),
        t('column.loading'),
        t('column.loadingInterval'),
      ]}
      rows={Object.entries(analysis.weights[name] ?? {}).map(([item, weight]) => {
        const loading = analysis.loadings[name]?.[item]
        const mean = analysis.items[item]?.mean
        return {
          id: item,
          cells: [
            <span key="item" className="item-asked">
              <code>{item}</code> <span>{questionOf(item)}</span>
            </span>,
            mean === undefined ? '–' : words.mean(mean),
            shown(weight),
            interval(weight),
            shown(loading),
            interval(loading),
          ],
        }
      })}
    />
  )
}
