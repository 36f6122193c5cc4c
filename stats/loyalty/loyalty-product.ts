import type { Estimated } from '../core/estimated.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import {
  type ResampledReceipt,
  type ResampleOptions,
  resampleStatistics,
  withMargin,
} from '../core/resample-statistics.ts'

/** Each 0 to 1. */
export interface LoyaltyFactors {
  readonly attraction: number
  readonly satisfaction: number
  readonly involvement: number
}

/** Attraction x satisfaction x involvement and its cube root; nothing of one factor is no loyalty. Handbook 8.5. */
export function loyaltyProduct({ attraction, satisfaction, involvement }: LoyaltyFactors): {
  readonly product: number
  readonly cubeRoot: number
} {
  for (const [name, factor] of Object.entries({ attraction, satisfaction, involvement })) {
    if (!(factor >= 0 && factor <= 1))
      throw new RangeError(`loyaltyProduct: ${name} is ${factor}, not 0 to 1`)
  }
  const product = attraction * satisfaction * involvement
  return { product, cubeRoot: Math.cbrt(product) }
}

export interface GroupLoyalty {
  readonly sampleSize: number
  /** Mean of the respondents' own products. */
  readonly product: Estimated
  readonly cubeRoot: Estimated
  readonly resamples: ResampledReceipt
}

/** A group's product as the mean over respondents, margins by resampling them. */
export function groupLoyaltyProduct(
  respondents: readonly LoyaltyFactors[],
  options: ResampleOptions = {},
): Outcome<GroupLoyalty, 'no-answers'> {
  const products = respondents.map((factors) => loyaltyProduct(factors).product)
  const rows = products.length
  if (rows === 0) return missed('no-answers')
  const mean = products.reduce((sum, product) => sum + product, 0) / rows
  const { draws, receipt } = resampleStatistics(
    { rows, size: 2 },
    (counts, into) => {
      into[0] = products.reduce((sum, product, i) => sum + counts[i]! * product, 0) / rows
      into[1] = Math.cbrt(into[0])
      return true
    },
    options,
  )
  return found({
    sampleSize: rows,
    product: withMargin(mean, draws[0]!, options.level),
    cubeRoot: withMargin(Math.cbrt(mean), draws[1]!, options.level),
    resamples: receipt,
  })
}
