import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALLOCATIONS, allocateSample } from '../../../stats/sampling/allocate-sample.ts'
import { type Dispositions, outcomeRates } from '../../../stats/sampling/outcome-rates.ts'
import {
  sizeForMean,
  sizeForNetPromoter,
  sizeForProportion,
  sizePerGroupForMeans,
  sizePerGroupForProportions,
} from '../../../stats/sampling/sample-size.ts'
import { stratifiedMean } from '../../../stats/sampling/stratified-mean.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

type Numbers = Record<string, number>
const oracle = readOracle<{
  sample_size: Numbers
  stratified: {
    input: { W: number[]; S: number[]; n: number }
    expected: { proportional: number[]; neyman: number[]; optimal_share_cost_1_1_4: number[] }
  }
  stratified_mean: { input: Record<'W' | 'mean' | 'sd' | 'n', number[]>; expected: Numbers }
  response_rates: Numbers & { expected: Numbers }
  tolerance: number
}>('sampling-benchmark')
const TOLERANCE = oracle.tolerance

describe('oracle sampling-benchmark.json', () => {
  it('sample_size', () => {
    const expected = oracle.sample_size
    const proportion = sizeForProportion({ margin: 0.05 }, { population: 2000 })
    expectClose(proportion.infinite, expected['prop_95_5pct']!, TOLERANCE)
    expectClose(proportion.corrected, expected['prop_95_5pct_N2000']!, TOLERANCE)
    expect(proportion.completes).toBe(323)
    expectClose(sizeForProportion({ margin: 0.03 }).infinite, expected['prop_95_3pct']!, TOLERANCE)
    const mean = sizeForMean({ margin: 2, deviation: 20 }, { population: 1000 })
    expectClose(mean.infinite, expected['mean_sd20_margin2']!, TOLERANCE)
    expectClose(mean.corrected, expected['mean_sd20_margin2_N1000']!, TOLERANCE)
    const two = sizePerGroupForMeans({ difference: 3, deviation: 18 })
    expectClose(two.infinite, expected['per_group_two_means']!, TOLERANCE)
    expect(two.completes).toBe(566)
  })

  it('stratified', () => {
    const { input, expected } = oracle.stratified
    const strata = input.W.map((share, h) => ({
      name: `s${h}`,
      share,
      deviation: input.S[h]!,
      cost: [1, 1, 4][h]!,
    }))
    const sizes = allocateSample(strata, input.n).map(({ size }) => size)
    expect(sizes).toEqual(expected.proportional)
    const neyman = allocateSample(strata, input.n, { rule: 'neyman' })
    const optimal = allocateSample(strata, input.n, { rule: 'cost-optimal' })
    strata.forEach((_, h) => {
      expectClose(neyman[h]?.exact, expected.neyman[h]!, TOLERANCE)
      expectClose(optimal[h]?.shareOfSample, expected.optimal_share_cost_1_1_4[h]!, TOLERANCE)
    })
    expect(neyman.map(({ size }) => size)).toEqual([154, 123, 123])
  })

  it('stratified_mean', () => {
    const { input, expected } = oracle.stratified_mean
    const mean = foundValue(
      stratifiedMean(
        input.W.map((share, h) => ({
          name: `s${h}`,
          share,
          mean: input.mean[h]!,
          deviation: input.sd[h]!,
          sampleSize: input.n[h]!,
        })),
      ),
    )
    expectClose(mean.value, expected['mean']!, TOLERANCE)
    expectClose(mean.standardError, expected['se']!, TOLERANCE)
  })

  it('response_rates', () => {
    const given = oracle.response_rates
    const rates = foundValue(
      outcomeRates({
        complete: given['I']!,
        partial: given['P']!,
        refusal: given['R']!,
        nonContact: given['NC']!,
        other: given['O']!,
        unknownHousehold: given['UH']!,
        unknownOther: given['UO']!,
        ineligible: given['known_ineligible']!,
      }),
    )
    const names = {
      RR1: rates.response1,
      RR2: rates.response2,
      RR3: rates.response3,
      RR4: rates.response4,
      RR5: rates.response5,
      RR6: rates.response6,
      e: rates.eligibleShare,
      COOP1: rates.cooperation1,
      COOP3: rates.cooperation3,
      REF1: rates.refusal1,
      CON1: rates.contact1,
    }
    expect(Object.keys(names).sort()).toEqual(Object.keys(given.expected).sort())
    for (const [name, value] of Object.entries(names)) {
      expectClose(value, given.expected[name]!, TOLERANCE, name)
    }
  })
})

describe('sample sizes', () => {
  it('design effect and response rate by hand; two shares; net promoter', () => {
    // 384.146 x 1.5 = 576.2 -> 577 completes, / .2 = 2,885 invitations.
    const size = sizeForProportion({ margin: 0.05 }, { designEffect: 1.5, responseRate: 0.2 })
    expect([size.completes, size.invitations]).toEqual([577, 2885])
    // Everybody promoter or detractor, half each: variance 1, so z^2 100^2 / 10^2.
    const worst = sizeForNetPromoter({ margin: 10, promoters: 0.5, detractors: 0.5 })
    expectClose(worst.infinite, 384.145882069, 1e-9)
    // (1.959964 + .841621)^2 (.8 x .2 + .7 x .3) / .01
    const shares = sizePerGroupForProportions({ first: 0.8, second: 0.7 })
    expectClose(shares.infinite, (7.848879734349 * 0.37) / 0.01, 1e-9)
    // 100 whole people asked for exactly stay 100.
    expect(sizeForMean({ margin: 1.959963984540054, deviation: 10 }).completes).toBe(100)
  })

  it('a smaller margin never needs fewer; a list never more than itself', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.005, max: 0.2, noNaN: true }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        (margin, population, designEffect) => {
          const wide = sizeForProportion({ margin }, { population, designEffect })
          const narrow = sizeForProportion({ margin: margin / 2 }, { population, designEffect })
          expect(narrow.completes).toBeGreaterThanOrEqual(wide.completes)
          expect(narrow.completes).toBeLessThanOrEqual(population)
          expect(wide.corrected).toBeLessThanOrEqual(wide.infinite * (1 + 1e-12) + 1)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('allocations add up, keep the minimum and do not hang on the unit of shares', () => {
    const strata = fc.array(
      fc.record({
        share: fc.integer({ min: 1, max: 1000 }),
        deviation: fc.integer({ min: 1, max: 40 }),
        cost: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(
        strata,
        fc.constantFrom(...ALLOCATIONS),
        fc.integer({ min: 0, max: 10 }),
        (cells, rule, minimum) => {
          const named = cells.map((cell, h) => ({ ...cell, name: `s${h}` }))
          const total = 80 + minimum * cells.length
          const sizes = allocateSample(named, total, { rule, minimum })
          expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBe(total)
          expect(sizes.every(({ size }) => size >= minimum)).toBe(true)
          const scaled = allocateSample(
            named.map((cell) => ({ ...cell, share: cell.share / 8 })),
            total,
            { rule, minimum },
          )
          scaled.forEach(({ exact }, h) => {
            expectClose(exact, sizes[h]!.exact, 1e-10)
          })
        },
      ),
      { numRuns: 200 },
    )
  })

  it('stratified mean: one stratum is the plain mean; duplication shrinks the error', () => {
    const stratum = fc.record({
      share: fc.integer({ min: 1, max: 100 }),
      mean: fc.integer({ min: 0, max: 100 }),
      deviation: fc.integer({ min: 1, max: 30 }),
      sampleSize: fc.integer({ min: 2, max: 500 }),
    })
    fc.assert(
      fc.property(fc.array(stratum, { minLength: 1, maxLength: 5 }), (cells) => {
        const named = cells.map((cell, h) => ({ ...cell, name: `s${h}` }))
        const once = foundValue(stratifiedMean(named))
        const twice = foundValue(stratifiedMean(named.map((s) => ({ ...s, sampleSize: 2 * s.sampleSize }))))
        expectClose(twice.standardError * Math.SQRT2, once.standardError, 1e-12)
        const one = foundValue(stratifiedMean([named[0]!]))
        expectClose(one.standardError, named[0]!.deviation / Math.sqrt(named[0]!.sampleSize), 1e-12)
        expect(JSON.parse(JSON.stringify(once))).toEqual(once)
      }),
      { numRuns: 200 },
    )
    const census = { name: 'all', share: 1, mean: 7, deviation: 2, sampleSize: 50, population: 50 }
    expect(foundValue(stratifiedMean([census])).standardError).toBe(0)
  })

  it('rates: e between 0 and 1, RR1 <= RR3 <= RR5, and shares of one whole', () => {
    const count = fc.integer({ min: 0, max: 500 })
    const everybody = fc.record<Dispositions>({
      complete: count,
      partial: count,
      refusal: count,
      nonContact: count,
      other: count,
      unknownHousehold: count,
      unknownOther: count,
      ineligible: count,
    })
    fc.assert(
      fc.property(everybody, (dispositions) => {
        const rates = outcomeRates(dispositions)
        if (!rates.ok) return
        const { response1, response2, response3, response5, refusal1, contact1 } = rates.value
        expect(response1).toBeLessThanOrEqual(response3)
        if (response5 !== undefined) expect(response3).toBeLessThanOrEqual(response5)
        expect(response2 + refusal1).toBeLessThanOrEqual(contact1 + 1e-12)
        expect(JSON.parse(JSON.stringify(rates))).toEqual(rates)
      }),
      { numRuns: 200 },
    )
  })

  it('bad input has a reason or a sentence', () => {
    const none = {
      complete: 0,
      partial: 0,
      refusal: 0,
      nonContact: 0,
      other: 0,
      unknownHousehold: 0,
      unknownOther: 0,
      ineligible: 0,
    }
    expect(outcomeRates(none)).toEqual({ ok: false, reason: 'nobody-invited' })
    expect(outcomeRates({ ...none, ineligible: 4 })).toEqual({ ok: false, reason: 'nobody-eligible' })
    expect(outcomeRates({ ...none, unknownOther: 4 })).toEqual({ ok: false, reason: 'nobody-eligible' })
    expect(() => outcomeRates({ ...none, partial: -1 })).toThrow('outcomeRates: the count of "partial"')
    expect(() => outcomeRates(none, { eligibleShare: 2 })).toThrow('eligible share')
    expect(() => sizeForProportion({ margin: 0 })).toThrow('sizeForProportion: the margin')
    expect(() => sizeForProportion({ margin: 1, share: 1 })).toThrow('share')
    expect(() => sizeForMean({ margin: 1, deviation: -1 })).toThrow('deviation')
    expect(() => sizeForMean({ margin: 1e-30, deviation: 1e30 })).toThrow('no sample is large enough')
    expect(() => sizeForMean({ margin: 1e-300, deviation: 1 })).toThrow('sizeForMean: the margin')
    expect(() => sizeForMean({ margin: 1, deviation: 1 }, { responseRate: 0 })).toThrow('response rate')
    expect(() => sizeForMean({ margin: 1, deviation: 1 }, { population: 1.5 })).toThrow('population')
    expect(() => sizeForMean({ margin: 1, deviation: 1 }, { level: 1 })).toThrow('level')
    expect(() => sizeForNetPromoter({ margin: 1, promoters: 1, detractors: 0 })).toThrow('alike')
    expect(() => sizeForNetPromoter({ margin: 1, promoters: 0.8, detractors: 0.5 })).toThrow('two shares')
    expect(() => sizePerGroupForProportions({ first: 0.5, second: 0.5 })).toThrow('the same')
    expect(() => sizePerGroupForMeans({ difference: 1, deviation: 1, power: 1 })).toThrow('power')
    const stratum = { name: 'a', share: 1 }
    expect(() => allocateSample([], 10)).toThrow('no strata')
    expect(() => allocateSample([stratum, stratum], 10)).toThrow('"a" appears twice')
    expect(() => allocateSample([stratum], 0)).toThrow('sample size')
    expect(() => allocateSample([stratum], 10, { rule: 'neyman' })).toThrow('no usable standard deviation')
    expect(() => allocateSample([{ ...stratum, deviation: 0 }], 10, { rule: 'neyman' })).toThrow(
      'add up to 0, not a number above 0',
    )
    expect(() => allocateSample([stratum], 10, { minimum: 11 })).toThrow('minimum')
    expect(stratifiedMean([])).toEqual({ ok: false, reason: 'no-answers' })
    const cell = { name: 'a', share: 1, mean: 1, deviation: 1, sampleSize: 1 }
    expect(stratifiedMean([cell])).toEqual({ ok: false, reason: 'too-few-answers', subject: 'a' })
    expect(() => stratifiedMean([{ ...cell, share: 0 }])).toThrow('cannot be')
  })
})
