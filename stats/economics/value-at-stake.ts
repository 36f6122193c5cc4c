import { isFromZero, isUsable, USABLE } from '../core/usable-number.ts'
import { type LifetimeTerms, lifetimeValue } from './customer-lifetime.ts'

/** A logistic curve of retention over the index: half are kept at `middle`; `slope` per point. Entered or estimated. */
export interface RetentionCurve {
  readonly middle: number
  readonly slope: number
  /** Share of stated intentions that come true; 1 when the curve is of behaviour. */
  readonly statedToActual?: number
}

/** Retention 0 to 1 at an index of 0 to 100. Handbook 14. */
export function retentionAt(index: number, { middle, slope, statedToActual = 1 }: RetentionCurve): number {
  if (![index, middle, slope].every(isUsable))
    throw new RangeError(`retentionAt: the index, the middle or the slope is not ${USABLE}`)
  if (!(statedToActual >= 0 && statedToActual <= 1)) {
    throw new RangeError(`retentionAt: statedToActual is ${statedToActual}, not 0 to 1`)
  }
  return statedToActual / (1 + Math.exp(-slope * (index - middle)))
}

export interface StakeScenario {
  /** Index of loyalty or satisfaction that the curve is about. */
  readonly index: number
  readonly change: number
  readonly customers: number
  readonly cost: number
  readonly curve: RetentionCurve
  readonly terms: Omit<LifetimeTerms, 'retention'>
}

export interface ValueAtStake {
  readonly retentionBefore: number
  readonly retentionAfter: number
  readonly valueBefore: number
  readonly valueAfter: number
  /** Change of lifetime value times customers. */
  readonly gain: number
  /** (gain - cost) / cost; left out when the action costs nothing. */
  readonly returnOnInvestment?: number
}

/** What a change of the index is worth over all customers, under the assumptions given. Handbook 14. */
export function valueAtStake({ index, change, customers, cost, curve, terms }: StakeScenario): ValueAtStake {
  if (!(isFromZero(customers) && isFromZero(cost) && isUsable(change))) {
    throw new RangeError(`valueAtStake: customers and cost must be numbers from 0, and the change ${USABLE}`)
  }
  const retentionBefore = retentionAt(index, curve)
  const retentionAfter = retentionAt(index + change, curve)
  const valueBefore = lifetimeValue({ ...terms, retention: retentionBefore })
  const valueAfter = lifetimeValue({ ...terms, retention: retentionAfter })
  const gain = (valueAfter - valueBefore) * customers
  const stake = { retentionBefore, retentionAfter, valueBefore, valueAfter, gain }
  return cost > 0 ? { ...stake, returnOnInvestment: (gain - cost) / cost } : stake
}

export interface TornadoBar {
  readonly name: string
  readonly low: number
  readonly high: number
}

/** The gain when one assumption at a time takes its low and high value; widest bar first. */
export function tornado(
  scenario: StakeScenario,
  ranges: readonly { readonly name: string; readonly low: StakeScenario; readonly high: StakeScenario }[],
): { readonly gain: number; readonly bars: readonly TornadoBar[] } {
  const bars = ranges.map(({ name, low, high }) => ({
    name,
    low: valueAtStake(low).gain,
    high: valueAtStake(high).gain,
  }))
  return {
    gain: valueAtStake(scenario).gain,
    bars: bars.sort((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low)),
  }
}

/** Smallest change of the index that pays its cost, up to `most` points; undefined when none does. Bisection. */
export function breakEvenChange(scenario: StakeScenario, most = 20): number | undefined {
  const pays = (change: number) => valueAtStake({ ...scenario, change }).gain >= scenario.cost
  if (!(most > 0)) throw new RangeError(`breakEvenChange: most must be above 0, got ${most}`)
  if (!pays(most)) return undefined
  let low = 0
  let high = most
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (pays(middle)) high = middle
    else low = middle
  }
  return high
}
