import { isUsable, SMALLEST_NUMBER, USABLE } from '../core/usable-number.ts'

/** The answers of one group. */
export interface Group {
  readonly name: string
  readonly values: readonly number[]
}

export interface AnswerSummary {
  readonly sampleSize: number
  readonly mean: number
  /** Divisor n - 1; 0 for a single answer and for answers that differ by rounding only. */
  readonly variance: number
}

/** Size, mean and variance of at least one finite value. */
export function summariseGroup(values: readonly number[]): AnswerSummary {
  const sampleSize = values.length
  const mean = values.reduce((sum, value) => sum + value / sampleSize, 0)
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const constant =
    squares <= sampleSize * Math.max(1e-14 * Math.abs(mean), SMALLEST_NUMBER) ** 2 || sampleSize < 2
  return { sampleSize, mean, variance: constant ? 0 : squares / (sampleSize - 1) }
}

/** Throws when a value is not usable: finite and of a size whose squares can be added up. */
export function checkFinite(where: string, values: readonly number[], group?: string): void {
  const bad = values.findIndex((value) => !isUsable(value))
  if (bad < 0) return
  const whose = group === undefined ? '' : ` of "${group}"`
  throw new RangeError(`${where}: value ${bad}${whose} is not ${USABLE}`)
}

/** Throws when a group appears twice or holds a value that is not usable. */
export function checkGroups(where: string, groups: readonly Group[]): void {
  groups.forEach(({ name, values }, i) => {
    if (groups.findIndex((other) => other.name === name) !== i)
      throw new RangeError(`${where}: group "${name}" appears twice`)
    checkFinite(where, values, name)
  })
}
