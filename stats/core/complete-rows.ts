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
 * from so that results can be handed back per respondent. Throws when a cell is infinite
 * or so large (from 1e100) that squares of it cannot be added up, naming item and row.
 */
export function completeRows(observations: Observations, items?: readonly string[]): CompleteRows {
  checkObservations(observations)
  const chosen = checkObservations(items === undefined ? observations : selectItems(observations, items))
  const width = chosen.items.length
  const keep = new Array<boolean>(chosen.rows).fill(true)
  chosen.values.forEach((value, at) => {
    if (Number.isNaN(value)) keep[Math.floor(at / width)] = false
    else if (!(Math.abs(value) < 1e100)) {
      throw new RangeError(
        `observations: row ${Math.floor(at / width)}, item "${chosen.items[at % width]}" is not a usable number`,
      )
    }
  })
  const kept = keep.flatMap((is, i) => (is ? [i] : []))
  return { observations: selectRows(chosen, keep), kept, dropped: chosen.rows - kept.length }
}
