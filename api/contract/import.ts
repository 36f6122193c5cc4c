import { z } from 'zod'
import { Id, Text } from './common.ts'
import { CodedColumn, ImportCode, ProblemGroup, StrangeValue } from './import-codes.ts'
import { Delimiter, FileEncoding, FileFormat, SheetRead } from './table-file.ts'
import { TakingBackReason } from './taking-back.ts'

/**
 * Where each column goes: a code of `targets`, `brand` (or `brands`, several separated by |), `id` (the interview's own
 * number), `weight`, or null to leave it out.
 */
export const ColumnMapping = z.record(z.string().max(200), z.string().max(200).nullable())
export type ColumnMapping = z.infer<typeof ColumnMapping>

/**
 * The answer to POST /api/waves/:waveId/uploads?fileName=…: a file of interviews, CSV or the first sheet of an XLSX workbook, kept for a day or until it has
 * been imported.
 */
export const InterviewUpload = z.strictObject({
  id: Id,
  fileName: z.string(),
  format: FileFormat,
  /** Of a workbook; null for text. */
  sheet: SheetRead.nullable(),
  encoding: FileEncoding,
  delimiter: Delimiter,
  columns: z.array(z.string()),
  rows: z.number().int(),
  bytes: z.number().int(),
})
export type InterviewUpload = z.infer<typeof InterviewUpload>

/** Characters of CSV that a request may carry; a larger file is uploaded first. */
export const MOST_INLINE = 4 * 1024 * 1024

/** POST /api/waves/:waveId/imports/preview and /api/waves/:waveId/imports: a file uploaded before, or CSV as text. */
export const ImportRequest = z
  .strictObject({
    uploadId: Id.optional(),
    fileName: Text.max(255).optional(),
    csv: z.string().max(MOST_INLINE, 'is too long: upload the file first').optional(),
    /** Left out, columns are matched to items by name. */
    mapping: ColumnMapping.optional(),
    /** The brand all rows rate, when no column says it. */
    brandId: Id.optional(),
    /** What values mean that are no answers; nothing is ever recoded that is not said here. */
    codes: z.array(ImportCode).max(2000).optional(),
    /**
     * Imports that were taken back, in whose place this file comes. Left out: those that have interviews in common with
     * it, or are the same file, unless another file has come in their place already.
     */
    replaces: z.array(Id).max(50).optional(),
  })
  .refine(({ uploadId, csv }) => (uploadId === undefined) !== (csv === undefined), {
    path: ['csv'],
    message: 'send either csv or uploadId',
  })
  .refine(({ csv, fileName }) => (csv === undefined) === (fileName === undefined), {
    path: ['fileName'],
    message: 'goes with csv, and only with it',
  })
export type ImportRequest = z.infer<typeof ImportRequest>

export const RejectedRow = z.strictObject({
  /** Line in the file, the header being line 1. */
  line: z.number().int(),
  column: z.string(),
  value: z.string(),
  reason: z.string(),
  message: z.string(),
})
export type RejectedRow = z.infer<typeof RejectedRow>

/** Enough to know an import by. */
export const NamedImport = z.strictObject({ id: Id, fileName: z.string(), createdAt: z.iso.datetime() })
export type NamedImport = z.infer<typeof NamedImport>

export const ImportPreview = z.strictObject({
  delimiter: Delimiter,
  rows: z.number().int(),
  columns: z.array(z.string()),
  mapping: ColumnMapping,
  /** Codes a column may be mapped to; `brandId` where it is about one brand of several. */
  targets: z.array(
    z.strictObject({
      code: z.string(),
      required: z.boolean(),
      title: z.string(),
      /** The question it is about, as in the form. */
      of: z.string(),
      brandId: Id.nullable(),
    }),
  ),
  /** Required targets that no column is mapped to. */
  unmapped: z.array(z.string()),
  /** The first ten data rows, as read. */
  sample: z.array(z.array(z.string())),
  /** How many of the rows were looked at, from the first; what follows counts only these. */
  checked: z.number().int(),
  accepted: z.number().int(),
  /** Accepted rows that are here already from an earlier import. */
  known: z.number().int(),
  rejectedRows: z.number().int(),
  /** The first 100 problems. */
  rejected: z.array(RejectedRow),
  /** All of them, the same ones together; the most frequent 50. */
  problems: z.array(ProblemGroup),
  /** Most frequent first. */
  strangeValues: z.array(StrangeValue),
  codedColumns: z.array(CodedColumn),
  /** Interviews that are here with other answers, by the import they came by; null: that was not kept then. */
  before: z.array(z.strictObject({ from: NamedImport.nullable(), interviews: z.number().int() })),
  /** Imports of this wave that were taken back, newest first. */
  takenBack: z.array(
    NamedImport.extend({
      /** Rows that it had too. */
      interviews: z.number().int(),
      /** Came in its place already. */
      replacedBy: NamedImport.nullable(),
      /** This file comes in its place. */
      replaced: z.boolean(),
    }),
  ),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const ImportState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled'])
export type ImportState = z.infer<typeof ImportState>

/** Whether its interviews count: see contract/taking-back.ts. */
const standing = {
  /** `leaving` and `returning` while they are moved in the background. */
  standing: z.enum(['in', 'leaving', 'out', 'returning']),
  /** How far that is; null when nothing is under way. */
  moving: z.strictObject({ done: z.number().int(), all: z.number().int() }).nullable(),
  /** Why it stopped on the way; asked for once more it goes on. */
  moveFailure: z.string().nullable(),
  /** The last decision about it; null when it was never taken back. `note` is emptied when any of its answers are erased. */
  decision: z
    .strictObject({
      reason: TakingBackReason,
      note: z.string(),
      by: z.string().nullable(),
      at: z.iso.datetime(),
    })
    .nullable(),
  /** False where it was not kept which interviews it brought: such an import cannot be taken back. */
  traced: z.boolean(),
  /** In whose place it came. */
  replaces: z.array(NamedImport),
  /** Those that are in instead of it: they came in its place, or it in theirs. */
  replacedBy: z.array(NamedImport),
}

/** 201 when it is done already, 202 when it goes on in the background: GET /api/imports/:importId says how far it is. */
export const Import = z.strictObject({
  id: Id,
  waveId: Id,
  fileName: z.string(),
  state: ImportState,
  rows: z.number().int(),
  rowsDone: z.number().int(),
  /** 0 to 1. */
  progress: z.number(),
  secondsLeft: z.number().nullable(),
  added: z.number().int(),
  known: z.number().int(),
  rejectedRows: z.number().int(),
  /** The first 100; all of them at /api/imports/:importId/rejected.csv */
  rejected: z.array(RejectedRow),
  /** What values of its file were said to mean, when it was started. */
  codes: z.array(ImportCode),
  /** Why it ended before the last row; rows taken by then stay, and come again as known ones. */
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  ...standing,
})
export type Import = z.infer<typeof Import>
