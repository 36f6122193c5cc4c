import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  expectedLifetime,
  lifetimeChange,
  lifetimeValue,
} from '../../../stats/economics/customer-lifetime.ts'
import { marketValueScenario } from '../../../stats/economics/market-value.ts'
import {
  breakEvenChange,
  retentionAt,
  tornado,
  valueAtStake,
} from '../../../stats/economics/value-at-stake.ts'
import { expectClose } from '../close.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  clv: {
    margin: number
    retention: number
    discount: number
    horizon?: number
    form: string
    expected: number
  }[]
  elasticity: { retention_from: number; to: number; clv_change_percent: number }
  expected_lifetime: { retention: number; expected: number }
  market_value: {
    value: number
    acsi_change: number
    pct_per_point: number
    expected_compound: number
    expected_linear: number
  }
  tolerance: number
}>('economics')
const TOLERANCE = oracle.tolerance

describe('oracle economics.json', () => {
  it.each(oracle.clv)('clv, $form', ({ form, expected, ...terms }) => {
    // The finite sum runs from t = 0, so its first margin is now.
    const now = form.startsWith('first margin now') || form.startsWith('sum t=0')
    expectClose(lifetimeValue({ ...terms, form: now ? 'now' : 'end-of-period' }), expected, TOLERANCE)
  })

  it('elasticity', () => {
    const { retention_from, to, clv_change_percent } = oracle.elasticity
    const terms = { margin: 100, retention: retention_from, discount: 0.1 }
    expectClose(lifetimeChange(terms, to), clv_change_percent, TOLERANCE)
  })

  it('expected_lifetime', () => {
    expectClose(
      expectedLifetime(oracle.expected_lifetime.retention),
      oracle.expected_lifetime.expected,
      TOLERANCE,
    )
  })

  it('market_value', () => {
    const { value, acsi_change, pct_per_point, expected_compound, expected_linear } = oracle.market_value
    const options = { percentPerPoint: pct_per_point }
    expectClose(marketValueScenario(value, acsi_change, options), expected_compound, TOLERANCE)
    expectClose(
      marketValueScenario(value, acsi_change, { ...options, form: 'linear' }),
      expected_linear,
      TOLERANCE,
    )
  })
})

describe('economics', () => {
  const scenario = {
    index: 70,
    change: 3,
    customers: 1000,
    cost: 10_000,
    curve: { middle: 50, slope: 0.08 },
    terms: { margin: 100, discount: 0.1 },
  }

  it('value at stake by hand', () => {
    // Retention 1 / (1 + e^-1.6) and 1 / (1 + e^-1.84).
    const stake = valueAtStake(scenario)
    const worth = (r: number) => (100 * r) / (1.1 - r)
    const [before, after] = [1 / (1 + Math.exp(-1.6)), 1 / (1 + Math.exp(-1.84))]
    expectClose(stake.gain, 1000 * (worth(after) - worth(before)), 1e-9)
    expectClose(stake.returnOnInvestment, (stake.gain - 10_000) / 10_000, 1e-9)
    expect(valueAtStake({ ...scenario, cost: 0 }).returnOnInvestment).toBeUndefined()
    expect(retentionAt(50, { ...scenario.curve, statedToActual: 0.6 })).toBe(0.3)
  })

  it('break-even pays exactly its cost; tornado has the widest bar first', () => {
    const change = breakEvenChange(scenario)!
    expectClose(valueAtStake({ ...scenario, change }).gain, scenario.cost, 1e-6)
    expect(breakEvenChange({ ...scenario, cost: 1e12 })).toBeUndefined()
    const { bars } = tornado(scenario, [
      { name: 'change', low: { ...scenario, change: 2.9 }, high: { ...scenario, change: 3.1 } },
      { name: 'margin', low: scenario, high: { ...scenario, terms: { ...scenario.terms, margin: 200 } } },
    ])
    expect(bars.map(({ name }) => name)).toEqual(['margin', 'change'])
  })

  it('wrong calls have a sentence', () => {
    const terms = { margin: 1, retention: 0.5, discount: 0.1 }
    expect(() => lifetimeValue({ ...terms, retention: 2 })).toThrow('retention is 2, not 0 to 1')
    expect(() => lifetimeValue({ ...terms, discount: -1 })).toThrow('discount is -1')
    expect(() => lifetimeValue({ ...terms, margin: Number.NaN })).toThrow('margin')
    expect(() => lifetimeValue({ margin: 1, retention: 1, discount: 0 })).toThrow('give a horizon')
    expect(() => lifetimeValue({ ...terms, horizon: 1.5 })).toThrow('horizon is 1.5')
    expect(lifetimeValue({ margin: 2, retention: 1, discount: 0, horizon: 3 })).toBe(6)
    expect(() => expectedLifetime(1)).toThrow('retention is 1')
    expect(() => marketValueScenario(1, 1, { percentPerPoint: -100 })).toThrow('percentPerPoint')
    expect(() => valueAtStake({ ...scenario, customers: -1 })).toThrow('customers')
    expect(() => lifetimeChange({ margin: 0, retention: 0.5, discount: 0 }, 0.6)).toThrow('is 0')
  })

  const share = fc.double({ min: 0, max: 0.99, noNaN: true })
  it('a long horizon is for ever; now is one margin more; value rises with retention and is proportional to margin', () => {
    fc.assert(
      fc.property(share, share, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (a, b, discount) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const terms = { margin: 100, discount }
        const value = lifetimeValue({ ...terms, retention: low })
        expectClose(lifetimeValue({ ...terms, retention: low, horizon: 20_000 }), value, 1e-9)
        expectClose(lifetimeValue({ ...terms, retention: low, form: 'now' }), value + 100, 1e-9)
        expect(lifetimeValue({ ...terms, retention: high })).toBeGreaterThanOrEqual(value)
        expectClose(lifetimeValue({ ...terms, margin: 300, retention: low }), 3 * value, 1e-9)
      }),
      { numRuns: 200 },
    )
  })
})
