import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalShare } from '../../../stats/core/normal.ts'
import { toObservations } from '../../../stats/core/observations.ts'
import { studentTwoSided } from '../../../stats/core/student.ts'
import { anova } from '../../../stats/multivariate/anova.ts'
import { CORRELATIONS, correlate } from '../../../stats/multivariate/correlate.ts'
import { describeValues } from '../../../stats/multivariate/describe.ts'
import { hartNormalShare } from '../../../stats/multivariate/hart-normal-share.ts'
import { manova } from '../../../stats/multivariate/manova.ts'
import { postHoc } from '../../../stats/multivariate/post-hoc.ts'
import { rankSum } from '../../../stats/multivariate/rank-sum.ts'
import {
  studentizedRangeQuantile,
  studentizedRangeUpper,
} from '../../../stats/multivariate/studentized-range.ts'
import { T_TESTS, tTest } from '../../../stats/multivariate/t-test.ts'
import { expectAllClose, expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

type Numbers = Record<string, number>
const oracle = readOracle<{
  manova_iris: {
    expected: Numbers & { eigenvalues: number[]; F: Record<string, [number, number, number]> }
  }
  anova_plantgrowth: {
    groups: Record<string, number[]>
    expected: Numbers & {
      df: [number, number]
      tukey: Record<string, { diff: number; p_adj: number; ci: [number, number] }>
      kruskal: Numbers
      welch: Numbers
    }
  }
  t_sleep: {
    a: number[]
    b: number[]
    expected: Record<'welch' | 'student' | 'paired', Numbers> & { wilcoxon_ranksum_U: number }
  }
  correlation: { x: number[]; y: number[]; expected: Numbers & { fisher_ci: [number, number] } }
  iris: number[][]
  tolerance: number
}>('multivariate')
const TOLERANCE = oracle.tolerance
const species = oracle.iris.map((_, i) => ['setosa', 'versicolor', 'virginica'][Math.floor(i / 50)]!)
const iris = toObservations(['sl', 'sw', 'pl', 'pw'], oracle.iris)

describe('oracle multivariate.json', () => {
  it('manova_iris', () => {
    const { expected } = oracle.manova_iris
    const tested = foundValue(manova(iris, species))
    expected.eigenvalues.forEach((value, k) => {
      expectClose(tested.eigenvalues[k], value, TOLERANCE)
    })
    const byName = {
      pillai: tested.pillai,
      wilks: tested.wilks!,
      hotelling: tested.hotellingLawley,
      roy: tested.roy,
    }
    for (const [name, { statistic, f, df1, df2 }] of Object.entries(byName)) {
      expectClose(statistic, expected[name]!, TOLERANCE, name)
      const wanted = expected.F[name]!
      expectClose(f, wanted[0], TOLERANCE, name)
      expect([df1, df2]).toEqual(wanted.slice(1))
    }
    expect(JSON.parse(JSON.stringify(tested))).toEqual(tested)
  })

  it('anova_plantgrowth', () => {
    const { groups, expected } = oracle.anova_plantgrowth
    const named = Object.entries(groups).map(([name, values]) => ({ name, values }))
    const tested = foundValue(anova(named))
    expectClose(tested.f, expected['F']!, TOLERANCE)
    expect([tested.df1, tested.df2]).toEqual(expected.df)
    expectClose(tested.p, expected['p']!, TOLERANCE)
    expectClose(tested.sumBetween, expected['ss_between']!, TOLERANCE)
    expectClose(tested.sumWithin, expected['ss_within']!, TOLERANCE)
    expectClose(tested.etaSquared, expected['eta_sq']!, TOLERANCE)
    expectClose(tested.omegaSquared, expected['omega_sq']!, TOLERANCE)
    expectClose(tested.kruskalWallis.h, expected.kruskal['H']!, TOLERANCE)
    expectClose(tested.kruskalWallis.p, expected.kruskal['p']!, TOLERANCE)
    expectClose(tested.welch?.f, expected.welch['F']!, TOLERANCE)
    expectClose(tested.welch?.df1, expected.welch['df1']!, TOLERANCE)
    expectClose(tested.welch?.df2, expected.welch['df2']!, TOLERANCE)
    expectClose(tested.welch?.p, expected.welch['p']!, TOLERANCE)
    const pairs = foundValue(postHoc(named.toReversed()))
    expect(pairs).toHaveLength(Object.keys(expected.tukey).length)
    for (const [name, { diff, p_adj, ci }] of Object.entries(expected.tukey)) {
      const pair = pairs.find(({ first, second }) => `${first}-${second}` === name)
      expectClose(pair?.difference, diff, TOLERANCE, name)
      expectClose(pair?.p, p_adj, TOLERANCE, name)
      expectClose(pair?.interval?.low, ci[0], TOLERANCE, name)
      expectClose(pair?.interval?.high, ci[1], TOLERANCE, name)
    }
  })

  it('t_sleep', () => {
    const { a, b, expected } = oracle.t_sleep
    for (const [kind, name] of [
      ['welch', 'welch'],
      ['pooled', 'student'],
      ['paired', 'paired'],
    ] as const) {
      const { statistic, df, p } = foundValue(tTest(a, b, { kind }))
      expectAllClose({ t: statistic, df, p }, expected[name], TOLERANCE, name)
    }
    expect(foundValue(rankSum(a, b)).u).toBe(expected.wilcoxon_ranksum_U)
    // scipy 1.17.1, mannwhitneyu(a, b, use_continuity=True, method='asymptotic').
    expectClose(foundValue(rankSum(a, b)).p, 0.06932757543362859, 1e-9)
  })

  it('correlation', () => {
    const { x, y, expected } = oracle.correlation
    const pearson = foundValue(correlate(x, y))
    expectClose(pearson.value, expected['pearson']!, TOLERANCE)
    expectClose(pearson.p, expected['p']!, TOLERANCE)
    expectClose(pearson.interval?.low, expected.fisher_ci[0], TOLERANCE)
    expectClose(pearson.interval?.high, expected.fisher_ci[1], TOLERANCE)
    expectClose(foundValue(correlate(x, y, { kind: 'spearman' })).value, expected['spearman']!, TOLERANCE)
    expectClose(foundValue(correlate(x, y, { kind: 'kendall' })).value, expected['kendall_tau_b']!, TOLERANCE)
  })
})

/** q, means, degrees of freedom, share above q. */
const STUDENTIZED: readonly [number, number, number, number][] = [
  [3.5, 3, 10, 0.07710331083841038],
  [1.2, 4, 27, 0.8308064400607527],
  [5.0, 6, 5, 0.09857429339778512],
  [3.6, 3, 200, 0.03118071276872314],
  [2.5, 10, 60, 0.7520164048317589],
  [4, 2, 1, 0.2163468959387853],
  [6, 5, 2, 0.15100261934669712],
  [4.5, 4, 20000, 0.00798630205967854],
  [10, 5, 1, 0.18321563126551133],
  [40, 3, 1, 0.033742535838934606],
  [20, 3, 1.3, 0.03554904414690896],
  [5, 20, 2.5, 0.3897976281109329],
  [4, 20, 7, 0.46698743464947823],
  [6, 40, 100, 0.023964892112769975],
  [6, 100, 30, 0.1687293502858318],
]
const QUANTILE_3_10 = 3.876776750013158
const GAMES_HOWELL = [0.4745549221939487, 0.11288917685382871, 0.023703454738939533]
const SKEW = 1.3608927294433224
const KURTOSIS = 0.06803663293572315

describe('other engines', () => {
  it('studentised range: scipy 1.17.1, studentized_range.sf and ppf', () => {
    // Both integrate numerically; scipy states about 1e-9.
    for (const [q, k, df, p] of STUDENTIZED) expectClose(studentizedRangeUpper(q, k, df), p, 2e-9)
    expectClose(studentizedRangeQuantile(0.05, 3, 10), QUANTILE_3_10, 1e-7)
    expect(studentizedRangeUpper(0, 3, 10)).toBe(1)
    expect(() => studentizedRangeUpper(1, 1, 10)).toThrow('1 means')
    expect(() => studentizedRangeQuantile(0, 3, 10)).toThrow('between 1e-9 and 1')
  })

  it('for two means it is t, whatever the degrees of freedom', () => {
    for (const df of [1, 1.05, 1.3, 2, 2.5, 3.99, 4, 6, 9.9, 10, 20, 60, 500, 20_000]) {
      for (const q of [0.001, 0.5, 1, 2, 3, 5, 8, 30, 1e3, 1e7]) {
        // 1e-10: at 20,000 degrees of freedom log f is the difference of numbers near 1e5.
        expect(Math.abs(studentizedRangeUpper(q, 2, df) - studentTwoSided(q / Math.SQRT2, df))).toBeLessThan(
          1e-10,
        )
      }
    }
  })

  it('quantile and share undo each other', () => {
    for (const k of [2, 3, 100])
      for (const df of [1, 1.1, 12, 30_000])
        for (const upper of [1e-9, 1e-6, 0.05, 0.9])
          expectClose(studentizedRangeUpper(studentizedRangeQuantile(upper, k, df), k, df), upper, 1e-6)
    expect(() => studentizedRangeQuantile(1e-12, 3, 10)).toThrow('between 1e-9 and 1')
  })

  it('the share of the normal without a loop is its slow twin', () => {
    for (let z = -10; z <= 10; z += 0.0137)
      expect(Math.abs(hartNormalShare(z) - normalShare(z))).toBeLessThan(1e-15)
  })

  it('for two means it is t: q = sqrt(2) t', () => {
    const two = foundValue(
      postHoc([
        { name: 'a', values: oracle.t_sleep.a },
        { name: 'b', values: oracle.t_sleep.b },
      ]),
    )
    expectClose(two[0]!.p, oracle.t_sleep.expected.student['p']!, 1e-9)
  })

  it('Games-Howell by scipy 1.17.1, studentized_range on Welch pairs', () => {
    const named = Object.entries(oracle.anova_plantgrowth.groups).map(([name, values]) => ({ name, values }))
    const pairs = foundValue(postHoc(named, { method: 'games-howell' }))
    pairs.forEach(({ p }, k) => {
      expectClose(p, GAMES_HOWELL[k]!, 1e-8)
    })
  })

  it('description by scipy 1.17.1', () => {
    const described = foundValue(describeValues([1, 2, 2, 3, 10, Number.NaN]))
    expectClose(described.skewness, SKEW, 1e-12)
    expectClose(described.excessKurtosis, KURTOSIS, 1e-12)
    expect([described.median, described.lowerQuartile, described.missing]).toEqual([2, 2, 1])
    expect(described.frequencies[1]).toEqual({ value: 2, count: 2, share: 0.4 })
    expect(describeValues([])).toEqual({ ok: false, reason: 'no-answers' })
    expect(foundValue(describeValues([4])).skewness).toBeUndefined()
  })
})

const answers = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 2, maxLength: 12 })
const groupsOf = (lists: readonly (readonly number[])[]) =>
  lists.map((values, i) => ({ name: `g${i}`, values }))

describe('properties', () => {
  it('anova: two groups are t squared; order, unit and doubling behave', () => {
    fc.assert(
      fc.property(fc.array(answers, { minLength: 2, maxLength: 4 }), (lists) => {
        const outcome = anova(groupsOf(lists))
        if (!outcome.ok) return
        const there = outcome.value
        const scaled = foundValue(anova(groupsOf(lists.map((v) => v.map((x) => 5 - 2 * x)))))
        expectClose(scaled.f, there.f, 1e-9)
        // Ranks turned round: H is the same.
        expectClose(scaled.kruskalWallis.h, there.kruskalWallis.h, 1e-9)
        const turned = foundValue(anova(groupsOf(lists.toReversed().map((v) => v.toReversed()))))
        expectClose(turned.p, there.p, 1e-9)
        const doubled = foundValue(anova(groupsOf(lists.map((v) => [...v, ...v]))))
        expectClose(doubled.etaSquared, there.etaSquared, 1e-9)
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
        if (lists.length > 2) return
        const { statistic } = foundValue(tTest(lists[0]!, lists[1]!, { kind: 'pooled' }))
        expectClose(statistic ** 2, there.f, 1e-9)
      }),
      { numRuns: 200 },
    )
  })

  it('post-hoc pairs: family-wise p never below the plain one', () => {
    fc.assert(
      fc.property(fc.array(answers, { minLength: 2, maxLength: 3 }), (lists) => {
        const outcome = postHoc(groupsOf(lists), { method: 'holm' })
        expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome)
        if (!outcome.ok) return
        for (const { first, second, p, difference, standardError, df } of outcome.value) {
          const index = (name: string) => Number(name.slice(1))
          const plain = foundValue(tTest(lists[index(first)]!, lists[index(second)]!))
          expect(p >= plain.p - 1e-9 && p <= 1).toBe(true)
          const range = studentizedRangeUpper(
            (Math.SQRT2 * Math.abs(difference)) / standardError,
            lists.length,
            df,
          )
          expect(range >= plain.p - 1e-8).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('t tests: exchanging groups turns the sign', () => {
    fc.assert(
      fc.property(answers, answers, fc.constantFrom(...T_TESTS), (a, b, kind) => {
        const size = Math.min(a.length, b.length)
        const there = tTest(a.slice(0, size), b.slice(0, size), { kind })
        const back = tTest(b.slice(0, size), a.slice(0, size), { kind })
        expect(back.ok).toBe(there.ok)
        if (!there.ok || !back.ok) return
        expectClose(back.value.statistic, -there.value.statistic, 1e-10)
        expectClose(back.value.p, there.value.p, 1e-10)
      }),
      { numRuns: 200 },
    )
  })

  it('correlations: between -1 and 1, symmetric, unchanged by units; ranks by any rising function', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 3,
      maxLength: 25,
    })
    fc.assert(
      fc.property(pairs, fc.constantFrom(...CORRELATIONS), (rows, kind) => {
        const x = rows.map(([a]) => a)
        const y = rows.map(([, b]) => b)
        const there = correlate(x, y, { kind })
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
        if (!there.ok) return
        expect(Math.abs(there.value.value)).toBeLessThanOrEqual(1)
        expectClose(foundValue(correlate(y, x, { kind })).value, there.value.value, 1e-12)
        const risen = kind === 'pearson' ? x.map((v) => 7 + 3 * v) : x.map((v) => v ** 3)
        expectClose(foundValue(correlate(risen, y, { kind })).value, there.value.value, 1e-10)
      }),
      { numRuns: 200 },
    )
  })

  it('manova does not hang on the units or the mix of the outcomes, nor on the order of rows', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 12,
      maxLength: 30,
    })
    fc.assert(
      fc.property(rows, (table) => {
        const labels = table.map((_, i) => `g${i % 3}`)
        const there = manova(toObservations(['a', 'b'], table), labels)
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
        if (!there.ok) return
        const mixed = table.map(([a, b]) => [3 * a - b, a + 0.1 * b])
        const other = foundValue(manova(toObservations(['a', 'b'], mixed.toReversed()), labels.toReversed()))
        expectClose(other.pillai.statistic, there.value.pillai.statistic, 1e-7)
        expectClose(other.wilks?.statistic, there.value.wilks!.statistic, 1e-7)
      }),
      { numRuns: 200 },
    )
  })

  it('of one outcome all four tests are the F of the analysis of variance', () => {
    const { groups, expected } = oracle.anova_plantgrowth
    const labels = Object.entries(groups).flatMap(([name, values]) => values.map(() => name))
    const values = Object.values(groups).flat()
    const tested = foundValue(
      manova(
        toObservations(
          ['weight'],
          values.map((value) => [value]),
        ),
        labels,
      ),
    )
    for (const { f, p } of [tested.pillai, tested.wilks!, tested.hotellingLawley, tested.roy]) {
      expectClose(f, expected['F']!, 1e-9)
      expectClose(p, expected['p']!, 1e-9)
    }
  })

  it('bad input has a reason or a sentence', () => {
    expect(anova([])).toEqual({ ok: false, reason: 'too-few-groups' })
    expect(anova(groupsOf([[1], [2]]))).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(
      anova(
        groupsOf([
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toEqual({ ok: false, reason: 'no-variance' })
    expect(foundValue(anova(groupsOf([[1, 2], [], [3, 4]]))).leftOut).toEqual(['g1'])
    expect(() => anova(groupsOf([[1, Number.NaN]]))).toThrow('anova: value 1 of "g0"')
    expect(() =>
      anova([
        { name: 'a', values: [] },
        { name: 'a', values: [] },
      ]),
    ).toThrow('twice')
    expect(postHoc([])).toEqual({ ok: false, reason: 'too-few-groups' })
    expect(postHoc(groupsOf([[1, 2], []]))).toEqual({ ok: false, reason: 'too-few-answers', subject: 'g1' })
    expect(
      postHoc(
        groupsOf([
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toEqual({ ok: false, reason: 'no-variance' })
    expect(() => postHoc([], { level: 2 })).toThrow('level')
    expect(tTest([], [1, 2])).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(tTest([1, 1], [1, 1])).toEqual({ ok: false, reason: 'no-variance' })
    expect(tTest([1, 1], [1, 1], { kind: 'paired' })).toEqual({ ok: false, reason: 'no-variance' })
    expect(() => tTest([1], [1, 2], { kind: 'paired' })).toThrow('not pairs')
    expect(() => tTest([Number.POSITIVE_INFINITY], [])).toThrow('tTest: value 0')
    expect(rankSum([], [1])).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(rankSum([1], [1])).toEqual({ ok: false, reason: 'no-variance' })
    expect(correlate([1, 2], [1, 2])).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(correlate([1, 1, 1], [1, 2, 3])).toEqual({ ok: false, reason: 'constant' })
    expect(() => correlate([1], [])).toThrow('not pairs')
    expect(manova(toObservations(['a'], []), [])).toEqual({ ok: false, reason: 'too-few-groups' })
    expect(manova(toObservations(['a'], [[1], [2]]), ['x', 'y'])).toEqual({
      ok: false,
      reason: 'too-few-answers',
    })
    const twins = Array.from({ length: 12 }, (_, i) => [i % 5, (i % 5) * 2])
    expect(
      manova(
        toObservations(['a', 'b'], twins),
        twins.map((_, i) => `g${i % 2}`),
      ),
    ).toEqual({
      ok: false,
      reason: 'collinear',
    })
    expect(() => manova(iris, [])).toThrow('manova: 0 labels for 150 rows')
    expect(() => manova(toObservations([], [[]]), ['a'])).toThrow('no outcomes')
  })
})
