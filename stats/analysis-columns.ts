import type { AnalysisSlice } from './analysis-method.ts'
import { countPlaces } from './core/count-places.ts'
import { type Observations, selectItems, selectRows } from './core/observations.ts'

/** The answers to one item, NaN where there is none. Throws when the slice has no such item. */
export const columnOf = ({ observations }: AnalysisSlice, item: string): number[] =>
  Array.from(selectItems(observations, [item]).values)

/** The words of one column. Throws when the slice has no such column or it is of another length. */
export function wordsOf(
  { columns = {}, observations }: AnalysisSlice,
  name: string,
): readonly (string | null)[] {
  const words = Object.hasOwn(columns, name) ? columns[name] : undefined
  if (words === undefined) throw new RangeError(`analyse: the slice has no column "${name}"`)
  if (words.length !== observations.rows) {
    throw new RangeError(
      `analyse: column "${name}" has ${words.length} cells for ${observations.rows} respondents`,
    )
  }
  return words
}

/** The open answers of one name as words. Throws when the slice has no such text or it is of another length. */
export function textsOf(
  { texts = {}, observations }: AnalysisSlice,
  name: string,
): readonly (readonly string[])[] {
  const answers = Object.hasOwn(texts, name) ? texts[name] : undefined
  if (answers === undefined) throw new RangeError(`analyse: the slice has no text "${name}"`)
  if (answers.length !== observations.rows) {
    throw new RangeError(
      `analyse: text "${name}" has ${answers.length} answers for ${observations.rows} respondents`,
    )
  }
  return answers
}

/** The rows of every word of a column, words in alphabetical order; rows without a word are left out. */
export function groupsOf(slice: AnalysisSlice, name: string): { name: string; observations: Observations }[] {
  const words = wordsOf(slice, name)
  const names = [...new Set(words)].filter((word) => word !== null).sort()
  return names.map((group) => ({
    name: group,
    observations: selectRows(
      slice.observations,
      words.map((word) => word === group),
    ),
  }))
}

/** Answers to one item by group, without the empty ones, with their weights when there are any. */
export const answersByGroup = (slice: AnalysisSlice, { item, by }: { item: string; by: string }) =>
  groupsOf(slice, by).map(({ name, observations }) => {
    const { values, weights } = selectItems(observations, [item])
    const kept = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!))
    return {
      name,
      values: kept.map((i) => values[i]!),
      ...(weights !== undefined && { weights: kept.map((i) => weights[i]!) }),
    }
  })

/**
 * How many answered each whole number from `min` to `max`; with weights sums of weights that add to what the respondents
 * are worth (Kish), so that margins are honest. Throws when an answer is none of the numbers.
 */
export function countAnswers(
  slice: AnalysisSlice,
  item: string,
  { min, max }: { readonly min: number; readonly max: number },
): { readonly counts: readonly number[]; readonly sampleSize: number } {
  const { values, weights } = selectItems(slice.observations, [item])
  const kept = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!))
  for (const row of kept) {
    const answer = values[row]!
    if (!(Number.isInteger(answer) && answer >= min && answer <= max)) {
      throw new RangeError(
        `analyse: row ${row}, item "${item}" is ${answer}, not a whole number ${min} to ${max}`,
      )
    }
  }
  const counts = countPlaces(
    kept.map((row) => values[row]! - min),
    max - min + 1,
    weights && kept.map((row) => weights[row]!),
  )
  return { counts, sampleSize: kept.length }
}

/** Rows that answered all the items, as plain rows. */
export function completeRowsOf(slice: AnalysisSlice, items: readonly string[]): number[][] {
  const { values, rows } = selectItems(slice.observations, items)
  const width = items.length
  return Array.from({ length: rows }, (_, i) =>
    Array.from(values.subarray(i * width, (i + 1) * width)),
  ).filter((row) => !row.some(Number.isNaN))
}
