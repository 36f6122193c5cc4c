import { ABOVE_ZERO, isAboveZero, isUsable } from '../core/usable-number.ts'

export const ALLOCATIONS = ['proportional', 'neyman', 'cost-optimal'] as const
export type Allocation = (typeof ALLOCATIONS)[number]

/** A part of the population: its share W or size, and for the finer rules its standard deviation and unit cost. */
export interface Stratum {
  readonly name: string
  readonly share: number
  readonly deviation?: number
  readonly cost?: number
}

export interface AllocatedStratum {
  readonly name: string
  /** Share of the sample, adding to 1. */
  readonly shareOfSample: number
  /** Unrounded size n times that share. */
  readonly exact: number
  /** Whole size: largest remainders, then at least the minimum. */
  readonly size: number
}

/**
 * How many of `sampleSize` interviews each stratum gets: in proportion to W, to W sigma (Neyman 1934) or to W sigma /
 * sqrt(cost). Shares are normalised to 1. With `minimum` the small strata get that many first and the rest is shared out
 * among the others. Throws when a stratum lacks what the rule needs. Handbook 12.5.
 */
export function allocateSample(
  strata: readonly Stratum[],
  sampleSize: number,
  { rule = 'proportional', minimum = 0 }: { readonly rule?: Allocation; readonly minimum?: number } = {},
): AllocatedStratum[] {
  if (!Number.isSafeInteger(sampleSize) || sampleSize < 1)
    throw new RangeError(`allocateSample: the sample size must be a whole number above 0, got ${sampleSize}`)
  if (strata.length === 0) throw new RangeError('allocateSample: there are no strata')
  if (!Number.isSafeInteger(minimum) || minimum < 0 || minimum * strata.length > sampleSize)
    throw new RangeError(`allocateSample: a minimum of ${minimum} does not fit into ${sampleSize} interviews`)
  const twice = strata.find(({ name }, i) => strata.findIndex((other) => other.name === name) !== i)
  if (twice !== undefined) throw new RangeError(`allocateSample: stratum "${twice.name}" appears twice`)
  const parts = strata.map((stratum) => partOf(stratum, rule))
  const total = parts.reduce((sum, part) => sum + part, 0)
  if (!isAboveZero(total))
    throw new RangeError(
      `allocateSample: shares times standard deviations add up to ${total}, not ${ABOVE_ZERO}`,
    )
  const shares = parts.map((part) => part / total)
  const sizes = wholeSizes(shares, sampleSize, minimum)
  return strata.map(({ name }, h) => ({
    name,
    shareOfSample: shares[h]!,
    exact: sampleSize * shares[h]!,
    size: sizes[h]!,
  }))
}

function partOf({ name, share, deviation, cost = 1 }: Stratum, rule: Allocation): number {
  const number = (what: string, value: number | undefined, low: boolean): number => {
    if (value === undefined || !isUsable(value) || value < 0 || (value === 0 && !low))
      throw new RangeError(`allocateSample: stratum "${name}" has no usable ${what}`)
    return value
  }
  const size = number('share', share, false)
  if (rule === 'proportional') return size
  const spread = number('standard deviation', deviation, true)
  return rule === 'neyman' ? size * spread : (size * spread) / Math.sqrt(number('cost', cost, false))
}

/** Strata below the minimum are set to it and the rest is shared anew, until none is below. */
function wholeSizes(shares: readonly number[], sampleSize: number, minimum: number): number[] {
  const fixed = new Set<number>()
  for (;;) {
    const open = shares.map((_, h) => h).filter((h) => !fixed.has(h))
    const weight = open.reduce((sum, h) => sum + shares[h]!, 0)
    const left = sampleSize - minimum * fixed.size
    const exact = new Map(
      open.map((h) => [h, weight > 0 ? (left * shares[h]!) / weight : left / open.length]),
    )
    const low = open.filter((h) => exact.get(h)! < minimum)
    if (low.length > 0) {
      for (const h of low) fixed.add(h)
      continue
    }
    const sizes = shares.map((_, h) => (fixed.has(h) ? minimum : Math.floor(exact.get(h)! + 1e-9)))
    const spare = sampleSize - sizes.reduce((sum, size) => sum + size, 0)
    const byRemainder = [...open].sort((a, b) => (exact.get(b)! % 1) - (exact.get(a)! % 1) || a - b)
    for (let k = 0; k < spare; k++) sizes[byRemainder[k % byRemainder.length]!]! += 1
    return sizes
  }
}
