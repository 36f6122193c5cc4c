import type { Generated } from 'kysely'
import type { ImportCode } from '../../contract/import-codes.ts'
import type { Json, OfOrganisation, Timestamp } from './columns.ts'
import type { ObservationTable } from './fieldwork.ts'

/** Files of interviews and of contacts. */
export interface ImportTables {
  upload: UploadTable
  uploadPart: UploadPartTable
  import: ImportTable
  importInterview: ImportInterviewTable
  takenBackObservation: ObservationTable
  importProblem: ImportProblemTable
  importRejected: ImportRejectedTable
  contactImport: ContactImportTable
  contactImportPart: ContactImportPartTable
  contactImportRejected: ContactImportRejectedTable
  erasedPerson: ErasedPersonTable
}

/** A file between its arrival and its reading. */
export interface UploadTable extends OfOrganisation {
  id: string
  waveId: string
  fileName: string
  format: 'csv' | 'xlsx'
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5' | 'windows-1252'
  delimiter: ',' | ';' | '\t'
  columns: Json<string[]>
  rows: number
  bytes: number
  contentHash: string
  createdAt: Timestamp
}

export interface UploadPartTable extends OfOrganisation {
  uploadId: string
  position: number
  bytes: Buffer
}

export interface ImportTable extends OfOrganisation {
  id: string
  programId: string
  waveId: string
  fileName: string
  fileHash: string
  rows: number
  added: number
  known: number
  rejectedRows: number
  state: Generated<'queued' | 'running' | 'done' | 'failed' | 'cancelled'>
  /** Read and committed so far. */
  rowsDone: Generated<number>
  uploadId: string | null
  mapping: Json<Record<string, string | null>>
  brandId: string | null
  /** What its file writes in codes of its own. */
  codes: Json<ImportCode[]>
  failure: string | null
  createdAt: Timestamp
  startedAt: Timestamp | null
  finishedAt: Timestamp | null
  /** Whether its interviews count; `leaving` and `returning` while they are moved. */
  standing: Generated<'in' | 'leaving' | 'out' | 'returning'>
  moved: Generated<number>
  toMove: Generated<number>
  /** The last response that has been moved. */
  movedTo: Generated<string | null>
  moveFailure: Generated<string | null>
  decidedAt: Timestamp | null
  decidedBy: Generated<string | null>
  decisionReason: Generated<string | null>
  decisionNote: Generated<string>
  /** Imports that had been taken back, in whose place this one came. */
  replaces: Generated<string[]>
  /** False where it was not kept which interviews it brought. */
  traced: Generated<boolean>
}

/** Which import a response came by. */
export interface ImportInterviewTable extends OfOrganisation {
  responseId: string
  importId: string
  /** The same for the same interview, however often it was brought. */
  slot: string
}

/** Why a row of a file was not taken. */
export interface ImportProblemTable extends OfOrganisation {
  importId: string
  position: number
  line: number
  columnName: string
  value: string
  reason: string
  message: string
}

/** A row that was not taken, as it stood; line 0 is the header. */
export interface ImportRejectedTable extends OfOrganisation {
  importId: string
  line: number
  cells: string[]
  /** By which the interview is known again; null without a number of its own. */
  slot: string | null
}

export interface ContactImportTable extends OfOrganisation {
  id: string
  fileName: string
  format: 'csv' | 'xlsx'
  encoding: string
  delimiter: string
  bytes: number
  columns: Json<string[]>
  mapping: Json<Record<string, string | null>>
  options: Json<Record<string, unknown>>
  state: Generated<ContactImportState>
  rows: number
  /** Read and committed so far. */
  rowsDone: Generated<number>
  added: Generated<number>
  updated: Generated<number>
  unchanged: Generated<number>
  rejected: Generated<number>
  failure: string | null
  createdAt: Timestamp
  startedAt: Timestamp | null
  finishedAt: Timestamp | null
}

export type ContactImportState = 'draft' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** The file between its upload and its reading. */
export interface ContactImportPartTable extends OfOrganisation {
  importId: string
  position: number
  bytes: Buffer
}

export interface ContactImportRejectedTable extends OfOrganisation {
  importId: string
  line: number
  cells: string[]
  problems: Json<Record<string, unknown>[]>
  /** The person's addresses, for erasing them here too. */
  keys: string[]
}

/** Keyed hashes of who was erased, for files that came in before. */
export interface ErasedPersonTable extends OfOrganisation {
  id: string
  filesBefore: string
  numberMark: string | null
  emailMark: string | null
  phoneMark: string | null
  traces: string[]
}
