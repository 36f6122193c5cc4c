/** Two clicks of one double click come within this time. */
const MS = 400

/**
 * Tells the second half of a double press from a press of its own: it comes right after the card before was left, and
 * nothing was answered on the one that has just appeared, which nobody can have read.
 */
export function createPresses(now: () => number) {
  let appearedAt = Number.NEGATIVE_INFINITY
  return {
    /** A card was left by a press, and the next one is shown. */
    turned(): void {
      appearedAt = now()
    },
    /** Something was answered on the card shown. */
    answered(): void {
      appearedAt = Number.NEGATIVE_INFINITY
    },
    isSecond: (): boolean => now() - appearedAt < MS,
  }
}

export type Presses = ReturnType<typeof createPresses>
