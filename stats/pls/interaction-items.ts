import { covarianceOf } from '../core/covariance.ts'
import { momentsOf } from '../core/moments.ts'
import { type Observations, selectItems } from '../core/observations.ts'
import type { ByItem } from './labels.ts'
import { leastSquaresResiduals } from './residuals.ts'

/** Columns (n values each) with names. */
export interface Columns {
  readonly names: readonly string[]
  readonly columns: readonly Float64Array[]
}

/** Standardised items of complete observations: mean 0, variance 1 (divisor n - 1, by weights). */
export function standardise(observations: Observations): Columns {
  const { means, spreads } = covarianceOf(momentsOf(observations))
  const p = observations.items.length
  const columns = observations.items.map((_, h) =>
    Float64Array.from(
      { length: observations.rows },
      (_, i) => (observations.values[i * p + h]! - means[h]!) / spreads[h]!,
    ),
  )
  return { names: observations.items, columns }
}

/** Scores of a construct by the weights of its standardised items: variance 1. */
export function scoresOf(observations: Observations, weights: ByItem<number>[string]): Float64Array {
  const items = Object.keys(weights)
  const { columns } = standardise(selectItems(observations, items))
  return Float64Array.from({ length: observations.rows }, (_, i) =>
    items.reduce((sum, item, h) => sum + weights[item]! * columns[h]![i]!, 0),
  )
}

/** Every product of a standardised item of one block with one of the other, named a*b. Chin, Marcolin & Newsted (2003). */
export function productItems(
  observations: Observations,
  first: readonly string[],
  second: readonly string[],
): Columns {
  const a = standardise(selectItems(observations, first))
  const b = standardise(selectItems(observations, second))
  const cells = a.names.flatMap((name, h) =>
    b.names.map((other, k) => ({
      name: `${name}*${other}`,
      column: a.columns[h]!.map((value, i) => value * b.columns[k]![i]!),
    })),
  )
  return { names: cells.map(({ name }) => name), columns: cells.map(({ column }) => column) }
}

/** The same less what all items of both blocks explain of them, so that they overlap with none. Little et al. (2006). */
export function orthogonalItems(
  observations: Observations,
  first: readonly string[],
  second: readonly string[],
): Columns | undefined {
  const products = productItems(observations, first, second)
  const { columns } = standardise(selectItems(observations, [...first, ...second]))
  const residuals = leastSquaresResiduals(columns, products.columns, observations.weights)
  return residuals === undefined ? undefined : { names: products.names, columns: residuals }
}
