import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { kano } from '../../../stats/kano/kano.ts'
import {
  KANO_ANSWERS,
  KANO_CATEGORIES,
  type KanoCategory,
  kanoCategory,
} from '../../../stats/kano/kano-category.ts'
import { DYSFUNCTIONAL_SCORES, FUNCTIONAL_SCORES, kanoQuadrant } from '../../../stats/kano/kano-continuous.ts'
import { kanoDrift } from '../../../stats/kano/kano-drift.ts'
import { compareKanoSegments } from '../../../stats/kano/kano-segments.ts'
import { type KanoSummary, kanoSummary } from '../../../stats/kano/kano-summary.ts'
import { type KanoCounts, kanoVerdict } from '../../../stats/kano/kano-verdict.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

type Letter = 'A' | 'O' | 'M' | 'I' | 'R' | 'Q'
type Letters = Record<Letter, number>
interface Expected {
  N: number
  better: number
  worse: number
  total_strength: number
  mode: Letter
  runner_up: Letter
  category_strength: number
  fong_difference: number
  fong_critical: number
  fong_significant: boolean
  berger_grouped_rule: Letter
  final_fong_then_MOAI: Letter
  better_se: number
  worse_se: number
}
type Table = Record<string, Letter[]>
const oracle = readOracle<{
  table_rows_functional_cols_dysfunctional_berger: Table
  table_pouliot: Table
  answer_order: string[]
  counts_cases: Record<string, { counts: Letters; expected: Expected }>
  respondent_level: {
    answers: Record<string, [string, string][]>
    self_stated_importance: Record<string, number[]>
    functional_score: Record<string, number>
    dysfunctional_score: Record<string, number>
    expected: Record<
      string,
      { categories: Letter[]; counts: Letters; summary: Expected } & Record<
        | 'functional_mean'
        | 'dysfunctional_mean'
        | 'functional_sd'
        | 'dysfunctional_sd'
        | 'functional_mean_excl_RQ'
        | 'dysfunctional_mean_excl_RQ'
        | 'importance_mean',
        number
      >
    >
  }
  lifecycle: {
    counts: Record<string, Letters>
    expected: Record<string, Expected>
    homogeneity_A_O_M_I: { chi2: number; df: number; p: number }
  }
  tolerance: number
}>('kano')
const TOLERANCE = oracle.tolerance

const LETTERS: Record<Letter, KanoCategory> = {
  A: 'attractive',
  O: 'one-dimensional',
  M: 'must-be',
  I: 'indifferent',
  R: 'reverse',
  Q: 'questionable',
}
const ORACLE_ANSWERS = { mustbe: 'must-be', livewith: 'live-with' } as Record<string, string>
const answer = (name: string) => KANO_ANSWERS.find((one) => one === (ORACLE_ANSWERS[name] ?? name))!
const countsOf = (letters: Letters) =>
  Object.fromEntries(
    (Object.keys(LETTERS) as Letter[]).map((l) => [LETTERS[l], letters[l]]),
  ) as unknown as KanoCounts

function expectSummary(summary: KanoSummary, expected: Expected) {
  expect(summary.sampleSize).toBe(expected.N)
  expectClose(summary.better?.value, expected.better, TOLERANCE, 'better')
  expectClose(summary.better?.standardError, expected.better_se, TOLERANCE, 'better se')
  expectClose(summary.worse?.value, expected.worse, TOLERANCE, 'worse')
  expectClose(summary.worse?.standardError, expected.worse_se, TOLERANCE, 'worse se')
  expectClose(summary.totalStrength.value, expected.total_strength, TOLERANCE, 'total strength')
  expectClose(summary.categoryStrength.value, expected.category_strength, TOLERANCE, 'category strength')
  expectClose(summary.fong.difference, expected.fong_difference, TOLERANCE, 'fong')
  expectClose(summary.fong.critical, expected.fong_critical, TOLERANCE, 'fong critical')
  expect(summary.fong.differs).toBe(expected.fong_significant)
  expect(summary.mode).toBe(LETTERS[expected.mode])
  expect(summary.runnerUp).toBe(LETTERS[expected.runner_up])
  expect(summary.groupedCategory).toBe(LETTERS[expected.berger_grouped_rule])
  expect(summary.category).toBe(LETTERS[expected.final_fong_then_MOAI])
}

describe('the evaluation table, as printed', () => {
  // Berger et al. (1993): rows with the attribute, columns without it, in the order of the answers.
  const BERGER = ['QAAAO', 'RIIIM', 'RIIIM', 'RIIIM', 'RRRRQ']
  // Pouliot (1993): must-be/must-be and live-with/live-with contradict themselves.
  const POULIOT = ['QAAAO', 'RQIIM', 'RIIIM', 'RIIQM', 'RRRRQ']

  it.each([
    ['berger', BERGER],
    ['pouliot', POULIOT],
  ] as const)('%s', (table, printed) => {
    KANO_ANSWERS.forEach((functional, row) => {
      KANO_ANSWERS.forEach((dysfunctional, column) => {
        const letter = printed[row]![column] as Letter
        expect(kanoCategory({ functional, dysfunctional }, table)).toBe(LETTERS[letter])
      })
    })
  })

  it.each([
    ['berger', oracle.table_rows_functional_cols_dysfunctional_berger],
    ['pouliot', oracle.table_pouliot],
  ] as const)('oracle: %s', (table, cells) => {
    expect(oracle.answer_order.map(answer)).toEqual(KANO_ANSWERS)
    for (const [functional, row] of Object.entries(cells)) {
      row.forEach((letter, column) => {
        const pair = { functional: answer(functional), dysfunctional: KANO_ANSWERS[column]! }
        expect(kanoCategory(pair, table)).toBe(LETTERS[letter])
      })
    }
  })
})

describe('oracle kano.json', () => {
  it.each(Object.entries(oracle.counts_cases))('counts_cases %s', (_, { counts, expected }) => {
    expectSummary(foundValue(kanoSummary(countsOf(counts))), expected)
  })

  it('respondent_level scores', () => {
    for (const [name, score] of Object.entries(oracle.respondent_level.functional_score)) {
      expect(FUNCTIONAL_SCORES[answer(name)]).toBe(score)
    }
    for (const [name, score] of Object.entries(oracle.respondent_level.dysfunctional_score)) {
      expect(DYSFUNCTIONAL_SCORES[answer(name)]).toBe(score)
    }
  })

  it.each(Object.keys(oracle.respondent_level.answers))('respondent_level %s', (name) => {
    const answers = oracle.respondent_level.answers[name]!
    const expected = oracle.respondent_level.expected[name]!
    const code = (text: string) => KANO_ANSWERS.indexOf(answer(text)) + 1
    const table = answers.map(([up, down], i) => [
      code(up),
      code(down),
      oracle.respondent_level.self_stated_importance[name]![i]!,
    ])
    const pairs = answers.map(([up, down]) => ({ functional: answer(up), dysfunctional: answer(down) }))
    expect(pairs.map((pair) => kanoCategory(pair))).toEqual(
      expected.categories.map((letter) => LETTERS[letter]),
    )
    const attribute = { name, functional: 'up', dysfunctional: 'down', importance: 'importance' }
    const result = foundValue(
      kano(toObservations(['up', 'down', 'importance'], table), [attribute])[0]!.result,
    )
    expect(result.counts).toEqual(countsOf(expected.counts))
    expectSummary(result, expected.summary)
    const { continuous, continuousAll, importance } = result
    expectClose(continuousAll?.functional.value, expected.functional_mean, TOLERANCE)
    expectClose(continuousAll?.dysfunctional.value, expected.dysfunctional_mean, TOLERANCE)
    expectClose(continuousAll?.functional.standardDeviation, expected.functional_sd, TOLERANCE)
    expectClose(continuousAll?.dysfunctional.standardDeviation, expected.dysfunctional_sd, TOLERANCE)
    expectClose(continuous?.functional.value, expected.functional_mean_excl_RQ, TOLERANCE)
    expectClose(continuous?.dysfunctional.value, expected.dysfunctional_mean_excl_RQ, TOLERANCE)
    expectClose(importance?.value, expected.importance_mean, TOLERANCE)
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it('lifecycle', () => {
    const waves = Object.entries(oracle.lifecycle.counts).map(([name, counts]) => ({
      name,
      counts: countsOf(counts),
      time: Number(name),
    }))
    const drift = foundValue(kanoDrift(waves))
    const { chi2, df, p } = oracle.lifecycle.homogeneity_A_O_M_I
    expectClose(drift.homogeneity.statistic, chi2, TOLERANCE)
    expect(drift.homogeneity.df).toBe(df)
    expectClose(drift.homogeneity.p / p, 1, 1e-8)
    for (const { name, summary } of drift.waves) expectSummary(summary, oracle.lifecycle.expected[name]!)
    expect(drift.steps.map(({ moved }) => moved)).toEqual(['forward', 'forward'])
    expect(drift.drifts).toBe(true)
    expect(drift.trend?.p).toBeLessThan(1e-10)
    expect(foundValue(kanoDrift(waves.toReversed())).drifts).toBe(false)
    expect(JSON.parse(JSON.stringify(drift))).toEqual(drift)
  })
})

describe('kano', () => {
  const counts = (m: number, o: number, a: number, i: number, r = 0, q = 0): KanoCounts =>
    countsOf({ M: m, O: o, A: a, I: i, R: r, Q: q })

  it('segments: Newcombe by hand, mode change and chi-square', () => {
    const compared = foundValue(
      compareKanoSegments([
        { name: 'young', counts: counts(10, 20, 60, 10) },
        { name: 'old', counts: counts(60, 20, 10, 10) },
        { name: 'nobody', counts: counts(0, 0, 0, 0) },
      ]),
    )
    expect(compared.modeChanges).toBe(true)
    // M 10 | 60 and A 60 | 10 around 35: chi-square 4 x 25^2 / 35; O and I add nothing.
    expectClose(compared.homogeneity.statistic, 2500 / 35, 1e-12)
    const [difference] = compared.differences
    expectClose(difference!.better.value, 0.5, 1e-14)
    // Wilson .8 of 100: .7111708, .8666331; .3 of 100: .2189489, .3958485 (Newcombe 1998, method 10).
    expectClose(
      difference!.better.interval!.low,
      0.5 - Math.hypot(0.8 - 0.7111708344, 0.3958485463 - 0.3),
      1e-8,
    )
    expect(compareKanoSegments([])).toEqual({ ok: false, reason: 'nothing-to-compare' })
  })

  it('says so when all answers are reverse or questionable', () => {
    const summary = foundValue(kanoSummary(counts(0, 0, 0, 0, 8, 2)))
    expect(summary.better).toBeUndefined()
    expect(summary.warnings.map(({ code }) => code)).toContain('no-classifiable-answers')
    expect(kanoSummary(counts(0, 0, 0, 0))).toEqual({ ok: false, reason: 'no-answers' })
    expect(() => kanoSummary(counts(-1, 0, 0, 0))).toThrow('kanoSummary: the count of "must-be"')
    expect(() => kanoVerdict(counts(0, 0, 0, 0))).toThrow('kanoVerdict: there are no counts')
    expect(kanoDrift([])).toEqual({ ok: false, reason: 'nothing-to-compare' })
  })

  it('bad data are named', () => {
    const attribute = { name: 'speed', functional: 'f', dysfunctional: 'd' }
    const observe = (rows: (number | null)[][]) =>
      kano(toObservations(['f', 'd'], rows), [attribute])[0]!.result
    expect(observe([])).toEqual({ ok: false, reason: 'no-answers' })
    expect(observe([[null, 1]])).toEqual({ ok: false, reason: 'no-answers' })
    expect(() => observe([[6, 1]])).toThrow('kano: row 0, item "f" is 6, not an answer 1 to 5')
    expect(() => observe([[2.5, 1]])).toThrow('is 2.5')
    expect(() => kano(toObservations(['f'], []), [attribute])).toThrow('"d"')
    expect(foundValue(observe([[1, 5]])).continuous).toBeUndefined()
    expect(kanoQuadrant(3, 3)).toBe('one-dimensional')
  })

  const rows = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })),
    { minLength: 2, maxLength: 40 },
  )
  const attribute = { name: 'x', functional: 'f', dysfunctional: 'd' }
  const analysed = (table: readonly (readonly [number, number])[], weights?: readonly number[]) =>
    foundValue(kano(toObservations(['f', 'd'], table, weights), [attribute])[0]!.result)

  it('order does not matter; equal weights are no weights; weights are repeated rows', () => {
    fc.assert(
      fc.property(rows, (cases) => {
        const table = cases.map(([f, d]) => [f, d] as [number, number])
        const plain = analysed(table)
        expect(analysed(table.toReversed()).counts).toEqual(plain.counts)
        const same = analysed(
          table,
          table.map(() => 3),
        )
        expectClose(same.categoryStrength.standardError, plain.categoryStrength.standardError!, 1e-12)
        const weighted = analysed(
          table,
          cases.map(([, , w]) => w),
        )
        const repeated = analysed(
          cases.flatMap(([f, d, w]) => Array.from({ length: w }, () => [f, d] as [number, number])),
        )
        for (const category of KANO_CATEGORIES) {
          expectClose(weighted.shares[category], repeated.shares[category], 1e-12)
        }
        expectClose(weighted.continuousAll?.functional.value, repeated.continuousAll!.functional.value, 1e-12)
      }),
      { numRuns: 200 },
    )
  })

  it('duplication keeps shares and shrinks errors by the root of two', () => {
    fc.assert(
      fc.property(rows, (cases) => {
        const table = cases.map(([f, d]) => [f, d] as [number, number])
        const once = analysed(table)
        const twice = analysed([...table, ...table])
        expectClose(twice.totalStrength.standardError! * Math.SQRT2, once.totalStrength.standardError!, 1e-12)
        if (once.better === undefined) return
        expectClose(twice.better?.value, once.better.value, 1e-12)
        expectClose(once.totalSatisfaction?.value, once.better.value + once.worse!.value, 1e-12)
        expect(once.better.interval!.low).toBeLessThanOrEqual(once.better.value + 1e-12)
      }),
      { numRuns: 200 },
    )
  })

  it('exchanging the halves turns wanted into reverse', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KANO_ANSWERS),
        fc.constantFrom(...KANO_ANSWERS),
        (functional, dysfunctional) => {
          const there = kanoCategory({ functional, dysfunctional })
          const back = kanoCategory({ functional: dysfunctional, dysfunctional: functional })
          if (there === 'questionable' || there === 'indifferent') expect(back).toBe(there)
          else expect(there === 'reverse' || back === 'reverse').toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('never a number that is none, whatever the counts', () => {
    const any = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e6, noNaN: true })), {
      minLength: 6,
      maxLength: 6,
    })
    fc.assert(
      fc.property(any, any, (a, b) => {
        const make = ([m, o, at, i, r, q]: number[]) => counts(m!, o!, at!, i!, r!, q!)
        for (const result of [
          kanoSummary(make(a)),
          compareKanoSegments([
            { name: 'a', counts: make(a) },
            { name: 'b', counts: make(b) },
          ]),
          kanoDrift([
            { name: 'a', counts: make(a) },
            { name: 'b', counts: make(b) },
          ]),
        ]) {
          expect(JSON.parse(JSON.stringify(result))).toEqual(result)
        }
      }),
      { numRuns: 200 },
    )
  })
})
