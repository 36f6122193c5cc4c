import type { CodeBook } from '../../stats/coding/code-book.ts'
import type { Brand } from '../contract/program.ts'
import type { Wave } from '../contract/wave.ts'
import { listBrands } from '../db/brands.ts'
import type { Db } from '../db/database.ts'
import { findForm } from '../db/forms.ts'
import { clearImportColumns } from '../db/import-columns.ts'
import { claimImport, type ImportSoFar, updateImportEnded } from '../db/imports.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { deleteUpload } from '../db/uploads.ts'
import { findWave } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import type { CsvRow } from '../files/read-csv.ts'
import { answerWordings, type FormWordings } from '../forms/answer-wordings.ts'
import type { SurveyJson } from '../forms/survey-json.ts'
import { takeCollector } from './create-collector.ts'
import { listMentions } from './erased-since.ts'
import { mapColumns } from './interview-columns.ts'
import type { PersonMarks } from './person-marks.ts'
import { createInterviewReader } from './read-interviews.ts'
import { type Reached, type Step, writeInterviewStep } from './write-interview-step.ts'

/** Rows in one transaction: short enough that nobody who answers meanwhile waits for it, nor for this process. */
const AT_ONCE = 500

/** What an interview is read into; the wave must have begun. Throws an ApiError. */
export async function findTakingWave(
  db: Db,
  waveId: string,
): Promise<{ wave: Wave; book: CodeBook; wordings: FormWordings; brands: Brand[] }> {
  const wave = await findWave(db, waveId)
  if (wave === undefined) throw notFound('wave')
  const form = await findForm(db, wave.formId)
  if (form === undefined) throw notFound('form')
  // Interviews may be typed in after fieldwork has ended, but never before it began.
  if (wave.state === 'planned') throw new ApiError(409, 'wave-planned', 'wave: has not opened yet')
  const book = form.codeBook as unknown as CodeBook
  const wordings = answerWordings(form.survey as unknown as SurveyJson, book)
  return { wave, book, wordings, brands: await listBrands(db, wave.programId) }
}

export interface TakeOptions {
  /** By which people are known again who were erased since the file came in. */
  readonly marks: PersonMarks
  /** Of one step. */
  readonly rowsAtOnce?: number
  /** Stops after the step under way. */
  readonly signal?: AbortSignal
}

export interface InterviewRows {
  readonly columns: readonly string[]
  read(): AsyncIterable<CsvRow>
}

/**
 * Takes every row that can be coded and keeps the list of those that cannot. A step is whole: its interviews, what was
 * wrong with its rows, and how far the import is, in one transaction; interrupted and run again it goes on behind its
 * last step. A row's id is made from its content, so the same row in two files adds nothing; what was taken back comes
 * in anew.
 * Given a transaction, it is one step: two of several steps could wait for each other crosswise. False when somebody
 * stopped it.
 */
export async function takeInterviews(
  db: Db,
  organisationId: string,
  importId: string,
  file: (plan: ImportSoFar) => Promise<InterviewRows>,
  { marks, rowsAtOnce = AT_ONCE, signal }: TakeOptions,
): Promise<boolean> {
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  const plan = await inTenant((db) => claimImport(db, importId))
  if (plan === undefined) return false
  const { wave, book, wordings, brands, collector } = await inTenant(async (db) => {
    const taking = await findTakingWave(db, plan.waveId)
    return { ...taking, collector: await takeCollector(db, organisationId, taking.wave, 'import') }
  })
  const { columns, read } = await file(plan)
  // Checked once more: the wave may have moved on to another form since it was asked for.
  const mapping = mapColumns(columns, plan.mapping, book, brands)
  const { brandId, codes } = plan
  const table = { waveId: wave.id, columns, mapping, book, wordings, brands, brandId, codes }
  const readRow = createInterviewReader(table)
  const from = { organisationId, fileId: plan.uploadId ?? importId, marks }
  const idColumn = idColumnOf(plan)
  const into = { organisationId, importId, wave, book, collectorId: collector.id, columns, idColumn, from }

  let seen = 0
  let reached: Reached = { rowsDone: plan.rowsDone, problems: plan.problems, replaces: plan.replaces }
  let batch: Step = { rows: 0, interviews: [], problems: [], rejectedRows: 0 }
  const flush = async () => {
    const step = batch
    batch = { rows: 0, interviews: [], problems: [], rejectedRows: 0 }
    const next = await inTenant((db) => writeInterviewStep(db, into, step, reached))
    if (next !== undefined) reached = next
    return next !== undefined
  }
  for await (const row of read()) {
    // Also of rows that were taken before: the reader counts equal ones.
    const made = readRow(row)
    seen += 1
    if (seen <= plan.rowsDone) continue
    batch.rows += 1
    if (Array.isArray(made)) {
      batch.rejectedRows += 1
      batch.problems.push(...made)
    } else batch.interviews.push(made)
    if (batch.rows < rowsAtOnce) continue
    signal?.throwIfAborted()
    if (!(await flush())) return false
  }
  if (batch.rows > 0 && !(await flush())) return false
  return inTenant(async (db) => {
    if (plan.uploadId !== null) await deleteUpload(db, plan.uploadId)
    if ((await updateImportEnded(db, importId, 'done')) === undefined) return false
    if ((await listMentions(db, from, [columns])).size > 0) await clearImportColumns(db, { importId })
    return true
  })
}

const idColumnOf = ({ mapping }: ImportSoFar) =>
  Object.keys(mapping).find((column) => mapping[column] === 'id') ?? ''
