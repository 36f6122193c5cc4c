/** States of 0.3 that count here; `not_shown` items are out of the base. */
export interface ItemStates {
  readonly answered: number
  readonly dontKnow: number
  readonly skipped: number
  readonly refused: number
}

export interface UnansweredShare {
  readonly shown: number
  /** Share 0-1 of shown items without an answer; left out when nothing was shown. */
  readonly share?: number
  readonly tooMany: boolean
}

/** Don't know, skipped and refused over what was shown; flagged above one half. Handbook 0.3, 16.1. */
export function unansweredShare(
  states: ItemStates,
  { limit = 0.5 }: { readonly limit?: number } = {},
): UnansweredShare {
  for (const [name, count] of Object.entries(states)) {
    if (!Number.isSafeInteger(count) || count < 0)
      throw new RangeError(`unansweredShare: the count of "${name}" is not a whole number from 0`)
  }
  const open = states.dontKnow + states.skipped + states.refused
  const shown = open + states.answered
  if (shown === 0) return { shown, tooMany: false }
  return { shown, share: open / shown, tooMany: open / shown > limit }
}
