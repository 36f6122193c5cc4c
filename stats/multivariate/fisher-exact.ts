import { logGamma } from '../core/student.ts'

/**
 * Two-sided p-value of a 2 x 2 table of whole counts: the chance, margins fixed, of all tables at most as likely as this
 * one. Throws when a count is not a whole number from 0, or there are more than ten million people. Fisher (1935); handbook 13.
 */
export function fisherExact(table: readonly (readonly number[])[]): number {
  const [a, b, c, d] = table.flat()
  if (table.length !== 2 || table.some((row) => row.length !== 2))
    throw new RangeError('fisherExact: the table is not 2 x 2')
  const bad = table.flat().find((count) => !Number.isSafeInteger(count) || count < 0)
  if (bad !== undefined) throw new RangeError(`fisherExact: ${bad} is not a whole number from 0`)
  const people = a! + b! + c! + d!
  if (people > MOST_PEOPLE)
    throw new RangeError(
      `fisherExact: ${people} people are too many to enumerate; chi-square says the same there`,
    )
  const row = a! + b!
  const column = a! + c!
  const total = row + c! + d!
  const log = (k: number) => logChoose(row, k) + logChoose(total - row, column - k)
  const here = log(a!)
  const from = Math.max(0, column - (total - row))
  const to = Math.min(row, column)
  let as = 0
  let all = 0
  for (let k = from; k <= to; k++) {
    const chance = Math.exp(log(k) - here)
    all += chance
    // Equal chances differ by rounding: the same slack as R.
    if (chance <= 1 + 1e-7) as += chance
  }
  return Math.min(1, as / all)
}

const MOST_PEOPLE = 10_000_000

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
