import type { RejectedRow } from '../contract/import.ts'
import type { Db } from '../db/database.ts'
import { HEADER, insertRejectedInterviews, type RejectedInterview } from '../db/rejected-interviews.ts'
import { listErasedIds } from '../db/responses.ts'
import { listMentions, type OlderFile } from './erased-since.ts'
import type { Interview, RefusedRow } from './read-interviews.ts'

interface OfImport {
  readonly importId: string
  readonly columns: readonly string[]
  readonly from: OlderFile
}

/**
 * Keeps the rows of a step that were not taken, as they stood, so that they can be corrected and brought again. Not those
 * of people who were erased since the file came in, nor of interviews that were erased: no part of them is kept. To be
 * called in the transaction that holds the register.
 */
export async function keepRejected(
  db: Db,
  { importId, columns, from }: OfImport,
  rejected: readonly RejectedInterview[],
): Promise<void> {
  if (rejected.length === 0) return
  const erased = await listErasedIds(
    db,
    rejected.flatMap(({ slot }) => slot ?? []),
  )
  const mentions = await listMentions(
    db,
    from,
    rejected.map(({ cells }) => cells),
  )
  const kept = rejected.filter(({ slot }, place) => !mentions.has(place) && !erased.has(slot ?? ''))
  if (kept.length === 0) return
  const isNamed = (await listMentions(db, from, [columns])).size > 0
  const header = { line: HEADER, cells: columns, slot: null }
  await insertRejectedInterviews(db, from.organisationId, importId, isNamed ? kept : [header, ...kept])
}

interface Step {
  readonly interviews: readonly Interview[]
  readonly problems: readonly RefusedRow[]
}

/** The rows of a step that the list of problems names, as they stood; of an erased interview there is none. */
export function rowsLeftOut(
  { interviews, problems }: Step,
  listed: readonly RejectedRow[],
): RejectedInterview[] {
  const rows = new Map<number, RejectedInterview>([
    ...interviews.map(({ line, cells, id: slot }) => [line, { line, cells, slot }] as const),
    ...problems.map(({ line, row: { cells, slot } }) => [line, { line, cells, slot }] as const),
  ])
  const lines = new Set(listed.filter(({ reason }) => reason !== 'erased').map(({ line }) => line))
  return [...lines].flatMap((line) => rows.get(line) ?? [])
}
