/**
 * The largest size of a cell, a weight or an argument: beyond it is a slip or an overflow, never an answer. Statistics
 * multiply up to ten of them, counting twice what is squared, and 1e300 is where doubles come to their end.
 */
export const LARGEST_NUMBER = 1e30

/** The smallest weight; and answers that stray by less from their mean are constant: squares of less underflow to 0. */
export const SMALLEST_NUMBER = 1e-30

/** Whether squares and sums of products of it stay finite. False for NaN. */
export const isUsable = (value: number): boolean => Math.abs(value) <= LARGEST_NUMBER

/** Whether it can be divided by, as a weight or a base is. */
export const isAboveZero = (value: number): boolean => value >= SMALLEST_NUMBER && value <= LARGEST_NUMBER

/** Whether it can be a count or an amount: 0 or above 0, and nothing between that would be lost on the way. */
export const isFromZero = (value: number): boolean => value === 0 || isAboveZero(value)

/** How a sentence says what `isUsable`, `isFromZero` and `isAboveZero` ask for. */
export const USABLE = `a usable number (finite, at most ${LARGEST_NUMBER} in size)`
export const FROM_ZERO = `a number from 0 (0, or ${SMALLEST_NUMBER} to ${LARGEST_NUMBER})`
export const ABOVE_ZERO = `a number above 0 (from ${SMALLEST_NUMBER} to ${LARGEST_NUMBER})`

/** Throws, naming the first of the numbers that is not usable: a NaN would be sorted into some class without a word. */
export function checkUsable(where: string, numbers: Readonly<Record<string, number>>): void {
  const bad = Object.entries(numbers).find(([, value]) => !isUsable(value))
  if (bad !== undefined) throw new RangeError(`${where}: ${bad[0]} is ${bad[1]}, not ${USABLE}`)
}
