import { z } from 'zod'
import { Id, Name } from './common.ts'
import { AttributeKey, Consent, FoundValues } from './contact.ts'
import { Delimiter, FileEncoding, FileFormat, SheetRead } from './table-file.ts'

/** What a column can be: a field of the contact, or `attribute:<key>`. Several columns may be the name. */
export const CONTACT_FIELDS = [
  'customer-number',
  'name',
  'email',
  'phone',
  'language',
  'consent',
  'unsubscribed',
  'batch',
] as const

export const ContactMapping = z.record(z.string().max(200), z.string().max(60).nullable())
export type ContactMapping = z.infer<typeof ContactMapping>

/** How a file is read into the register. */
export const ContactImportPlan = z.strictObject({
  /** Left out, columns are matched by their names. */
  mapping: ContactMapping.optional(),
  /** Left out, as it was recognised. */
  encoding: FileEncoding.optional(),
  delimiter: Delimiter.optional(),
  /** What happens to somebody who is in the register already. */
  existing: z.enum(['update', 'skip']).default('update'),
  /** Given to every contact of the file, where no column says it. */
  batch: Name.nullable().default(null),
  consent: Consent.default('unknown'),
})
export type ContactImportPlan = z.infer<typeof ContactImportPlan>

export const RowProblem = z.strictObject({
  column: z.string(),
  value: z.string(),
  reason: z.string(),
  message: z.string(),
})
export type RowProblem = z.infer<typeof RowProblem>

/** `unchanged`: would be updated, but all it says is so already; `skip`: known contacts are left as they are. */
export const RowFate = z.enum(['add', 'update', 'unchanged', 'skip', 'reject'])
export type RowFate = z.infer<typeof RowFate>

/** `field` is one of CONTACT_FIELDS or `attribute:<key>`; '' where there is nothing. */
export const RowChange = z.strictObject({ field: z.string(), before: z.string(), after: z.string() })
export type RowChange = z.infer<typeof RowChange>

/** What of a row is not taken, for a file takes nobody's no back. */
export const RowNote = z.enum(['stays-withdrawn', 'stays-unsubscribed'])
export type RowNote = z.infer<typeof RowNote>

export const PreviewedRow = z.strictObject({
  /** Line in the file, the header being line 1. */
  line: z.number().int(),
  cells: z.array(z.string()),
  fate: RowFate,
  problems: z.array(RowProblem),
  /** Of a contact that is known already. */
  changes: z.array(RowChange),
  notes: z.array(RowNote),
  /** Has the customer number of a contact with another name and another address: would make it somebody else. */
  isOther: z.boolean(),
})
export type PreviewedRow = z.infer<typeof PreviewedRow>

/** Also the answer to POST /api/contacts/imports?fileName=…&sheet=…, the upload of a file. */
export const ContactImportPreview = z.strictObject({
  id: Id,
  fileName: z.string(),
  format: FileFormat,
  /** Of a workbook; null for text. */
  sheet: SheetRead.nullable(),
  encoding: FileEncoding,
  delimiter: Delimiter,
  rows: z.number().int(),
  columns: z.array(z.string()),
  mapping: ContactMapping,
  /** The first rows, and after them the first with problems or of other people. */
  sample: z.array(PreviewedRow),
  /** How many of the first `checked` rows would be added, change somebody or nothing, stay out, be refused. */
  checked: z.number().int(),
  fates: z.strictObject({
    add: z.number().int(),
    update: z.number().int(),
    unchanged: z.number().int(),
    skip: z.number().int(),
    reject: z.number().int(),
  }),
  /** How many of these rows would make a contact somebody else. */
  others: z.number().int(),
})
export type ContactImportPreview = z.infer<typeof ContactImportPreview>

/** POST /api/contacts/imports/:importId/values: what stands in these columns of the whole file. */
export const ColumnValuesQuery = z.strictObject({
  encoding: FileEncoding.optional(),
  delimiter: Delimiter.optional(),
  /** With an attribute that is a list: only what is none of its values. */
  columns: z
    .array(z.strictObject({ column: z.string().max(200), attribute: AttributeKey.nullable().default(null) }))
    .min(1)
    .max(100),
})
export type ColumnValuesQuery = z.infer<typeof ColumnValuesQuery>

export const ColumnValues = FoundValues.extend({ column: z.string() })
export type ColumnValues = z.infer<typeof ColumnValues>

export const ContactImport = z.strictObject({
  id: Id,
  fileName: z.string(),
  state: z.enum(['draft', 'queued', 'running', 'done', 'failed', 'cancelled']),
  rows: z.number().int(),
  rowsDone: z.number().int(),
  /** 0 to 1. */
  progress: z.number(),
  secondsLeft: z.number().nullable(),
  added: z.number().int(),
  updated: z.number().int(),
  /** In the register already, and either the same or left as they were. */
  unchanged: z.number().int(),
  /** All of them at /api/contacts/imports/:importId/rejected.csv */
  rejected: z.number().int(),
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type ContactImport = z.infer<typeof ContactImport>
