import { sql } from 'kysely'
import type { Analysis, AnalysisOptions, AnalysisStatus, Receipt, Slice } from '../contract/analysis.ts'
import type { Db } from './database.ts'

export async function findAnalysis(db: Db, analysisId: string): Promise<Analysis | undefined> {
  const row = await db.selectFrom('analysis').selectAll().where('id', '=', analysisId).executeTakeFirst()
  return row === undefined ? undefined : asAnalysis(row)
}

/**
 * The finished answer to show: of today's input before an older one, by the house's conventions before an analyst's
 * own, of more resamples before fewer, the newest of equals. `state` names today's input.
 */
export async function findBestDone(db: Db, programId: string, questionHash: string, state: string) {
  const row = await db
    .selectFrom('analysis')
    .selectAll()
    .where('programId', '=', programId)
    .where('questionHash', '=', questionHash)
    .where('status', '=', 'done')
    .orderBy(sql`input_fingerprint = ${state}`, 'desc')
    .orderBy(sql`options ->> 'scheme' = 'path' and options ->> 'missing' = 'auto'`, 'desc')
    .orderBy(sql`(options ->> 'resamples')::int`, 'desc')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : { analysis: asAnalysis(row), isFresh: row.inputFingerprint === state }
}

/** An equal question that is still being answered: asking twice is asking once. */
export async function findPending(
  db: Db,
  programId: string,
  questionHash: string,
): Promise<Analysis | undefined> {
  const row = await db
    .selectFrom('analysis')
    .selectAll()
    .where('programId', '=', programId)
    .where('questionHash', '=', questionHash)
    .where('status', 'in', ['queued', 'running'])
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : asAnalysis(row)
}

export interface NewAnalysisRow {
  id: string
  method: string
  slice: Slice
  options: AnalysisOptions
  questionHash: string
}

export async function insertAnalysis(
  db: Db,
  organisationId: string,
  analysis: NewAnalysisRow,
): Promise<void> {
  await db
    .insertInto('analysis')
    .values({
      organisationId,
      id: analysis.id,
      programId: analysis.slice.programId,
      method: analysis.method,
      slice: JSON.stringify(analysis.slice),
      options: JSON.stringify(analysis.options),
      questionHash: analysis.questionHash,
      status: 'queued',
      secondsLeft: null,
      failure: null,
      inputFingerprint: null,
      receipt: null,
      result: null,
      finishedAt: null,
    })
    .execute()
}

/** Takes a queued (or interrupted) analysis to work on; undefined when somebody stopped or finished it. */
export async function claimAnalysis(db: Db, analysisId: string): Promise<Analysis | undefined> {
  const row = await db
    .updateTable('analysis')
    .set({ status: 'running', progress: 0 })
    .where('id', '=', analysisId)
    .where('status', 'in', ['queued', 'running'])
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? undefined : asAnalysis(row)
}

/** False once the analysis is no longer wanted. */
export async function updateProgress(
  db: Db,
  analysisId: string,
  progress: number,
  secondsLeft: number | null,
) {
  const { numUpdatedRows } = await db
    .updateTable('analysis')
    .set({ progress, secondsLeft })
    .where('id', '=', analysisId)
    .where('status', '=', 'running')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function updateDone(
  db: Db,
  analysisId: string,
  done: { receipt: Receipt; result: unknown; inputFingerprint: string },
): Promise<void> {
  await db
    .updateTable('analysis')
    .set({
      status: 'done',
      progress: 1,
      secondsLeft: 0,
      receipt: JSON.stringify(done.receipt),
      result: JSON.stringify(done.result),
      inputFingerprint: done.inputFingerprint,
      finishedAt: sql<Date>`now()`,
    })
    .where('id', '=', analysisId)
    .where('status', '=', 'running')
    .execute()
}

/** Ends an analysis that is still under way; false when there was nothing to end. */
export async function updateEnded(
  db: Db,
  analysisId: string,
  status: 'failed' | 'cancelled',
  failure: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('analysis')
    .set({ status, failure, secondsLeft: null, finishedAt: sql<Date>`now()` })
    .where('id', '=', analysisId)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

interface Row {
  id: string
  status: AnalysisStatus
  progress: number
  secondsLeft: number | null
  failure: string | null
  slice: unknown
  options: unknown
  receipt: unknown
  result: unknown
  createdAt: Date
}

const asAnalysis = (row: Row): Analysis => ({
  id: row.id,
  status: row.status,
  progress: row.progress,
  secondsLeft: row.secondsLeft,
  failure: row.failure,
  slice: row.slice as Slice,
  options: row.options as AnalysisOptions,
  receipt: row.receipt as Receipt | null,
  result: row.result,
  createdAt: row.createdAt.toISOString(),
})
