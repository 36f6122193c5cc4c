import { checkObservations, type Observations, selectItems } from '../core/observations.ts'

/** A statement asked twice: what an excellent service has, what this one has. */
export interface ServqualItem {
  readonly name: string
  readonly expectation: string
  readonly perception: string
}

/** A dimension with its statements and, when asked, the column of the points (of 100) given to it. */
export interface ServqualDimension {
  readonly name: string
  readonly items: readonly ServqualItem[]
  readonly points?: string
}

/** Per respondent, in the order of the observations; null where there is none. */
export interface ServqualScores {
  /** gaps[d][i]: mean of the gaps answered in dimension d. */
  readonly gaps: readonly (readonly (number | null)[])[]
  /** Mean perception, of the same answers as the gap. */
  readonly perceptions: readonly (readonly (number | null)[])[]
  readonly points: readonly (readonly (number | null)[])[]
  /** Mean of all dimension gaps; null when a dimension has none. */
  readonly unweighted: readonly (number | null)[]
  /** Gaps weighted by the respondent's own points; null also when these do not add up to 100. */
  readonly weighted: readonly (number | null)[]
  readonly performance: readonly (number | null)[]
  readonly weightedPerformance: readonly (number | null)[]
  /** Respondents whose points do not add up to 100. */
  readonly wrongPoints: number
}

/**
 * Gaps P - E of every respondent. Throws when a column is missing from the observations, or a dimension has no items.
 * Parasuraman, Zeithaml & Berry (1988, 1991); handbook 3.4.
 */
export function servqualScores(
  observations: Observations,
  dimensions: readonly ServqualDimension[],
): ServqualScores {
  checkObservations(observations)
  checkDimensions(dimensions)
  const respondents = Array.from({ length: observations.rows }, (_, i) => i)
  const answers = dimensions.map(({ items }) => answersOf(observations, items))
  const gaps = answers.map((pairs) => pairs.map((row) => meanOf(row.map(({ gap }) => gap))))
  const perceptions = answers.map((pairs) =>
    pairs.map((row) => meanOf(row.map(({ perception }) => perception))),
  )
  const points = dimensions.map(({ points }) =>
    points === undefined ? [] : Array.from(selectItems(observations, [points]).values, orNull),
  )
  const shares = respondents.map((i) => points.map((column) => column[i] ?? null))
  const adds = shares.map((row) => {
    const given = complete(row)
    return given?.every((share) => share >= 0) && Math.abs(given.reduce((sum, x) => sum + x, 0) - 100) < 1e-6
  })
  const row = (columns: readonly (readonly (number | null)[])[], i: number) =>
    complete(columns.map((c) => c[i]!))
  const plain = (columns: typeof gaps) => respondents.map((i) => meanOf(row(columns, i) ?? []))
  const weighted = (columns: typeof gaps) =>
    respondents.map((i) => {
      const values = row(columns, i)
      if (values === undefined || !adds[i]) return null
      return values.reduce((sum, value, d) => sum + (value * shares[i]![d]!) / 100, 0)
    })
  return {
    gaps,
    perceptions,
    points,
    unweighted: plain(gaps),
    weighted: weighted(gaps),
    performance: plain(perceptions),
    weightedPerformance: weighted(perceptions),
    wrongPoints: shares.filter((given, i) => complete(given) !== undefined && !adds[i]).length,
  }
}

function checkDimensions(dimensions: readonly ServqualDimension[]): void {
  if (dimensions.length === 0) throw new RangeError('servqual: there are no dimensions')
  const empty = dimensions.find(({ items }) => items.length === 0)
  if (empty !== undefined) throw new RangeError(`servqual: dimension "${empty.name}" has no items`)
  const pointed = dimensions.filter(({ points }) => points !== undefined).length
  const without = dimensions.find(({ points }) => points === undefined)
  if (pointed > 0 && without !== undefined) {
    throw new RangeError(`servqual: dimension "${without.name}" has no points, the others have`)
  }
}

/** Both halves answered, per respondent. */
function answersOf(observations: Observations, items: readonly ServqualItem[]) {
  const { values, rows } = selectItems(
    observations,
    items.flatMap(({ expectation, perception }) => [expectation, perception]),
  )
  const width = 2 * items.length
  return Array.from({ length: rows }, (_, i) =>
    items.flatMap((_, h) => {
      const perception = values[i * width + 2 * h + 1]!
      const gap = perception - values[i * width + 2 * h]!
      return Number.isNaN(gap) ? [] : [{ gap, perception }]
    }),
  )
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

const complete = (row: readonly (number | null)[]): number[] | undefined =>
  row.length > 0 && row.every((value) => value !== null) ? (row as number[]) : undefined

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
