import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concentration } from '../../../stats/value/concentration.ts'
import { customerPyramid } from '../../../stats/value/customer-pyramid.ts'
import { deliveredValue, groupDeliveredValue } from '../../../stats/value/delivered-value.ts'
import { segmentDistinctness } from '../../../stats/value/segment-distinctness.ts'
import { shareOfWallet, walletAllocation } from '../../../stats/value/share-of-wallet.ts'
import { valueCell, valueClasses } from '../../../stats/value/value-class.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

describe('oracles', () => {
  const economics = readOracle<{
    share_of_wallet: {
      own_spend: number
      total_category_spend: number
      expected: number
      waller: { rank: number; brands_used: number; expected: number }
    }
    pareto: { profits: number[]; expected: { top20pct_share: number } }
    tolerance: number
  }>('economics')
  const formulas = readOracle<{ gini_profit: { profits: number[]; expected: number }; tolerance: number }>(
    'small-formulas',
  )

  it('economics.json pareto', () => {
    const { profits, expected } = economics.pareto
    expectClose(foundValue(concentration(profits)).topShare, expected.top20pct_share, economics.tolerance)
  })

  it('economics.json share_of_wallet', () => {
    const { own_spend, total_category_spend, expected, waller } = economics.share_of_wallet
    expectClose(foundValue(shareOfWallet(own_spend, total_category_spend)), expected, economics.tolerance)
    expectClose(walletAllocation(waller.rank, waller.brands_used), waller.expected, economics.tolerance)
  })

  it('small-formulas.json gini_profit', () => {
    const { profits, expected } = formulas.gini_profit
    expectClose(foundValue(concentration(profits)).gini, expected, formulas.tolerance)
  })
})

describe('value', () => {
  it('part of a customer counts in part; losses and nothing are named', () => {
    // Top fifth of 3 customers is .6 of the best: .6 x 6 of 10.
    expectClose(foundValue(concentration([3, 1, 6])).topShare, 0.36, 1e-14)
    expect(foundValue(concentration([5, -1])).warnings).toEqual([{ code: 'has-losses' }])
    expect(concentration([])).toEqual({ ok: false, reason: 'no-customers' })
    expect(concentration([0, 0])).toEqual({ ok: false, reason: 'no-profit' })
    expect(() => concentration([Number.NaN])).toThrow('not a usable number')
    expect(() => concentration([1], { top: 0 })).toThrow('top must be')
  })

  it('pyramid of 100 customers', () => {
    const { tiers, rows } = customerPyramid(Array.from({ length: 100 }, (_, i) => i + 1))
    expect(rows.map(({ customers }) => customers)).toEqual([1, 4, 15, 80])
    expect([tiers[99], tiers[95], tiers[80], tiers[0]]).toEqual(['top', 'big', 'medium', 'small'])
    expect(customerPyramid([]).tiers).toEqual([])
    expect(() => customerPyramid([1], [1, 1, 0, 0])).toThrow('add up to 1')
  })

  it('value classes and cells, rule by rule', () => {
    const plain = Array.from({ length: 8 }, () => ({ actual: 10, potential: 10, netMargin: 5 }))
    const classes = valueClasses([
      { actual: 100, potential: 100, netMargin: 50 },
      { actual: 20, potential: 200, netMargin: 5 },
      { actual: 500, potential: 600, netMargin: -1 },
      ...plain,
    ])
    expect(classes.slice(0, 3)).toEqual(['most-valuable', 'most-growable', 'below-zero'])
    expect(new Set(classes.slice(3))).toEqual(new Set(['other']))
    expect(valueClasses([])).toEqual([])
    expect(() => valueClasses([], { top: 1 })).toThrow('top')
    const cuts = { current: 5, potential: 5 }
    const cells = [
      [5, 5],
      [5, 4],
      [4, 5],
      [4, 4],
    ].map(([current, potential]) => valueCell({ current: current!, potential: potential! }, cuts))
    expect(cells).toEqual(['keep-and-protect', 'maintain', 'develop', 'let-run'])
  })

  it('delivered value: all benefit is 100, all cost -100', () => {
    const all = (benefit: number, cost: number) => ({
      product: benefit,
      service: benefit,
      staff: benefit,
      image: benefit,
      money: cost,
      time: cost,
      effort: cost,
      worry: cost,
    })
    expect([deliveredValue(all(10, 1)), deliveredValue(all(1, 10)), deliveredValue(all(5, 5))]).toEqual([
      100, -100, 0,
    ])
    expect(() => deliveredValue({ ...all(5, 5), worry: 11 })).toThrow('worry is 11, off the scale')
    expect(foundValue(groupDeliveredValue([all(10, 1), all(5, 5)])).value).toBe(50)
    expect(groupDeliveredValue([])).toEqual({ ok: false, reason: 'too-few-answers' })
  })

  it('wallets', () => {
    expect(shareOfWallet(0, 0)).toEqual({ ok: false, reason: 'no-spend' })
    expect(() => shareOfWallet(5, 4)).toThrow('5 of 4 is not a share')
    expect(() => walletAllocation(4, 3)).toThrow('rank 4 is not from 1 to 3')
    expect(() => walletAllocation(1, 0)).toThrow('0 is not a number of brands')
  })

  it('segments: different and large enough', () => {
    const values = (mean: number, n: number) =>
      Array.from({ length: n }, (_, i) => mean + (i % 2 === 0 ? 1 : -1))
    const rows = segmentDistinctness([
      { segment: 'apart', values: values(9, 40) },
      { segment: 'same', values: values(5, 40) },
      { segment: 'small', values: values(0, 4) },
      { segment: 'empty', values: [] },
    ])
    expect(rows.map(({ distinct }) => distinct)).toEqual([true, true, false, false])
    expect(rows[3]).toEqual({ segment: 'empty', sampleSize: 0, manageable: false, distinct: false })
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows)
    expect(segmentDistinctness([])).toEqual([])
    const twice = { segment: 'x', values: [] }
    expect(() => segmentDistinctness([twice, twice])).toThrow('"x" appears twice')
  })

  const profits = fc.array(fc.integer({ min: -100, max: 1000 }), { maxLength: 40 })
  it('concentration: order, units and duplication do not matter; the curve ends at 1', () => {
    fc.assert(
      fc.property(profits, (amounts) => {
        const plain = concentration(amounts)
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
        const other = concentration(amounts.toReversed().map((amount) => 7 * amount))
        const doubled = concentration([...amounts, ...amounts])
        if (!plain.ok || !other.ok || !doubled.ok) return
        expectClose(other.value.gini, plain.value.gini, 1e-10)
        expectClose(other.value.topShare, plain.value.topShare, 1e-10)
        expectClose(doubled.value.gini, plain.value.gini, 1e-10)
        expectClose(plain.value.lorenz.at(-1)!.value, 1, 1e-9)
        // Gini is one less twice the area under the Lorenz curve.
        const area = plain.value.lorenz.slice(1).reduce((sum, point, i) => {
          const before = plain.value.lorenz[i]!
          return sum + ((point.value + before.value) / 2) * (point.customers - before.customers)
        }, 0)
        expectClose(plain.value.gini, 1 - 2 * area, 1e-9)
      }),
      { numRuns: 200 },
    )
  })

  it('wallet allocation over all ranks adds up to 1; tiers hold everybody', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), profits, (brands, amounts) => {
        const sum = Array.from({ length: brands }, (_, i) => walletAllocation(i + 1, brands)).reduce(
          (a, b) => a + b,
          0,
        )
        expectClose(sum, 1, 1e-12)
        const { rows } = customerPyramid(amounts)
        expect(rows.reduce((total, { customers }) => total + customers, 0)).toBe(amounts.length)
      }),
      { numRuns: 200 },
    )
  })
})
