import type { AnalysisSlice } from './analysis-method.ts'
import { checkObservations } from './core/observations.ts'

/** Throws when the observations do not fit together or a cell is infinite, naming row and item. */
export function checkNumbers({ observations }: AnalysisSlice): void {
  const { items, values } = checkObservations(observations)
  const bad = values.findIndex(
    (value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY,
  )
  if (bad < 0) return
  const row = Math.floor(bad / items.length)
  throw new RangeError(`analyse: row ${row}, item "${items[bad % items.length]}" is not a finite number`)
}
