/** One reason to look at a response again; hard ones alone are enough for review. */
export interface QualityFlag {
  readonly row: number
  readonly code: string
  readonly hard?: true
}

export interface FlaggedResponse {
  readonly row: number
  /** Different codes, sorted. */
  readonly codes: readonly string[]
  readonly review: boolean
}

export interface QualitySummary {
  readonly sampleSize: number
  readonly flagged: readonly FlaggedResponse[]
  /** Responses per code. */
  readonly counts: Readonly<Record<string, number>>
  readonly reviewShare: number
}

/**
 * Flags joined per response: two different ones, or one hard one, put it on the review list. Nothing is deleted: excluding
 * is a decision people record. Handbook 16.1. Throws when a flag names a row that is not there.
 */
export function qualityFlags(
  sampleSize: number,
  flags: readonly QualityFlag[],
  { reviewFrom = 2 }: { readonly reviewFrom?: number } = {},
): QualitySummary {
  if (!Number.isSafeInteger(sampleSize) || sampleSize < 0)
    throw new RangeError(`qualityFlags: ${sampleSize} is not a number of responses`)
  const byRow = new Map<number, { codes: Set<string>; hard: boolean }>()
  for (const { row, code, hard } of flags) {
    if (!Number.isSafeInteger(row) || row < 0 || row >= sampleSize)
      throw new RangeError(`qualityFlags: flag "${code}" names row ${row} of ${sampleSize}`)
    const entry = byRow.get(row) ?? { codes: new Set<string>(), hard: false }
    entry.codes.add(code)
    byRow.set(row, { codes: entry.codes, hard: entry.hard || hard === true })
  }
  const flagged = [...byRow]
    .sort(([a], [b]) => a - b)
    .map(([row, { codes, hard }]) => ({
      row,
      codes: [...codes].sort(),
      review: hard || codes.size >= reviewFrom,
    }))
  const counts = new Map<string, number>()
  for (const { codes } of flagged) for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  return {
    sampleSize,
    flagged,
    counts: Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    reviewShare: sampleSize === 0 ? 0 : flagged.filter(({ review }) => review).length / sampleSize,
  }
}
