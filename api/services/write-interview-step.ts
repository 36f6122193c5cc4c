import type { CodeBook } from '../../stats/coding/code-book.ts'
import type { RejectedRow } from '../contract/import.ts'
import type { Wave } from '../contract/wave.ts'
import { shareRegister } from '../db/contact-rules.ts'
import type { Db } from '../db/database.ts'
import { insertImportProblems } from '../db/import-problems.ts'
import { shareStandings } from '../db/import-standings.ts'
import { insertImportedInterviews } from '../db/imported-interviews.ts'
import { updateImportReplaces, updateImportStep } from '../db/imports.ts'
import { packObservation } from '../db/observations.ts'
import { lockQuotas, type Rated, updateQuotasTaken } from '../db/quotas.ts'
import { insertResponses, type NewResponse } from '../db/responses.ts'
import { shareWave } from '../db/waves.ts'
import { type OlderFile, withoutErased } from './erased-since.ts'
import { keepRejected, rowsLeftOut } from './keep-rejected.ts'
import { findKnown } from './known-interviews.ts'
import { type Placed, placeInterviews } from './place-interviews.ts'
import type { Interview, RefusedRow } from './read-interviews.ts'
import { responseFlags } from './response-flags.ts'

/** A file in another scale is wrong in every cell; nobody reads millions of lines that say so. */
const MOST_LISTED = 50_000

/** What a step is written into. */
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

export interface Step {
  rows: number
  rejectedRows: number
  readonly interviews: Interview[]
  readonly problems: RefusedRow[]
}

/** How far an import is. */
export interface Reached {
  readonly rowsDone: number
  /** Listed so far. */
  readonly problems: number
  /** In whose place it comes, as far as is known. */
  readonly replaces: readonly string[]
}

/**
 * Writes one step of an import whole: its interviews, what was wrong with its rows, and how far it is. To be called in a
 * transaction. Undefined when the import was stopped: then nothing of the step is kept.
 */
export async function writeInterviewStep(
  db: Db,
  into: Into,
  step: Step,
  reached: Reached,
): Promise<Reached | undefined> {
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
      ...packObservation(observation),
      flags,
      weight,
    })),
  }
}
