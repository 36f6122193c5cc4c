import { z } from 'zod'
import { Id, Text } from './common.ts'

/** Where each column goes: an item or attribute code, `brand`, `id` (the interview's own number), `weight`, or null to leave it out. */
export const ColumnMapping = z.record(z.string().max(200), z.string().max(100).nullable())
export type ColumnMapping = z.infer<typeof ColumnMapping>

/** POST /api/waves/:waveId/imports/preview and /api/waves/:waveId/imports take the CSV as text beside the mapping. */
export const ImportRequest = z.strictObject({
  fileName: Text.max(255),
  csv: z.string(),
  /** Left out, columns are matched to items by name. */
  mapping: ColumnMapping.optional(),
  /** The brand all rows rate, when no column says it. */
  brandId: Id.optional(),
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

export const ImportPreview = z.strictObject({
  delimiter: z.enum([',', ';', '\t']),
  rows: z.number().int(),
  columns: z.array(z.string()),
  mapping: ColumnMapping,
  /** Codes a column may be mapped to. */
  targets: z.array(z.strictObject({ code: z.string(), required: z.boolean(), title: z.string() })),
  /** Required targets that no column is mapped to. */
  unmapped: z.array(z.string()),
  /** The first ten data rows, as read. */
  sample: z.array(z.array(z.string())),
  accepted: z.number().int(),
  /** Accepted rows that are here already from an earlier import. */
  known: z.number().int(),
  rejectedRows: z.number().int(),
  /** The first 100 problems. */
  rejected: z.array(RejectedRow),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const Import = z.strictObject({
  id: Id,
  waveId: Id,
  fileName: z.string(),
  rows: z.number().int(),
  added: z.number().int(),
  known: z.number().int(),
  rejectedRows: z.number().int(),
  /** The first 100; all of them at /api/imports/:importId/rejected.csv */
  rejected: z.array(RejectedRow),
  createdAt: z.iso.datetime(),
})
export type Import = z.infer<typeof Import>
