import { covarianceOf } from './covariance.ts'
import type { Moments } from './moments.ts'

/** A new item as a weighted sum of others: weights by item, plus a constant. */
export interface Derived {
  readonly item: string
  readonly of: Readonly<Record<string, number>>
  readonly plus?: number
}

/**
 * Moments of linear combinations of the items of other moments, exactly as if they had been computed row by row:
 * means T'm + plus, covariances T'ST. Throws when one names an item the moments lack.
 */
export function derivedMoments(moments: Moments, derived: readonly Derived[]): Moments {
  const { means, covariance } = covarianceOf(moments)
  const p = moments.items.length
  const parts = derived.map(({ of }) =>
    Object.entries(of).map(([item, weight]) => {
      const at = moments.items.indexOf(item)
      if (at < 0) throw new RangeError(`derivedMoments: the moments have no item "${item}"`)
      return { at, weight }
    }),
  )
  const width = derived.length + 1
  const cross = new Float64Array(width * width)
  cross[0] = moments.rows
  parts.forEach((a, h) => {
    parts.slice(h).forEach((b, k) => {
      let sum = 0
      for (const one of a)
        for (const other of b) sum += one.weight * other.weight * covariance[one.at * p + other.at]!
      cross[(1 + h) * width + 1 + h + k] = sum * (moments.rows - 1)
    })
  })
  return {
    items: derived.map(({ item }) => item),
    layout: 'complete',
    rows: moments.rows,
    weightSquares: (moments.rows ** 2 * moments.weightSquares) / moments.cross[0]! ** 2,
    answered: new Float64Array(derived.length).fill(moments.rows),
    shift: Float64Array.from(derived, ({ plus = 0 }, h) =>
      parts[h]!.reduce((sum, { at, weight }) => sum + weight * means[at]!, plus),
    ),
    cross,
  }
}
