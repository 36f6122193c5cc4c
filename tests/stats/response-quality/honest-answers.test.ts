import { describe, expect, it } from 'vitest'
import { buildCodeBook } from '../../../api/forms/build-code-book.ts'
import { placeModule } from '../../../api/forms/place-module.ts'
import type { CodeBook, Field } from '../../../stats/coding/code-book.ts'
import { normalQuantile } from '../../../stats/core/normal.ts'
import { seeded, streamOf, uniform } from '../../../stats/core/random.ts'
import { CATALOGUE } from '../../../stats/instruments/catalogue.ts'
import type { Instrument } from '../../../stats/instruments/instrument.ts'
import { type CheckResponse, compileChecks } from '../../../stats/response-quality/check-response.ts'
import { exampleSettings } from '../../forms/example-settings.ts'

const entriesOf = (count: number, name: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => ({
    key: name(i),
    text: { en: name(i), 'zh-Hans': name(i), 'zh-Hant': name(i) },
  }))
const BRANDS = entriesOf(5, (i) => `01939b5c-8a00-7000-8000-00000000000${i}`)

/** As much as can be asked of an instrument, about ten things where the designer says about what. */
function bookOf(instrument: Instrument, changed: Readonly<Record<string, unknown>> = {}): CodeBook {
  const own = (instrument.parameters ?? []).filter(({ kind }) => kind === 'entries')
  const settings = {
    ...exampleSettings(instrument, 'all'),
    ...Object.fromEntries(own.map(({ name }) => [name, entriesOf(10, (i) => `entry-${i}`)])),
    ...changed,
  }
  const module = placeModule(instrument, settings as never, BRANDS)
  return buildCodeBook([{ ...module, asked: 'always', weight: 1 }], [])
}

const ratingsOf = (book: CodeBook) => book.fields.filter(({ answer }) => answer.kind === 'rating')
const scaleOf = ({ answer }: Field) =>
  answer.kind === 'rating' ? { min: answer.min, range: answer.max - answer.min } : { min: 1, range: 0 }

/** What is expected or important stands high, what is put up with low: by nature, not by carelessness. */
const LEVELS: Readonly<Record<string, number>> = {
  minimum: 0.45,
  desired: 0.9,
  perceived: 0.7,
  importance: 0.9,
  performance: 0.62,
  expectation: 0.88,
  belief: 0.8,
  value: 0.55,
}

/** Somebody with a level of their own who weighs every question anew; `spread`: in shares of the scale. */
function honest(fields: readonly Field[], spread: number, person: number): Record<string, unknown> {
  const random = seeded(20261123, { stream: streamOf(`${fields[0]?.code}/${spread}`), draw: person })
  const draw = () => normalQuantile(uniform(random))
  const own = 0.07 * draw()
  return Object.fromEntries(
    fields.map((field) => {
      const { min, range } = scaleOf(field)
      const level = LEVELS[field.code.split('.').at(-1) ?? ''] ?? 0.68
      const share = Math.max(0, Math.min(1, level + own + spread * draw()))
      return [field.code, min + Math.round(share * range)]
    }),
  )
}

/** Somebody who repeats two or three answers down the page; `slips`: how often they are off by one. */
function careless(
  fields: readonly Field[],
  cycle: readonly number[],
  { person = 0, slips = 0 } = {},
): Record<string, unknown> {
  const random = seeded(20261124, { draw: person })
  return Object.fromEntries(
    fields.map((field, at) => {
      const { min, range } = scaleOf(field)
      const point = Math.round((cycle[at % cycle.length] ?? 0) * range)
      const slip = uniform(random) < slips ? (point === 0 ? 1 : -1) : 0
      return [field.code, min + point + slip]
    }),
  )
}

const calm = { states: [], seconds: 900, elapsedSeconds: 950, trap: false }
const flagged = (check: CheckResponse, answers: Record<string, unknown>) => check(answers, calm)
/** Column by column, as where every column is a page of its own. */
const byColumn = (fields: readonly Field[]) => [
  ...Map.groupBy(fields, ({ code }) => code.split('.').slice(2).join('.')).values(),
]

const PEOPLE = 1000
const SPREADS = [0.06, 0.09, 0.12, 0.18]
const books = CATALOGUE.map((instrument) => [instrument.name, bookOf(instrument)] as const)
const zone = CATALOGUE.find(({ name }) => name === 'zone-of-tolerance') as Instrument
const asked = [
  ...books.filter(([, book]) => ratingsOf(book).length >= 5),
  ['zone-of-tolerance, one dimension', bookOf(zone, { dimensions: ['reliability'] })] as const,
]

describe('honest respondents', () => {
  it.each(asked.flatMap(([name, book]) => SPREADS.map((spread) => [name, spread, book] as const)))(
    '%s, answers spread by %s of the scale: a regular pattern is seen in fewer than 2 of 100',
    (_, spread, book) => {
      const check = compileChecks(book)
      const fields = ratingsOf(book)
      let zigZags = 0
      for (let person = 0; person < PEOPLE; person++) {
        if (flagged(check, honest(fields, spread, person)).includes('zig-zag')) zigZags += 1
      }
      expect(zigZags).toBeLessThan(0.02 * PEOPLE)
    },
  )
})

describe('careless respondents', () => {
  const wide = asked.filter(([, book]) =>
    byColumn(ratingsOf(book)).every(
      (column) => column.length >= 10 && new Set(column.map(scaleKey)).size === 1,
    ),
  )

  it.each(wide)('%s: two answers in turn down each column, with slips', (_, book) => {
    const check = compileChecks(book)
    const seen = Array.from({ length: 100 }, (_, person) =>
      flagged(check, down(book, { person, slips: 0.1 })),
    )
    expect(seen.filter((checks) => checks.includes('zig-zag')).length).toBeGreaterThan(90)
  })

  // What repeats in step with the columns is a straight line down each.
  it.each(wide)('%s: two or three answers in turn, across the rows as they stand', (_, book) => {
    for (const cycle of [
      [0.1, 0.9],
      [0.9, 0.1, 0.5],
    ]) {
      const checks = flagged(compileChecks(book), careless(ratingsOf(book), cycle))
      expect(checks.filter((check) => check === 'zig-zag' || check === 'straight-line')).toHaveLength(1)
    }
  })

  it('are looked for in instruments of several columns too', () => {
    const names = wide.map(([name]) => name)
    expect(names).toEqual(expect.arrayContaining(['servqual', 'zone-of-tolerance', 'importance-performance']))
  })
})

const scaleKey = (field: Field) => JSON.stringify(scaleOf(field))

const down = (book: CodeBook, options: { person: number; slips: number }) =>
  Object.assign({}, ...byColumn(ratingsOf(book)).map((column) => careless(column, [0.1, 0.9], options)))
