import { setImmediate as otherWork } from 'node:timers/promises'
import type { Import, ImportPreview, ImportRequest, RejectedRow } from '../contract/import.ts'
import { shareRegister } from '../db/contact-rules.ts'
import type { Db } from '../db/database.ts'
import { hasErasedSince } from '../db/erased-people.ts'
import { clearImportColumns } from '../db/import-columns.ts'
import { findImport, hasImportOf, insertImport, updateImportEnded } from '../db/imports.ts'
import { updateMoveFailure } from '../db/taken-back.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { deleteUpload, findUpload } from '../db/uploads.ts'
import { ApiError, notFound } from '../errors.ts'
import type { CsvRow } from '../files/read-csv.ts'
import { uuidv7 } from '../ids.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { createProblemGroups } from './group-problems.ts'
import { listTargets, mapColumns, unmappedFields } from './interview-columns.ts'
import { type InterviewFile, inlineFile, uploadedFile } from './interview-file.ts'
import type { NamedInterview } from './known-interviews.ts'
import type { PersonMarks } from './person-marks.ts'
import { previewPlaces } from './preview-places.ts'
import { createInterviewReader, targetColumns } from './read-interviews.ts'
import { replacedBy } from './replaced-imports.ts'
import { storeUpload } from './store-upload.ts'
import { createStrangeValues } from './strange-values.ts'
import { findTakingWave, takeInterviews } from './take-interviews.ts'

const SHOWN_PROBLEMS = 100
const SHOWN_ROWS = 10
/** Enough to see whether the columns fit; whoever corrects them waits for this each time. */
const CHECKED_ROWS = 20_000
/** What is done within the request. */
const SMALL = { rows: 3000, bytes: 512 * 1024 }

/** What an import would do, without doing it; of a long file its first rows are tried. */
export async function previewImport(
  db: Db,
  organisationId: string,
  waveId: string,
  request: ImportRequest,
): Promise<ImportPreview> {
  const { file, table } = await openFile(db, organisationId, waveId, request)
  const { mapping, book } = table
  const readRow = createInterviewReader(table)
  const strange = createStrangeValues(file.columns, targetColumns(table), table.codes, table.wordings)
  const groups = createProblemGroups()
  const interviews: NamedInterview[] = []
  const problems: RejectedRow[] = []
  const sample: string[][] = []
  let checked = 0
  let rejectedRows = 0
  for await (const row of file.read()) {
    checked += 1
    if (sample.length < SHOWN_ROWS) sample.push([...row.cells])
    const made = readRow(row)
    strange.meet(row)
    if (Array.isArray(made)) {
      rejectedRows += 1
      for (const { row: _, ...problem } of made) {
        groups.meet(problem)
        if (problems.length < SHOWN_PROBLEMS) problems.push(problem)
      }
    } else interviews.push({ id: made.id, ownId: made.ownId, line: made.line, bodyHash: made.bodyHash })
    if (checked === CHECKED_ROWS) break
  }
  const idColumn = file.columns.find((column) => mapping[column] === 'id') ?? ''
  const { known, before, takenBack, refused } = await withOrganisation(db, organisationId, (db) =>
    previewPlaces(db, interviews, { waveId, idColumn, fileHash: file.contentHash, asked: request.replaces }),
  )
  for (const problem of refused) groups.meet(problem)
  return {
    delimiter: file.delimiter,
    rows: file.rows,
    columns: [...file.columns],
    mapping,
    targets: listTargets(book),
    unmapped: unmappedFields(book, mapping),
    sample,
    checked,
    accepted: interviews.length - refused.length,
    known,
    rejectedRows: rejectedRows + refused.length,
    rejected: [...problems, ...refused].slice(0, SHOWN_PROBLEMS),
    problems: groups.list(),
    strangeValues: strange.strangeValues(),
    codedColumns: strange.codedColumns(),
    before,
    takenBack,
  }
}

/**
 * Starts an import; of a small file it is done when this returns, in one transaction, all others go on in the
 * background. The same file twice adds nothing the second time.
 */
export async function startImport(
  { db, jobs, marks }: { db: Db; jobs: Jobs; marks: PersonMarks },
  organisationId: string,
  waveId: string,
  request: ImportRequest,
): Promise<Import> {
  const { file, table, wave } = await openFile(db, organisationId, waveId, request)
  const { mapping, brandId } = table
  // Refuses what is wrong with the request before anything is written.
  createInterviewReader(table)
  const plan = {
    id: uuidv7(),
    programId: wave.programId,
    waveId,
    fileName: file.fileName,
    fileHash: file.contentHash,
    rows: file.rows,
    mapping,
    brandId,
    codes: request.codes ?? [],
  }
  if (file.rows <= SMALL.rows && file.bytes <= SMALL.bytes) {
    // Read before the transaction: within it there is one connection, and reading ahead would want another.
    const rows: CsvRow[] = []
    for await (const row of file.read()) rows.push(row)
    return withOrganisation(db, organisationId, async (db) => {
      // Before anything else, as every step holds it.
      await shareRegister(db)
      const uploadId = request.uploadId ?? null
      await insertImport(db, organisationId, {
        ...plan,
        uploadId,
        replaces: await replacedBy(db, plan, request),
      })
      const whole = { columns: file.columns, read: () => inTurn(rows) }
      await takeInterviews(db, organisationId, plan.id, async () => whole, { marks, rowsAtOnce: SMALL.rows })
      return there(await findImport(db, plan.id))
    })
  }
  const uploadId = request.uploadId ?? (await uploadText(db, organisationId, waveId, request)).id
  return withOrganisation(db, organisationId, async (db) => {
    if (await hasImportOf(db, uploadId))
      throw new ApiError(409, 'importing', 'uploadId: is being imported already')
    await insertImport(db, organisationId, {
      ...plan,
      uploadId,
      replaces: await replacedBy(db, plan, request),
    })
    await jobs.send(db, 'import-interviews', { organisationId, importId: plan.id })
    return there(await findImport(db, plan.id))
  })
}

/** Reads an upload in the background, or goes on where that was interrupted. */
export async function continueImport(
  { db, marks }: { db: Db; marks: PersonMarks },
  organisationId: string,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  const open = async ({ uploadId }: { uploadId: string | null }) =>
    findFile(db, organisationId, uploadId ?? '')
  await takeInterviews(db, organisationId, importId, open, { marks, signal })
}

/** Ends an import under way. Rows taken so far stay; imported again they are known. */
export async function endImport(
  db: Db,
  organisationId: string,
  importId: string,
  { state, failure }: { state: 'cancelled' | 'failed'; failure: string | null },
): Promise<Import> {
  return withOrganisation(db, organisationId, async (db) => {
    const ended = await updateImportEnded(db, importId, state, failure)
    if (typeof ended?.uploadId === 'string') await deleteUpload(db, ended.uploadId)
    // Its columns may be called after them; nobody reads it any more.
    const fileId = ended?.uploadId ?? importId
    if (ended !== undefined && (await hasErasedSince(db, fileId))) await clearImportColumns(db, { importId })
    const found = await findImport(db, importId)
    if (found === undefined) throw notFound('import')
    return found
  })
}

/**
 * How far an import is, or its taking back. One that the queue has given up, after several tries, is said to have failed,
 * or to have stopped on the way.
 */
export async function findImportProgress(
  { db, jobs }: { db: Db; jobs: Jobs },
  organisationId: string,
  importId: string,
): Promise<Import> {
  const found = await withOrganisation(db, organisationId, async (db) => {
    const made = await findImport(db, importId)
    if (made === undefined) throw notFound('import')
    const isOver = made.state !== 'queued' && made.state !== 'running'
    if (isOver && made.moving !== null && made.moveFailure === null) {
      return checkMoving(db, jobs, organisationId, made)
    }
    return isOver || (await jobs.has(db, 'import-interviews', { organisationId, importId }))
      ? made
      : undefined
  })
  if (found !== undefined) return found
  const failure = 'it was interrupted several times; import the file again, rows taken so far are not doubled'
  return endImport(db, organisationId, importId, { state: 'failed', failure })
}

const STOPPED = 'it was interrupted several times'

async function checkMoving(db: Db, jobs: Jobs, organisationId: string, made: Import): Promise<Import> {
  if (await jobs.has(db, 'move-import', { organisationId, importId: made.id })) return made
  await updateMoveFailure(db, made.id, STOPPED)
  return there(await findImport(db, made.id))
}

async function openFile(db: Db, organisationId: string, waveId: string, request: ImportRequest) {
  const { wave, ...form } = await withOrganisation(db, organisationId, (db) => findTakingWave(db, waveId))
  const file =
    request.uploadId === undefined
      ? await inlineFile(request.fileName ?? '', request.csv ?? '')
      : await findFile(db, organisationId, request.uploadId, waveId)
  const { columns } = file
  const mapping = mapColumns(columns, request.mapping, form.book, form.brands)
  const { brandId = null, codes = [] } = request
  return { wave, file, table: { ...form, waveId, columns, mapping, brandId, codes } }
}

async function findFile(
  db: Db,
  organisationId: string,
  uploadId: string,
  waveId?: string,
): Promise<InterviewFile> {
  const upload = await withOrganisation(db, organisationId, (db) => findUpload(db, uploadId))
  if (upload === undefined || (waveId !== undefined && upload.waveId !== waveId)) throw notFound('upload')
  return uploadedFile(db, organisationId, upload)
}

function uploadText(
  db: Db,
  organisationId: string,
  waveId: string,
  { fileName = '', csv = '' }: ImportRequest,
) {
  const body = inTurn([Buffer.from(csv)])
  return storeUpload(db, organisationId, waveId, { fileName, body })
}

/** Lets others at the processor now and then. */
async function* inTurn<T>(rows: readonly T[]): AsyncGenerator<T> {
  for (const [i, row] of rows.entries()) {
    if (i % 100 === 99) await otherWork()
    yield row
  }
}

function there(found: Import | undefined): Import {
  if (found === undefined) throw new Error('startImport: the import is not there')
  return found
}
