import { brandColour } from '../charts/colours.ts'
import { TrendChart } from '../charts/trend-chart.tsx'
import { Figure } from './figure.tsx'
import type { LeagueEntry } from './league.ts'
import { Panel } from './panel.tsx'
import { useWords, type Words } from './words.ts'

export interface TrendPanelProps {
  /** In time order, each with its brands. */
  readonly waves: readonly {
    readonly id: string
    readonly name: string
    readonly entries: readonly LeagueEntry[]
  }[]
  readonly brand: string
  /** What the newest change amounts to, in a sentence. */
  readonly verdict: string
  /** Margins by formula, before any resampling. */
  readonly quick: boolean
}

/** How satisfaction is moving: the brand looked at with its band, competitors grey until pointed at. */
export function TrendPanel({ waves, brand, verdict, quick }: TrendPanelProps) {
  const words = useWords()
  const { t, count, range } = words
  const title = t('trend.title')
  if (waves.length < 2) return <Panel title={title} answer={t('trend.oneWave')} />

  const shown = seriesOf(waves, brand)
  if (shown.every(({ points }) => points.length === 0)) {
    const withheld = waves.some(({ entries }) => entries.some(isWithheld))
    return <Panel title={title} answer={t(withheld ? 'trend.withheld' : 'trend.tooFew')} />
  }

  const counts = shown
    .find(({ id }) => id === brand)
    ?.points.map(({ wave, entry }) =>
      t('trend.count', { wave: waves[wave]?.name ?? '', count: count(entry.sampleSize) }),
    )
  const note = t(counts === undefined || counts.length === 0 ? 'trend.noteBare' : 'trend.note', {
    brand: shown.find(({ id }) => id === brand)?.label ?? '',
    counts: words.list(counts ?? []),
  })
  return (
    <Figure
      title={title}
      answer={verdict}
      note={words.sentences([note, ...(quick ? [t('quick.note')] : [])])}
      cards={shown.flatMap(({ label, points }) =>
        points.map(({ wave, entry }) => ({
          title: `${label} · ${waves[wave]?.name ?? ''}`,
          lines: pointLines(entry, words),
        })),
      )}
      chart={(view) => (
        <TrendChart
          title={title}
          waves={waves.map(({ name }) => name)}
          series={shown}
          axisNote={t('axis.index')}
          tick={count}
          height={view.width < 520 ? 280 : view.width < 820 ? 300 : 360}
          {...view}
        />
      )}
      table={{
        head: [
          t('column.wave'),
          t('column.brand'),
          t('column.index'),
          t('column.interval'),
          t('column.answers'),
        ],
        rows: shown.flatMap(({ id, label, points }) =>
          points.map(({ wave, value, low, high, entry }) => ({
            id: `${id} ${wave}`,
            cells: [
              waves[wave]?.name ?? '',
              label,
              words.index(value),
              low === undefined || high === undefined ? '–' : range({ low, high }),
              count(entry.sampleSize),
            ],
          })),
        ),
      }}
    />
  )
}

const isWithheld = ({ index }: LeagueEntry) => !index.ok && index.reason === 'would-single-out'

function seriesOf(waves: TrendPanelProps['waves'], brand: string) {
  const brands = waves[0]?.entries ?? []
  return brands.map(({ id, name, own, rank }) => ({
    id,
    label: name,
    own: id === brand,
    colour:
      id === brand && own
        ? 'var(--own)'
        : id === brand
          ? brandColour({ own, rank }, true)
          : brandColour({ own, rank }),
    pointedColour: brandColour({ own, rank }, true),
    points: waves.flatMap(({ entries }, wave) => {
      const entry = entries.find((other) => other.id === id)
      if (!entry?.index.ok) return []
      const { value, interval } = entry.index.value
      const ends = interval ? { low: interval.low, high: interval.high } : {}
      return [{ wave, value, ...ends, hollow: entry.base === 'small-base', entry }]
    }),
  }))
}

function pointLines(
  { index, sampleSize }: LeagueEntry,
  { t, estimate, range, count }: Words,
): readonly string[] {
  if (!index.ok) return []
  const { value, interval } = index.value
  return [
    estimate(value, interval),
    ...(interval ? [t('path.intervalLine', { range: range(interval) })] : []),
    t('n', { count: count(sampleSize) }),
  ]
}
