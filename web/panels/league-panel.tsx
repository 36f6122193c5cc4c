import type { Missed } from '../../stats/core/outcome.ts'
import { brandColour } from '../charts/colours.ts'
import { IntervalChart, type IntervalRow } from '../charts/interval-chart.tsx'
import { FactTable } from './fact-table.tsx'
import { Figure } from './figure.tsx'
import { brackets, isAlike, type League, type LeagueEntry, ranked } from './league.ts'
import { reasonText } from './subject.ts'
import { useWords, type Words } from './words.ts'

const AXIS = { min: 0, max: 100, step: 5, least: 20 }

/** Who satisfies most: brands best first, each with its interval, ties in brackets, differences on demand. */
export function LeaguePanel({ league, brand }: { readonly league: League; readonly brand: string }) {
  const words = useWords()
  const { t, index } = words
  const entries = ranked(league)
  const title = t('league.title')
  const rows = entries.map((entry) => leagueRow(entry, words))
  const ties = brackets(league).map((names) =>
    names.map((name) => entries.findIndex(({ id }) => id === name)),
  )
  return (
    <Figure
      title={title}
      answer={leagueVerdict(league, brand, words)}
      note={words.sentences([t('league.note'), ...(league.quick ? [t('quick.note')] : [])])}
      cards={rows.map(({ label, text, note }, i) => ({
        title: label,
        lines: [text, ...rangeLine(entries[i], words), note, ...placeLine(league, entries[i], words)],
      }))}
      chart={(view) => (
        <IntervalChart
          title={title}
          rows={rows}
          ties={ties}
          axis={AXIS}
          axisNote={t('axis.index')}
          tick={(value) => words.count(value)}
          {...view}
        />
      )}
      table={{
        head: [
          t('column.brand'),
          t('column.index'),
          t('column.interval'),
          t('column.answers'),
          t('column.place'),
        ],
        rows: entries.map((entry) => ({
          id: entry.id,
          cells: [
            entry.name,
            entry.index.ok ? index(entry.index.value.value) : whyNone(entry.index, entry.sampleSize, words),
            entry.index.ok && entry.index.value.interval ? words.range(entry.index.value.interval) : '–',
            words.count(entry.sampleSize),
            placeText(league, entry.id) ?? '–',
          ],
        })),
      }}
      after={<Differences league={league} words={words} />}
    />
  )
}

function leagueRow(entry: LeagueEntry, words: Words): IntervalRow {
  const { t, count, estimate, index } = words
  const n = t('n', { count: count(entry.sampleSize) })
  const base =
    entry.base === 'small-base' ? 'base.small' : entry.base === 'indicative' ? 'base.indicative' : undefined
  const row = {
    id: entry.id,
    label: entry.name,
    colour: brandColour(entry),
    emphasised: entry.own,
    hollow: entry.base === 'small-base',
  }
  if (!entry.index.ok) {
    const text = whyNone(entry.index, entry.sampleSize, words)
    return { ...row, note: entry.index.reason === 'too-few-answers' ? '' : n, text }
  }
  const { value, interval } = entry.index.value
  return {
    ...row,
    note: [n, ...(base === undefined ? [] : [t(base)]), ...(isAlike(entry) ? [t('base.alike')] : [])].join(
      ' · ',
    ),
    estimate: { value, ...(interval ? { low: interval.low, high: interval.high } : {}) },
    text: isAlike(entry) ? index(value) : estimate(value, interval),
  }
}

/** Short enough to stand beside a name; the headline says it in full. */
function whyNone(missed: Missed, sampleSize: number, words: Words): string {
  if (missed.reason === 'too-few-answers') return words.t('tooFew', { count: words.count(sampleSize) })
  return missed.reason === 'would-single-out' ? words.t('withheld') : reasonText(missed, words)
}

function leagueVerdict(league: League, brand: string, { t, count }: Words): string {
  if (league.ranks.length === 0) return t('league.nobody')
  const name = league.entries.find(({ id }) => id === brand)?.name ?? ''
  const place = league.ranks.find((rank) => rank.name === brand)
  if (place === undefined) return t('league.unranked', { brand: name })
  const { best, worst } = place
  return t(best === worst ? 'league.place' : 'league.places', {
    brand: name,
    best: count(best),
    worst: count(worst),
    count: count(league.ranks.length),
  })
}

function placeText({ ranks }: League, brand: string): string | undefined {
  const place = ranks.find(({ name }) => name === brand)
  if (place === undefined) return undefined
  return place.best === place.worst ? String(place.best) : `${place.best}–${place.worst}`
}

function placeLine(league: League, entry: LeagueEntry | undefined, { t }: Words): readonly string[] {
  const place = entry && placeText(league, entry.id)
  return place === undefined ? [] : [t('league.placeLine', { place })]
}

const rangeLine = (entry: LeagueEntry | undefined, { t, range }: Words): readonly string[] =>
  entry?.index.ok && entry.index.value.interval
    ? [t('path.intervalLine', { range: range(entry.index.value.interval) })]
    : []

function Differences({ league, words }: { readonly league: League; readonly words: Words }) {
  const { t, change, range, pValue } = words
  if (league.pairs.length === 0) return null
  const nameOf = (brand: string) => league.entries.find(({ id }) => id === brand)?.name ?? ''
  return (
    <details className="differences">
      <summary>{t('league.pairs')}</summary>
      <FactTable
        caption={t('league.pairs')}
        head={[
          t('column.pair'),
          t('column.difference'),
          t('column.interval'),
          t('column.p'),
          t('column.reading'),
        ]}
        rows={league.pairs.map(({ first, second, difference, interval, pHolm }) => ({
          id: `${first} ${second}`,
          cells: [
            t('league.pair', { a: nameOf(first), b: nameOf(second) }),
            change(difference),
            range(interval),
            pValue(pHolm),
            t(pHolm < league.alpha ? 'league.beyond' : 'league.within'),
          ],
        }))}
      />
      <p className="panel-note">
        {words.sentences([t('league.pairsNote'), ...(league.quick ? [t('quick.note')] : [])])}
      </p>
    </details>
  )
}
