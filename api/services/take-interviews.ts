import type { CodeBook } from '../../stats/coding/code-book.ts'
import type { RejectedRow } from '../contract/import.ts'
import type { Brand } from '../contract/program.ts'
import type { Wave } from '../contract/wave.ts'
import { listBrands } from '../db/brands.ts'
import { shareRegister } from '../db/contact-rules.ts'
import type { Db } from '../db/database.ts'
import { findForm } from '../db/forms.ts'
import { clearImportColumns } from '../db/import-columns.ts'
import { insertImportProblems } from '../db/import-problems.ts'
import { shareStandings } from '../db/import-standings.ts'
import { insertImportedInterviews } from '../db/imported-interviews.ts'
import {
  claimImport,
  type ImportSoFar,
  updateImportEnded,
  updateImportReplaces,
  updateImportStep,
} from '../db/imports.ts'
import { packStates } from '../db/observations.ts'
import { lockQuotas, type Rated, updateQuotasTaken } from '../db/quotas.ts'
import { insertResponses, type NewResponse } from '../db/responses.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { deleteUpload } from '../db/uploads.ts'
import { findWave, shareWave } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import type { CsvRow } from '../files/read-csv.ts'
import { answerWordings, type FormWordings } from '../forms/answer-wordings.ts'
import type { SurveyJson } from '../forms/survey-json.ts'
import { takeCollector } from './create-collector.ts'
import { listMentions, type OlderFile, withoutErased } from './erased-since.ts'
import { mapColumns } from './interview-columns.ts'
import { keepRejected, rowsLeftOut } from './keep-rejected.ts'
import { findKnown } from './known-interviews.ts'
import type { PersonMarks } from './person-marks.ts'
import { type Placed, placeInterviews } from './place-interviews.ts'
import { createInterviewReader, type Interview, type RefusedRow } from './read-interviews.ts'
import { responseFlags } from './response-flags.ts'

/** Rows in one transaction: short enough that nobody who answers meanwhile waits for it, nor for this process. */
const AT_ONCE = 500
/** A file in another scale is wrong in every cell; nobody reads millions of lines that say so. */
const MOST_LISTED = 50_000

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
    const next = await inTenant((db) => writeStep(db, into, step, reached))
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

interface Into {
  readonly organisationId: string
  readonly importId: string
  readonly wave: Wave
  readonly book: CodeBook
  readonly collectorId: string
  readonly columns: readonly string[]
  readonly idColumn: string
  readonly from: OlderFile
}

interface Step {
  rows: number
  rejectedRows: number
  readonly interviews: Interview[]
  readonly problems: RefusedRow[]
}

interface Reached {
  readonly rowsDone: number
  /** Listed so far. */
  readonly problems: number
  /** In whose place it comes, as far as is known. */
  readonly replaces: readonly string[]
}

/** Undefined when the import was stopped: then nothing of the step is kept. */
async function writeStep(db: Db, into: Into, step: Step, reached: Reached): Promise<Reached | undefined> {
  const { organisationId, importId, wave } = into
  // Whoever is erased meanwhile waits for this step, or this step knows of it.
  await shareRegister(db)
  // Nor does anybody take an import back, or let one in, between looking at what is here and writing.
  await shareStandings(db, wave.id)
  await shareWave(db, wave.id)
  const hasQuotas = await lockQuotas(db, wave.id)
  const where = { waveId: wave.id, importId, idColumn: into.idColumn, replaces: reached.replaces }
  const { placed, replaced, ...placement } = await placeInterviews(db, step.interviews, where)
  // By id: another file with the same interviews in another order is waited for, not deadlocked with.
  const responses = placed.map((one) => asResponse(one, into)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const counted = await updateImportStep(db, importId, reached.rowsDone, {
    rows: step.rows,
    added: 0,
    known: 0,
    rejectedRows: 0,
  })
  if (!counted) return undefined
  const added = await insertResponses(db, organisationId, responses)
  const isNew = ({ responseId }: Placed<Interview>) => added.has(responseId)
  const came = placed.filter(isNew).map(({ interview, responseId }) => ({ responseId, slot: interview.id }))
  await insertImportedInterviews(db, organisationId, importId, came)
  await updateImportReplaces(db, importId, [...replaced])
  // Interviews done elsewhere fill quotas, but are never refused by them. With each step: an import may end anywhere.
  if (hasQuotas) await updateQuotasTaken(db, wave.id, ratedIn(responses, added))
  const before = placed.filter((one) => !isNew(one))
  const { known, changed, erased } = await findKnown(db, before, where)
  const refused = [...placement.refused, ...changed, ...erased]
  const problems = [...step.problems, ...refused].toSorted((a, b) => a.line - b.line)
  const listed = await withoutErased(db, into.from, listable(problems, reached.problems))
  await insertImportProblems(db, organisationId, importId, reached.problems, listed)
  await keepRejected(db, into, rowsLeftOut(step, listed))
  const rowsDone = reached.rowsDone + step.rows
  await updateImportStep(db, importId, rowsDone, {
    rows: 0,
    added: added.size,
    known,
    rejectedRows: step.rejectedRows + refused.length,
  })
  const replaces = [...new Set([...reached.replaces, ...replaced])]
  return { rowsDone, problems: reached.problems + listed.length, replaces }
}

const ratedIn = (responses: readonly NewResponse[], added: ReadonlySet<string>): Rated[] =>
  responses
    .filter(({ id }) => added.has(id))
    .flatMap(({ id, observations }) =>
      observations.map(({ brandId, attributes }) => ({ responseId: id, brandId, attributes })),
    )

/** Of the next problems those that are still listed; the last one says that there are more. */
function listable(problems: readonly RejectedRow[], before: number): RejectedRow[] {
  const listed = problems.slice(0, Math.max(0, MOST_LISTED - before))
  const last = listed.at(-1)
  if (last === undefined || before + listed.length < MOST_LISTED) return listed
  const message = `no more than ${MOST_LISTED} problems are listed; rows after this line are counted only`
  return [...listed, { line: last.line, column: '', value: '', reason: 'more', message }]
}

function asResponse(
  { interview, responseId }: Placed<Interview>,
  { wave, book, collectorId }: Into,
): NewResponse {
  const { brandId, answers, bodyHash, weight } = interview
  const receivedAt = new Date().toISOString()
  const flags = responseFlags(book, {
    answers,
    places: undefined,
    states: interview.observations.flatMap(({ states }) => states),
    startedAt: undefined,
    receivedAt,
    paradata: {},
  })
  return {
    id: responseId,
    programId: wave.programId,
    waveId: wave.id,
    formId: wave.formId,
    collectorId,
    brandId,
    language: 'en',
    answers,
    bodyHash,
    startedAt: null,
    receivedAt,
    paradata: { mode: 'import' },
    observations: interview.observations.map((observation) => ({
      brandId: observation.brandId ?? brandId,
      scores: observation.scores,
      states: packStates(observation.states),
      attributes: observation.attributes,
      flags,
      weight,
    })),
  }
}
