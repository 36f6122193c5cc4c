import { checkObservations, type Observations, selectItems, selectRows } from './observations.ts'

/** The named items of the respondents who answered them all; says how many were dropped. */
export function listwise(
  observations: Observations,
  items: readonly string[],
): { readonly complete: Observations; readonly dropped: number } {
  const chosen = checkObservations(selectItems(checkObservations(observations), items))
  const width = items.length
  const keep = Array.from(
    { length: chosen.rows },
    (_, i) => !chosen.values.subarray(i * width, (i + 1) * width).some(Number.isNaN),
  )
  const complete = selectRows(chosen, keep)
  return { complete, dropped: chosen.rows - complete.rows }
}
