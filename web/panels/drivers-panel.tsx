import { IntervalChart } from '../charts/interval-chart.tsx'
import { driversVerdict, includesZero, rankDrivers } from './driver-ranking.ts'
import { Figure } from './figure.tsx'
import { Panel } from './panel.tsx'
import { baseOf, isThin, reasonText, type Subject } from './subject.ts'
import { useWords } from './words.ts'

/** Effects of two points either way at least, so that nothing looks like something. */
const AXIS = { min: -100, max: 100, step: 0.5, least: 2 }

/** What moves satisfaction most: drivers ranked by what +5 points there bring. */
export function DriversPanel({ subject }: { readonly subject: Subject }) {
  const words = useWords()
  const { t, change, index, range } = words
  const { cell, target, titleOf } = subject
  const title = t('drivers.title')
  if (!cell.ok) return <Panel title={title} answer={t('figure.none', { reason: reasonText(cell, words) })} />

  const drivers = rankDrivers(cell.value, target)
  const base = baseOf(subject, cell.value, words)
  const thin = isThin(cell.value)
  const bare = drivers.some(({ interval }) => interval === undefined)
  const rows = drivers.map(({ construct, gain, interval }, i) => ({
    id: construct,
    label: titleOf(construct),
    note: '',
    ...(i === 0 && !thin && interval !== undefined && !includesZero(interval)
      ? { colour: 'var(--own)', emphasised: true }
      : { colour: 'var(--rival-1)' }),
    hollow: thin || interval === undefined,
    estimate: { value: gain, ...interval },
    text: interval === undefined ? change(gain) : `${change(gain)} ${words.margin(interval)}`,
  }))
  return (
    <Figure
      title={title}
      answer={thin ? t('model.thin', base) : driversVerdict(drivers, titleOf, words)}
      note={words.sentences([
        t(bare ? 'drivers.noteQuick' : 'drivers.note', base),
        ...(bare || cell.value.resamples ? [] : [t('quick.note')]),
      ])}
      cards={drivers.map(({ construct, gain, interval }) => ({
        title: titleOf(construct),
        lines: [
          t('path.impactLine', { value: change(gain) }),
          ...(interval ? [t('path.intervalLine', { range: range(interval) })] : []),
        ],
      }))}
      chart={(view) => (
        <IntervalChart
          title={title}
          rows={rows}
          axis={AXIS}
          axisNote={t('axis.impact')}
          tick={index}
          reference={0}
          {...view}
        />
      )}
      table={{
        head: [t('column.driver'), t('column.impact'), t('column.interval')],
        rows: drivers.map(({ construct, gain, interval }) => ({
          id: construct,
          cells: [titleOf(construct), change(gain), interval ? range(interval) : '–'],
        })),
      }}
    />
  )
}
