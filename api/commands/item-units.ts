import { describeValues, type Observations } from '../../stats/index.ts'
import { refusal } from './in-words.ts'
import { UsageError } from './usage-error.ts'

/** Where an item's scale is put: its mean at 0, so many of its points to one step. */
export interface Unit {
  readonly mean: number
  readonly deviation: number
}

/** An item left as it is. */
export const PLAIN: Unit = { mean: 0, deviation: 1 }

/** Standard deviations from the mean; throws a UsageError naming a column that does not vary. */
export function unitOf(
  { values, rows, items }: Observations,
  column: number,
  file: string,
  item: string,
): Unit {
  const answers = Array.from({ length: rows }, (_, i) => values[i * items.length + column]!)
  const described = describeValues(answers.filter((value) => !Number.isNaN(value)))
  if (!described.ok) throw refusal(file, { ok: false, reason: 'no-answers', subject: item })
  const { mean, standardDeviation } = described.value
  if (standardDeviation === undefined || !(standardDeviation > 0)) {
    throw new UsageError(`${file}: column "${item}" is constant, so it tells no groups apart`)
  }
  return { mean, deviation: standardDeviation }
}

export const inUnits = (observations: Observations, units: readonly Unit[]): Observations => ({
  ...observations,
  values: observations.values.map((value, at) => {
    const { mean, deviation } = units[at % units.length]!
    return (value - mean) / deviation
  }),
})

/** A place among items in units, back in the points of their scales. */
export const inPoints = (place: readonly number[], units: readonly Unit[]): number[] =>
  place.map((value, h) => units[h]!.mean + units[h]!.deviation * value)
