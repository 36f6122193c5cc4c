import type { Generated } from 'kysely'
import type { Json, OfOrganisation, Timestamp } from './columns.ts'

/** What was computed. */
export interface ResultTables {
  analysis: AnalysisTable
}

export interface AnalysisTable extends OfOrganisation {
  id: string
  programId: string
  method: string
  slice: Json<Record<string, unknown>>
  /** The second slice of a method that compares two. */
  beside: Json<Record<string, unknown>> | null
  /** Instrument and feed of an analysis of one module. */
  module: Json<Record<string, unknown>> | null
  options: Json<Record<string, unknown>>
  /** SHA-256 of slice and options: which question was asked. */
  questionHash: string
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  progress: Generated<number>
  secondsLeft: number | null
  failure: string | null
  inputFingerprint: string | null
  receipt: Json<Record<string, unknown>> | null
  result: Json<Record<string, unknown>> | null
  createdAt: Timestamp
  finishedAt: Timestamp | null
}
