import { sql } from 'kysely'
import type {
  Analysis,
  AnalysisOptions,
  AnalysisStatus,
  IndexSlice,
  Receipt,
  Slice,
} from '../contract/analysis.ts'
import type {
  BeliefAnalysis,
  BeliefOptions,
  BeliefReceipt,
  BeliefSlice,
} from '../contract/belief-analysis.ts'
import type {
  AskedModule,
  ModuleAnalysis,
  ModuleOptions,
  ModuleReceipt,
  ModuleSlice,
} from '../contract/module-analysis.ts'
import type { Db } from './database.ts'

/** As it is kept; `inputFingerprint` says of what state of the answers its result is. */
export type StoredAnalysis =
  | Analysis
  | (Omit<BeliefAnalysis, 'fresh'> & { readonly inputFingerprint: string | null })
  | (Omit<ModuleAnalysis, 'fresh' | 'explanation'> & { readonly inputFingerprint: string | null })
export type AnalysisMethod = StoredAnalysis['method']
export type StoredOf<Method extends AnalysisMethod> = Extract<StoredAnalysis, { method: Method }>

export async function findAnalysis(db: Db, analysisId: string): Promise<StoredAnalysis | undefined> {
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
    .where('method', '=', 'index')
    .where('status', '=', 'done')
    .orderBy(sql`input_fingerprint = ${state}`, 'desc')
    .orderBy(sql`options ->> 'scheme' = 'path' and options ->> 'missing' = 'auto'`, 'desc')
    .orderBy(sql`(options ->> 'resamples')::int`, 'desc')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : { analysis: asAnalysis(row) as Analysis, isFresh: row.inputFingerprint === state }
}

/** An equal question that is still being answered: asking twice is asking once. */
export async function findPending<Method extends AnalysisMethod>(
  db: Db,
  { method, programId, questionHash }: { method: Method; programId: string; questionHash: string },
): Promise<StoredOf<Method> | undefined> {
  const row = await db
    .selectFrom('analysis')
    .selectAll()
    .where('programId', '=', programId)
    .where('questionHash', '=', questionHash)
    .where('method', '=', method)
    .where('status', 'in', ['queued', 'running'])
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : (asAnalysis(row) as StoredOf<Method>)
}

export interface NewAnalysisRow {
  id: string
  method: AnalysisMethod
  slice: Slice
  beside?: Slice
  module?: AskedModule
  options: AnalysisOptions | BeliefOptions | ModuleOptions
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
      beside: analysis.beside === undefined ? null : JSON.stringify(analysis.beside),
      module: analysis.module === undefined ? null : JSON.stringify(analysis.module),
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
export async function claimAnalysis(db: Db, analysisId: string): Promise<StoredAnalysis | undefined> {
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
  done: { receipt: Receipt | BeliefReceipt | ModuleReceipt; result: unknown; inputFingerprint: string },
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
  method: string
  inputFingerprint: string | null
  id: string
  status: AnalysisStatus
  progress: number
  secondsLeft: number | null
  failure: string | null
  slice: unknown
  beside: unknown
  module: unknown
  options: unknown
  receipt: unknown
  result: unknown
  createdAt: Date
}

function asAnalysis(row: Row): StoredAnalysis {
  const { id, status, progress, secondsLeft, failure, result } = row
  const run = { id, status, progress, secondsLeft, failure, result, createdAt: row.createdAt.toISOString() }
  const marked = { ...run, inputFingerprint: row.inputFingerprint }
  if (row.method === 'servqual.beliefs') {
    return {
      ...marked,
      method: row.method,
      slice: row.slice as BeliefSlice,
      beside: row.beside as BeliefSlice,
      options: row.options as BeliefOptions,
      receipt: row.receipt as BeliefReceipt | null,
    }
  }
  if (row.method === 'module') {
    return {
      ...marked,
      method: row.method,
      slice: row.slice as ModuleSlice,
      module: row.module as AskedModule,
      options: row.options as ModuleOptions,
      receipt: row.receipt as ModuleReceipt | null,
    }
  }
  return {
    ...run,
    method: 'index',
    // Those asked before there was a choice left them out.
    slice: { partials: 'leave-out', ...(row.slice as Omit<IndexSlice, 'partials'>) },
    options: row.options as AnalysisOptions,
    receipt: row.receipt as Receipt | null,
  }
}
