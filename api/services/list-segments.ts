import type { Program } from '../contract/program.ts'
import { listContactAttributes } from '../db/contact-attributes.ts'
import type { Db } from '../db/database.ts'

/** What answers can be split by, with the values there are. */
export interface Segment {
  readonly code: string
  readonly values: readonly string[]
}

/**
 * What the register knows of those invited and `asked` does not ask again. Free text is left out: hardly two people
 * share it, and it may name them.
 */
export async function listKnownSegments(db: Db, asked: readonly string[]): Promise<Segment[]> {
  const attributes = await listContactAttributes(db)
  return attributes.flatMap(({ key, values }) =>
    values.length === 0 || asked.includes(key) ? [] : [{ code: key, values: values.map(({ code }) => code) }],
  )
}

/** The codes of all that results can be narrowed by: what a program's forms have asked, and what is known unasked. */
export async function listSegments(
  db: Db,
  { askedAttributes }: Pick<Program, 'askedAttributes'>,
): Promise<string[]> {
  const known = await listKnownSegments(db, askedAttributes)
  return [...askedAttributes, ...known.map(({ code }) => code)]
}

/** The values of a segment are a set: chosen in another order, or twice, they ask the same. */
export const segmentSets = (segments: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(
    Object.entries(segments).map(([attribute, values]) => [attribute, [...new Set(values)].sort()]),
  )
