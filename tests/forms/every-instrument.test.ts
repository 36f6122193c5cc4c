import { describe, expect, it } from 'vitest'
import { fieldsOf } from '../../api/forms/build-code-book.ts'
import { type PlacedModule, placeModule } from '../../api/forms/place-module.ts'
import { readParameters } from '../../api/forms/read-parameters.ts'
import { analyse, besideItemsOf, METHOD_NAMES, type MethodRequest } from '../../stats/analyse.ts'
import type { AnalysisSlice } from '../../stats/analysis-method.ts'
import { compileCodeBook } from '../../stats/coding/code-answers.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { scoredCodes } from '../../stats/coding/scored-codes.ts'
import { toObservations } from '../../stats/core/observations.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import type { Instrument, Scale } from '../../stats/instruments/instrument.ts'
import { EXAMPLE_BRANDS, exampleSettings } from './example-settings.ts'
import { bookOf, textsOf } from './module-book.ts'
import { simulateRespondent } from './simulate-respondent.ts'

const RESPONDENTS = 200
const EXTENTS = ['all', 'least'] as const

/** Simulated respondents coded as the door would code them; every answer must be one it takes. */
function sliceOf(book: CodeBook, seed: number): AnalysisSlice {
  const code = compileCodeBook(book)
  const answers = Array.from({ length: RESPONDENTS }, (_, i) =>
    simulateRespondent(book.fields, { seed: seed + i }),
  )
  const rows = answers.map((raw) => {
    const coded = code(raw)
    expect(coded.ok ? [] : coded.problems).toEqual([])
    return coded.ok ? coded.observation.scores : []
  })
  const brands = EXAMPLE_BRANDS.map(({ key }) => key)
  const brand = rows.map((_, i) => brands[i % brands.length] ?? null)
  return {
    observations: toObservations(book.scored, rows),
    columns: { brand },
    texts: textsOf(book.fields, answers),
  }
}

/** Every analysis its answers reach: the feeds, and the index model where there is one. */
function requestsOf(placed: PlacedModule, book: CodeBook): MethodRequest[] {
  const fed = placed.feeds.map(({ method, options }) => ({ method, ...options }) as MethodRequest)
  if (placed.instrument.satisfaction === null) return fed
  const { constructs, paths } = placed.instrument
  const items = constructs.flatMap((construct) => construct.items)
  const scale = Object.fromEntries(items.map((item) => [item, book.scales[item] as Scale]))
  return [{ method: 'pls', model: { constructs, paths, scale } }, ...fed]
}

/** The slice with, beside it, that of the people whom another instrument asks, where an analysis compares the two. */
function withBeside(slice: AnalysisSlice, placed: PlacedModule, seed: number): AnalysisSlice {
  const [name, ...more] = new Set(placed.feeds.flatMap(({ beside }) => beside ?? []))
  expect(more).toEqual([])
  if (name === undefined) return slice
  const other = CATALOGUE.find((one) => one.name === name)
  if (other === undefined) throw new RangeError(`${placed.instrument.name}: is compared with no "${name}"`)
  return { ...slice, beside: sliceOf(bookOf(place(other, 'least')), seed) }
}

const place = (instrument: Instrument, extent: (typeof EXTENTS)[number]) =>
  placeModule(instrument, exampleSettings(instrument, extent), EXAMPLE_BRANDS)

describe.each(CATALOGUE.map((instrument) => [instrument.name, instrument] as const))(
  '%s',
  (_, instrument) => {
    it.each(EXTENTS)('is placed with %s that may be asked, no template left', (extent) => {
      const settings = exampleSettings(instrument, extent)
      expect(readParameters(instrument, settings)).toEqual({ settings, problems: [] })
      const placed = place(instrument, extent)
      // The wording stays under the template's own code.
      const items = placed.items.map(({ wording, ...item }) => item)
      expect(JSON.stringify([items, placed.feeds])).not.toMatch(/\{each\}|"each":"[a-z]+","of"/)
      const codes = bookOf(placed).fields.map(({ code }) => code)
      expect(codes.length).toBeGreaterThan(0)
      expect(new Set(codes).size).toBe(codes.length)
    })

    it.each(EXTENTS)('codes simulated respondents and reaches its analyses with %s', (extent) => {
      const placed = place(instrument, extent)
      const book = bookOf(placed)
      const requests = requestsOf(placed, book)
      const results = analyse(withBeside(sliceOf(book, 1), placed, 1001), requests)
      expect(results.map(({ method, status, reason }) => ({ method, status, reason }))).toEqual(
        requests.map(({ method }) => ({ method, status: 'ok', reason: undefined })),
      )
    })

    it('asks nothing in vain: every answer feeds an analysis, a model or a score, or decides what is asked', () => {
      const { feeds, items, instrument: asked } = place(instrument, 'all')
      const used = JSON.stringify([feeds, asked.constructs, asked.derived])
      const deciding = new Set(items.map(({ shownWhen }) => shownWhen?.item))
      const vain = items.flatMap(fieldsOf).filter(({ code, answer }) => {
        const codes = [code, ...scoredCodes(code, answer).map((one) => one.code)]
        return !deciding.has(code) && !codes.some((one) => used.includes(`"${one}"`))
      })
      expect(vain.map(({ code }) => code)).toEqual([])
    })

    it('leads only to analyses that exist, and a comparison says with whose answers', () => {
      for (const { method, options, beside } of place(instrument, 'all').feeds) {
        expect(METHOD_NAMES).toContain(method)
        expect([method, besideItemsOf({ method, ...options } as MethodRequest) !== undefined]).toEqual([
          method,
          beside !== undefined,
        ])
      }
    })

    it('bounds an answer only by an earlier one of its kind', () => {
      const { items } = place(instrument, 'all')
      for (const [at, { within, answer }] of items.entries()) {
        if (within === undefined) continue
        const outer = items.slice(0, at).find(({ code }) => code === within)?.answer
        expect([answer.kind, outer?.kind]).toEqual(
          answer.kind === 'number' ? ['number', 'number'] : ['choice', 'multi-choice'],
        )
        if (answer.kind === 'choice' && outer?.kind === 'multi-choice') {
          expect(answer.choices).toEqual(outer.choices)
        }
      }
    })

    it('asks for entries of the designer’s own before it can be placed', () => {
      const needed = (instrument.parameters ?? []).filter(({ kind }) => kind === 'entries')
      const { problems } = readParameters(instrument, {})
      expect(problems.map(({ parameter, reason }) => [parameter, reason])).toEqual(
        needed.map(({ name }) => [name, 'too-few']),
      )
    })

    it('names only blocks, parameters and items that it has', () => {
      const { items, feeds = [], parameters = [] } = instrument
      const names = parameters.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      const used = [...items, ...feeds].flatMap(({ onlyWith = [] }) =>
        [onlyWith].flat().map(({ parameter }) => parameter),
      )
      const lists = items.flatMap(({ each, choicesFrom }) => [each ?? [], choicesFrom ?? []].flat())
      expect([...used, ...lists].filter((name) => name !== 'brands' && !names.includes(name))).toEqual([])
      const blocks = new Set(items.map(({ block }) => block))
      const takes = parameters.flatMap((parameter) =>
        parameter.kind === 'number' ? (parameter.takes ?? []) : [],
      )
      expect(takes.filter((block) => !blocks.has(block))).toEqual([])
    })
  },
)

describe('a simulated respondent', () => {
  const acsi = CATALOGUE[0] as Instrument
  const { fields } = bookOf(place(acsi, 'all'))
  const answers = Array.from({ length: 300 }, (_, seed) =>
    simulateRespondent(fields, { seed, nonAnswers: 0.1 }),
  )

  it('is the same for the same seed, another for another', () => {
    expect(simulateRespondent(fields, { seed: 7, nonAnswers: 0.1 })).toEqual(answers[7])
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBeGreaterThan(290)
  })

  it('uses the whole scale, both branches of routing and every way not to answer', () => {
    const given = (code: string) => new Set(answers.map((one) => one[code]))
    expect([...given('sat1')].filter((raw) => typeof raw === 'number').toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ])
    expect(given('sat1')).toContain('dont_know')
    expect(given('sat1')).toContain('not_applicable')
    expect(answers.some((one) => 'pt_up' in one) && answers.some((one) => 'pt_down' in one)).toBe(true)
    expect(answers.filter((one) => 'pt_up' in one && 'pt_down' in one)).toEqual([])
  })
})

describe('the catalogue', () => {
  it('gives an item code to one instrument only; the index models share theirs', () => {
    const owners = CATALOGUE.flatMap(({ name, family, items }) =>
      items.map(({ code }) => ({ code, owner: family === 'index' ? family : name })),
    )
    const twice = [...Map.groupBy(owners, ({ code }) => code)].filter(
      ([, all]) => new Set(all.map(({ owner }) => owner)).size > 1,
    )
    expect(twice.map(([code]) => code)).toEqual([])
  })
})
