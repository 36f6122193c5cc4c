import { tail } from '../core/interval.ts'
import { normalQuantile } from '../core/normal.ts'
import { ABOVE_ZERO, isAboveZero, isUsable } from '../core/usable-number.ts'

/** How many completes are needed, before and after what the field takes away. All figures unrounded except `completes` and `invitations`. */
export interface SampleSize {
  /** Simple random sample from a population without end. */
  readonly infinite: number
  /** After the finite population correction; the same when there is no population size. */
  readonly corrected: number
  /** Whole completes after the design effect, rounded up; never above the population. */
  readonly completes: number
  /** Whole invitations after the response rate, rounded up. */
  readonly invitations: number
}

export interface FieldConditions {
  readonly level?: number
  /** Population size N of a sample drawn from a list; left out when it has no practical end. */
  readonly population?: number
  readonly designEffect?: number
  /** Expected share of invited people who answer, above 0 to 1. */
  readonly responseRate?: number
}

/**
 * To know a share within +- margin: n0 = z^2 p (1 - p) / e^2, finite population n0 / (1 + (n0 - 1) / N).
 * Cochran (1977); handbook 12.4.
 */
export function sizeForProportion(
  { margin, share = 0.5 }: { readonly margin: number; readonly share?: number },
  conditions: FieldConditions = {},
): SampleSize {
  above0('sizeForProportion', 'margin', margin)
  if (!(share > 0 && share < 1))
    throw new RangeError(`sizeForProportion: share must be between 0 and 1, got ${share}`)
  const infinite = (zOf(conditions) ** 2 * share * (1 - share)) / margin ** 2
  return inField('sizeForProportion', infinite, conditions, (n, population) => n / (1 + (n - 1) / population))
}

/** To know a mean within +- margin: n0 = (z sigma / e)^2, finite population n0 / (1 + n0 / N). Handbook 12.4. */
export function sizeForMean(
  { margin, deviation }: { readonly margin: number; readonly deviation: number },
  conditions: FieldConditions = {},
): SampleSize {
  above0('sizeForMean', 'margin', margin)
  above0('sizeForMean', 'deviation', deviation)
  const infinite = ((zOf(conditions) * deviation) / margin) ** 2
  return inField('sizeForMean', infinite, conditions, (n, population) => n / (1 + n / population))
}

/**
 * To know a net promoter score within +- margin points (0-100): variance p + d - (p - d)^2 of the shares of promoters and
 * detractors, 1 at worst. Finite population as for a mean. Handbook 6.4, 12.4.
 */
export function sizeForNetPromoter(
  {
    margin,
    promoters,
    detractors,
  }: { readonly margin: number; readonly promoters: number; readonly detractors: number },
  conditions: FieldConditions = {},
): SampleSize {
  if (!(promoters >= 0 && detractors >= 0 && promoters + detractors <= 1)) {
    throw new RangeError(`sizeForNetPromoter: ${promoters} and ${detractors} are not two shares of one whole`)
  }
  const variance = promoters + detractors - (promoters - detractors) ** 2
  if (!(variance > 0)) throw new RangeError('sizeForNetPromoter: everybody is expected to answer alike')
  return sizeForMean({ margin, deviation: 100 * Math.sqrt(variance) }, conditions)
}

/** To see a true difference of two means with the given power: n = 2 (z + z_power)^2 sigma^2 / delta^2 per group. */
export function sizePerGroupForMeans(
  {
    difference,
    deviation,
    power = 0.8,
  }: { readonly difference: number; readonly deviation: number; readonly power?: number },
  conditions: FieldConditions = {},
): SampleSize {
  above0('sizePerGroupForMeans', 'difference', difference)
  above0('sizePerGroupForMeans', 'deviation', deviation)
  const reach = zOf(conditions) + zPower('sizePerGroupForMeans', power)
  const infinite = (2 * reach ** 2 * deviation ** 2) / difference ** 2
  return inField('sizePerGroupForMeans', infinite, conditions, (n, population) => n / (1 + n / population))
}

/** To see a true difference of two shares with the given power; variances of the two shares added. Fleiss (1981). */
export function sizePerGroupForProportions(
  {
    first,
    second,
    power = 0.8,
  }: { readonly first: number; readonly second: number; readonly power?: number },
  conditions: FieldConditions = {},
): SampleSize {
  const share = [first, second].find((p) => !(p > 0 && p < 1))
  if (share !== undefined) throw new RangeError(`sizePerGroupForProportions: ${share} is not between 0 and 1`)
  if (first === second) throw new RangeError('sizePerGroupForProportions: the two shares are the same')
  const reach = zOf(conditions) + zPower('sizePerGroupForProportions', power)
  const infinite = (reach ** 2 * (first * (1 - first) + second * (1 - second))) / (first - second) ** 2
  return inField(
    'sizePerGroupForProportions',
    infinite,
    conditions,
    (n, population) => n / (1 + n / population),
  )
}

const zOf = ({ level = 0.95 }: FieldConditions): number => normalQuantile(1 - tail(level))

function zPower(where: string, power: number): number {
  if (!(power > 0 && power < 1)) throw new RangeError(`${where}: power must be between 0 and 1, got ${power}`)
  return normalQuantile(power)
}

function inField(
  where: string,
  infinite: number,
  { population, designEffect = 1, responseRate = 1 }: FieldConditions,
  correct: (size: number, population: number) => number,
): SampleSize {
  above0(where, 'design effect', designEffect)
  if (!(responseRate > 0 && responseRate <= 1)) {
    throw new RangeError(`${where}: the response rate must be above 0 and at most 1, got ${responseRate}`)
  }
  if (population !== undefined && !(Number.isSafeInteger(population) && population > 0)) {
    throw new RangeError(`${where}: the population must be a whole number above 0, got ${population}`)
  }
  const corrected = population === undefined ? infinite : correct(infinite, population)
  const wanted = Math.max(1, roundUp(corrected * designEffect))
  const completes = population === undefined ? wanted : Math.min(population, wanted)
  const sizes = { infinite, corrected, completes, invitations: roundUp(completes / responseRate) }
  if (!isUsable(sizes.invitations)) throw new RangeError(`${where}: no sample is large enough`)
  return sizes
}

/** Up to the next whole number, unless rounding errors alone are above it. */
const roundUp = (value: number): number => Math.ceil(value * (1 - 1e-12))

function above0(where: string, what: string, value: number): void {
  if (!isAboveZero(value)) throw new RangeError(`${where}: the ${what} must be ${ABOVE_ZERO}, got ${value}`)
}
