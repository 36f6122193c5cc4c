import { sql } from 'kysely'
import type { AnalysisStatus } from '../contract/analysis.ts'
import type { Db } from './database.ts'

export interface AskedAnalysis {
  id: string
  questionHash: string
  status: AnalysisStatus
  createdAt: Date
  inputFingerprint: string | null
}

/** Of each question the newest analysis that is done or under way. */
export async function listNewestOfQuestions(
  db: Db,
  programId: string,
  questionHashes: readonly string[],
): Promise<AskedAnalysis[]> {
  return db
    .selectFrom('analysis')
    .distinctOn('questionHash')
    .select(['id', 'questionHash', 'status', 'createdAt', 'inputFingerprint'])
    .where('programId', '=', programId)
    .where(sql<boolean>`question_hash = any(${[...questionHashes]}::text[])`)
    .where('status', 'in', ['queued', 'running', 'done'])
    .orderBy('questionHash')
    .orderBy('createdAt', 'desc')
    .execute()
}
