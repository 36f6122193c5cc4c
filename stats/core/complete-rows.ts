import { checkObservations, type Observations, selectItems, selectRows } from './observations.ts'

/** The complete respondents, where they stood before, and how many others there were. */
export interface CompleteRows {
  readonly observations: Observations
  /** kept[i]: row of the given observations that is now row i. */
  readonly kept: readonly number[]
  readonly dropped: number
}

/**
 * The named items (all when left out) of the respondents who answered them all, as `listwise`, with the rows they came
 * from so that results can be handed back per respondent. Throws when a cell is not usable, naming item and row.
 */
export function completeRows(observations: Observations, items?: readonly string[]): CompleteRows {
  checkObservations(observations)
  const chosen = checkObservations(items === undefined ? observations : selectItems(observations, items))
  const width = chosen.items.length
  const keep = new Array<boolean>(chosen.rows).fill(true)
  chosen.values.forEach((value, at) => {
    if (Number.isNaN(value)) keep[Math.floor(at / width)] = false
  })
  const kept = keep.flatMap((is, i) => (is ? [i] : []))
  return { observations: selectRows(chosen, keep), kept, dropped: chosen.rows - kept.length }
}
