import type { CodeBook } from './code-book.ts'
import { scoredCodes } from './scored-codes.ts'

/**
 * Where the first score of each field stands in `scored`: what is counted by question, not by score, as one with ten
 * boxes to tick is one question. Fields without a score (own words) and derived scores are not in it.
 */
export function firstScores({ fields, scored }: Pick<CodeBook, 'fields' | 'scored'>): readonly number[] {
  const placeOf = new Map(scored.map((code, place) => [code, place]))
  return fields.flatMap(({ code, answer }) => placeOf.get(scoredCodes(code, answer)[0]?.code ?? '') ?? [])
}
