import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../stats/core/moments.ts'
import { type Observations, toObservations } from '../../../stats/core/observations.ts'
import { compareGroups, planComparison } from '../../../stats/pls/compare-groups.ts'
import { estimatePls } from '../../../stats/pls/estimate-pls.ts'
import { finishComparison } from '../../../stats/pls/finish-comparison.ts'
import { henselerTest } from '../../../stats/pls/henseler-test.ts'
import { micom } from '../../../stats/pls/micom.ts'
import { parametricDifference } from '../../../stats/pls/parametric-difference.ts'
import { permutationP, permuteGroups } from '../../../stats/pls/permute-groups.ts'
import { predictPls } from '../../../stats/pls/predict-pls.ts'
import { mergeDraws, resamplePls } from '../../../stats/pls/resample-pls.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { hasReference, modelOf, readData, readReference, withReference } from '../mobi.ts'
import { readOracle } from '../oracle.ts'
import { genderSummary, rowsWithMoments } from './satisfaction-gender.ts'
import { smallModel, smallRows } from './small-model.ts'

describe('oracle mga.json', () => {
  const oracle = readOracle<{
    henseler: { boot1: number[]; boot2: number[]; expected: Record<string, number> }
    parametric: {
      input: Record<'b1' | 'se1' | 'n1' | 'b2' | 'se2' | 'n2', number>
      expected: Record<string, number>
    }
    tolerance: number
  }>('mga')

  it('henseler', () => {
    const { boot1, boot2, expected } = oracle.henseler
    const test = henselerTest(boot1, boot2)
    expectClose(test?.share, expected['p_group1_larger_mean_centred']!, oracle.tolerance)
    expectClose(test?.plain, expected['p_simple_compare']!, oracle.tolerance)
  })

  it('parametric', () => {
    const { input, expected } = oracle.parametric
    const test = parametricDifference(
      { coefficient: input.b1, standardError: input.se1, sampleSize: input.n1 },
      { coefficient: input.b2, standardError: input.se2, sampleSize: input.n2 },
    )
    expectClose(test?.equal.statistic, expected['t_equal_var']!, oracle.tolerance)
    expectClose(test?.equal.df, expected['df']!, oracle.tolerance)
    expectClose(test?.equal.p, expected['p']!, oracle.tolerance)
    expectClose(test?.unequal.statistic, expected['t_welch']!, oracle.tolerance)
  })
})

describe('oracle micom-mga-satisfaction.json', () => {
  interface Construct {
    c: number
    mean_diff_female_minus_male: number
    log_var_ratio: number
    p_mean: number
  }
  const oracle = readOracle<{
    items: string[]
    n_female: number
    n_male: number
    blocks: Record<string, string[]>
    edges: [string, string][]
    correlation_female: number[][]
    correlation_male: number[][]
    micom: Record<string, Construct>
    mga: Record<string, { female: number; male: number; diff: number; perm_p: number }>
    tolerance_exact: number
    tolerance_permutation: number
  }>('micom-mga-satisfaction')
  const { items, female, male } = genderSummary()
  const model = specifyModel({
    constructs: Object.entries(oracle.blocks).map(([name, block]) => ({ name, items: block })),
    paths: oracle.edges,
    scale: { min: 0, max: 10 },
  })
  const groups = [
    { name: 'female', observations: rowsWithMoments(items, female, oracle.correlation_female, 1) },
    { name: 'male', observations: rowsWithMoments(items, male, oracle.correlation_male, 101) },
  ]
  const comparison = foundValue(compareGroups(model, groups, { permutations: 1000 }))

  it('the derived sums and squares give the pooled means, deviations and correlations of pls-satisfaction.json', () => {
    const pooled = readOracle<{
      means: Record<string, number>
      sds_n_minus_1: Record<string, number>
      correlation: number[][]
    }>('pls-satisfaction')
    const joined = items.map((_, h) => {
      const sum = female.sums[h]! + male.sums[h]!
      const squares = female.squares[h]! + male.squares[h]!
      return { mean: sum / 250, deviation: Math.sqrt((squares - sum ** 2 / 250) / 249) }
    })
    const spread = ({ n, sums, squares }: typeof female, h: number) =>
      Math.sqrt((squares[h]! - sums[h]! ** 2 / n) / (n - 1))
    items.forEach((item, h) => {
      expectClose(joined[h]!.mean, pooled.means[item]!, 1e-10, item)
      expectClose(joined[h]!.deviation, pooled.sds_n_minus_1[item]!, 1e-10, item)
      items.forEach((other, k) => {
        const within = (group: typeof female, correlation: number[][]) =>
          (group.n - 1) * correlation[h]![k]! * spread(group, h) * spread(group, k)
        const gap = (at: number) => female.sums[at]! / female.n - male.sums[at]! / male.n
        const total =
          within(female, oracle.correlation_female) +
          within(male, oracle.correlation_male) +
          ((female.n * male.n) / 250) * gap(h) * gap(k)
        const r = total / 249 / (joined[h]!.deviation * joined[k]!.deviation)
        expectClose(r, pooled.correlation[h]![k]!, 1e-10, `${item} ${other}`)
      })
    })
  })

  it('n_female, n_male, micom: c, mean difference, log variance ratio, p of the means', () => {
    expect(comparison.groups.map(({ sampleSize }) => sampleSize)).toEqual([oracle.n_female, oracle.n_male])
    const { constructs } = comparison.pairs[0]!.invariance
    expect(constructs.map(({ construct }) => construct)).toEqual(Object.keys(oracle.micom))
    for (const { construct, composition, means, variances } of constructs) {
      const { c, mean_diff_female_minus_male, log_var_ratio, p_mean } = oracle.micom[construct]!
      expectClose(composition.correlation, c, oracle.tolerance_exact, `c ${construct}`)
      expectClose(means.difference, mean_diff_female_minus_male, oracle.tolerance_exact, `mean ${construct}`)
      expectClose(variances.logRatio, log_var_ratio, oracle.tolerance_exact, `variance ${construct}`)
      expectClose(means.p, p_mean, oracle.tolerance_permutation, `p of the mean ${construct}`)
    }
    // p_c, p_var and c_5pct_quantile hang on fourth moments of the real rows, which may not be kept here. On those rows
    // (plspm-python's tests/data) 20,000 permutations gave every p of the oracle within .03 but two: QUAL p_c .464 and
    // IMAG->SAT .397, where an independent NumPy run of 6,000 gave .468 and .393, the oracle's 2,000 .508 and .361.
    // Here the decision is held: Value is the construct without compositional invariance.
    expect(constructs.find(({ construct }) => construct === 'VAL')?.invariance).toBe('none')
  })

  it('mga: paths by gender and their differences; the two that differ', () => {
    const { paths } = comparison.pairs[0]!
    expect(paths.map(({ from, to }) => `${from}->${to}`)).toEqual(Object.keys(oracle.mga))
    paths.forEach(({ from, to, difference, p }, e) => {
      const expected = oracle.mga[`${from}->${to}`]!
      const [first, second] = comparison.groups.map((group) => group.paths[e]?.coefficient)
      expectClose(first, expected.female, oracle.tolerance_exact, `${from} ${to}`)
      expectClose(second, expected.male, oracle.tolerance_exact, `${from} ${to}`)
      expectClose(difference, expected.diff, oracle.tolerance_exact, `${from} ${to}`)
      // Fourth moments again; significance at .05 is the same for all ten.
      expect(p <= 0.05, `${from} ${to}`).toBe(expected.perm_p <= 0.05)
    })
  })
})

describe.skipIf(!hasReference)(`seminr estimate_pls_mga on the mobile-phone data${withReference}`, () => {
  it('paths of both groups to 1e-10; Henseler p within 0.03 of other resamples', () => {
    const { columns, data } = readReference('mobi-ecsi-mga')['mga'] as {
      columns: string[]
      data: (string | number)[][]
    }
    const model = modelOf(readReference('mobi-ecsi-path'))
    const mobi = readData('seminr-mobi')
    const at = mobi.items.indexOf('CUEX1')
    const rows = Array.from({ length: mobi.rows }, (_, i) =>
      Array.from(mobi.values.subarray(i * 24, (i + 1) * 24)),
    )
    const group = (name: string, keep: (row: number[]) => boolean) => ({
      name,
      observations: toObservations(mobi.items, rows.filter(keep)),
    })
    const groups = [group('low', (row) => row[at]! < 8), group('high', (row) => row[at]! >= 8)]
    const result = foundValue(compareGroups(model, groups, { permutations: 20, resamples: 2000 }))
    for (const row of data) {
      const cell = (column: string) => Number(row[columns.indexOf(column)])
      const e = result.pairs[0]!.paths.findIndex(({ from, to }) => from === row[0] && to === row[1])
      const path = result.pairs[0]!.paths[e]!
      expectClose(result.groups[0]!.paths[e]!.coefficient, cell('group1_beta'), 1e-10)
      expectClose(result.groups[1]!.paths[e]!.coefficient, cell('group2_beta'), 1e-10)
      expectClose(path.difference, cell('diff'), 1e-10)
      expectClose(path.henseler?.share, cell('pls_mga_p'), 0.03, `${row[0]} ${row[1]}`)
    }
  })
})

const table = (rows: readonly (readonly number[])[]): Observations => toObservations(smallModel.items, rows)
const RUNS = { numRuns: 200 }
const seed = fc.integer({ min: 0, max: 1e6 })

describe('group comparison properties', () => {
  it('the same people in both groups: no difference, full correlation, p of 1', () => {
    fc.assert(
      fc.property(seed, (s) => {
        const rows = smallRows(s, 25)
        const result = foundValue(
          micom(
            smallModel,
            [
              { name: 'a', observations: table(rows) },
              { name: 'b', observations: table(rows) },
            ],
            { permutations: 5, tolerance: 1e-12 },
          ),
        )
        for (const { composition, means, variances } of result.constructs) {
          expectClose(composition.correlation, 1, 1e-9)
          expectClose(means.difference, 0, 1e-9)
          expectClose(variances.logRatio, 0, 1e-9)
          expect(means.p).toBe(1)
        }
      }),
      RUNS,
    )
  })

  it('groups the other way round: differences change sign; a shift and stretch of items changes nothing', () => {
    fc.assert(
      fc.property(seed, fc.double({ min: 0.1, max: 9, noNaN: true }), (s, by) => {
        const first = smallRows(s, 25)
        const second = smallRows(s + 1, 30, 1)
        const moved = (rows: number[][]) => table(rows.map((row) => row.map((x, h) => x * by + h)))
        const options = { permutations: 1, tolerance: 1e-12, maxIterations: 5000 }
        const compared = (a: Observations, b: Observations) =>
          compareGroups(
            smallModel,
            [
              { name: 'a', observations: a },
              { name: 'b', observations: b },
            ],
            options,
          )
        const plain = compared(table(first), table(second))
        const turned = compared(moved(second), moved(first))
        if (!plain.ok || !turned.ok) return expect(turned.ok).toBe(plain.ok)
        plain.value.pairs[0]!.paths.forEach(({ difference }, e) => {
          expectClose(turned.value.pairs[0]!.paths[e]!.difference, -difference, 1e-7)
        })
        plain.value.pairs[0]!.invariance.constructs.forEach(({ composition, means, variances }, j) => {
          const other = turned.value.pairs[0]!.invariance.constructs[j]!
          expectClose(other.composition.correlation, composition.correlation, 1e-7)
          expectClose(other.means.difference, -means.difference, 1e-7)
          expectClose(other.variances.logRatio, -variances.logRatio, 1e-7)
        })
      }),
      RUNS,
    )
  })

  it('Henseler shares of the two directions add up to 1 apart from ties; brute force agrees', () => {
    const draws = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(draws, draws, (a, b) => {
        // In ascending order, as there: another order of adding moves a tie by one rounding.
        const mean = (x: number[]) =>
          x.toSorted((one, other) => one - other).reduce((sum, value) => sum + value / x.length, 0)
        const limit = 2 * (mean(b) - mean(a))
        const above = a.flatMap((x) => b.filter((y) => y - x > limit)).length
        const test = henselerTest(a, b)!
        expectClose(test.share, 1 - above / (a.length * b.length), 1e-12)
        const plain = a.flatMap((x) => b.filter((y) => y >= x)).length
        expectClose(test.plain, plain / (a.length * b.length), 1e-12)
        expect(test.p).toBeGreaterThan(0)
        expect(test.p).toBeLessThanOrEqual(1)
      }),
      RUNS,
    )
  })

  it('equal standard errors and sizes: both parametric tests have the same t', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.integer({ min: 3, max: 1000 }),
        (coefficient, standardError, sampleSize) => {
          const test = parametricDifference(
            { coefficient, standardError, sampleSize },
            { coefficient: 0, standardError, sampleSize },
          )!
          expectClose(test.equal.statistic, test.unequal.statistic, 1e-9)
        },
      ),
      RUNS,
    )
  })

  it('a planted difference is found, and only there; three groups have an omnibus test and Holm', () => {
    const strong = smallRows(5, 120)
    const weak = strong.map((row, i) => row.map((x, h) => (h === 8 ? smallRows(6, 120)[i]![8]! : x)))
    const result = foundValue(
      compareGroups(
        smallModel,
        [
          { name: 'a', observations: table(strong) },
          { name: 'b', observations: table(smallRows(7, 120)) },
          { name: 'c', observations: table(weak) },
        ],
        { permutations: 199 },
      ),
    )
    expect(result.omnibus?.find(({ to }) => to === 'Loyalty')?.p).toBeLessThan(0.02)
    expect(result.pairs.map(({ groups }) => groups.join())).toEqual(['a,b', 'a,c', 'b,c'])
    const loyalty = result.pairs.map(({ paths }) => paths.find(({ to }) => to === 'Loyalty')!)
    expect(loyalty.map(({ adjustedP }) => adjustedP < 0.05)).toEqual([false, true, true])
    for (const { p, adjustedP } of loyalty) expect(adjustedP).toBeGreaterThanOrEqual(p)
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it('chunks in any number give the same result as one thread', () => {
    const groups = [
      { name: 'a', observations: table(smallRows(1, 30)) },
      { name: 'b', observations: table(smallRows(2, 40)) },
    ]
    const options = { permutations: 30, resamples: 20, seed: 5 }
    const plan = foundValue(planComparison(smallModel, groups, options))
    const parts = (from: number, to: number) => ({
      permutations: plan.permutations.map((job) => permuteGroups(job, { from, to })),
      resamples: plan.resamples.map((job) => resamplePls(job, { from, to: Math.min(to, 20) })),
    })
    const [one, two] = [parts(0, 11), parts(11, 30)]
    const merged = {
      permutations: one.permutations.map((draws, k) => mergeDraws([two.permutations[k]!, draws])),
      resamples: one.resamples.map((draws, k) => mergeDraws([draws, two.resamples[k]!])),
    }
    expect(finishComparison(plan, merged)).toEqual(compareGroups(smallModel, groups, options))
    expect(
      foundValue(compareGroups(smallModel, groups, options)).groups[1]?.paths[0]?.coefficient,
    ).toBeCloseTo(
      foundValue(estimatePls(smallModel, momentsOf(groups[1]!.observations))).paths[0]!.coefficient,
      10,
    )
  })

  it('no permutation p is 0, and the observed division counts', () => {
    expect(permutationP(Float64Array.from([1, 2, 3]), 9)).toBe(1 / 4)
    expect(permutationP(Float64Array.from([1, -9, 3]), 9)).toBe(2 / 4)
    expect(permutationP(Float64Array.from([0.5, 0.9]), 0.6, 'low')).toBe(2 / 3)
  })
})

describe('group comparison with bad input', () => {
  const a = { name: 'a', observations: table(smallRows(1, 20)) }
  const b = { name: 'b', observations: table(smallRows(2, 20)) }

  it.each([
    [[], 'one-group', undefined],
    [[a], 'one-group', 'a'],
    [[a, { name: 'b', observations: table([]) }], 'no-rows', 'b'],
    [[a, { name: 'b', observations: table(smallRows(1, 2)) }], 'too-few-cases', 'b'],
    [
      [a, { name: 'b', observations: table(smallRows(1, 9).map((row) => row.map(() => 3))) }],
      'no-solution',
      'b',
    ],
  ])('groups %# have a reason', (groups, reason, subject) => {
    const result = compareGroups(smallModel, groups, { permutations: 2 })
    expect(result).toEqual(subject === undefined ? { ok: false, reason } : { ok: false, reason, subject })
  })

  it('a wrong call throws', () => {
    const options = { permutations: 0 }
    expect(() => micom(smallModel, [a, b], options)).toThrow('permutations must be a whole number from 1')
    expect(() => micom(smallModel, [a, a])).toThrow('compareGroups: group "a" is there twice')
    expect(() => micom(smallModel, [a, b, { ...a, name: 'c' }], { permutations: 1 })).toThrow(
      'micom: compares two groups, got 3',
    )
    expect(() => compareGroups(smallModel, [a, b], { resamples: 1 })).toThrow('resamples must be 0 or')
    expect(() => compareGroups(smallModel, [a, b], { seed: 0.5 })).toThrow('seed must be a whole number')
    expect(henselerTest([], [1])).toBeUndefined()
  })

  it('common factors: compared on corrected paths, refused when the correction cannot be', () => {
    const factors = specifyModel({
      constructs: smallModel.constructs.map((construct) => ({ ...construct, kind: 'factor' as const })),
      paths: smallModel.paths.map(({ from, to }) => [from, to]),
      scale: { min: 0, max: 20 },
    })
    const groups = (seeds: readonly [number, number], count: number) =>
      seeds.map((s) => ({ name: `${s}`, observations: table(smallRows(s, count)) }))
    const result = foundValue(compareGroups(factors, groups([1, 2], 300), { permutations: 20 }))
    const estimate = foundValue(estimatePls(factors, momentsOf(table(smallRows(1, 300)))))
    expectClose(result.groups[0]?.paths[1]?.coefficient, estimate.paths[1]!.coefficient, 1e-9)
    fc.assert(
      fc.property(seed, (s) => {
        const small = compareGroups(factors, groups([s, s + 1], 8), { permutations: 2 })
        expect(JSON.parse(JSON.stringify(small))).toEqual(small)
        const predicted = predictPls(factors, { observations: table(smallRows(s, 12)), layout: 'complete' })
        expect(JSON.parse(JSON.stringify(predicted))).toEqual(predicted)
      }),
      RUNS,
    )
  })

  it('any two tables of small numbers give a result without NaN or a reason', () => {
    const rows = fc.array(
      fc.array(fc.option(fc.integer({ min: 1, max: 3 })), { minLength: 9, maxLength: 9 }),
      {
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const result = compareGroups(
          smallModel,
          [
            { name: 'a', observations: toObservations(smallModel.items, first) },
            { name: 'b', observations: toObservations(smallModel.items, second) },
          ],
          { permutations: 3, resamples: 3, maxIterations: 50 },
        )
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }),
      RUNS,
    )
  })
})
