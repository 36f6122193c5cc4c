import { type Recorded, Submission } from '../contract/response.ts'
import type { Db } from '../db/database.ts'
import { packObservation } from '../db/observations.ts'
import {
  insertAnswers,
  type NewResponse,
  type Unwritten,
  type WrittenResponse,
  writeOut,
} from '../db/responses.ts'
import { ApiError, isDatabaseAway, notFound } from '../errors.ts'
import { ANSWER_BOUNDS } from '../forms/largest-body.ts'
import { askedFields, recordedOrder } from '../forms/lay-out.ts'
import { parseBody } from '../parse-body.ts'
import { drawLayout } from './draw-layout.ts'
import { findInvitation } from './find-invitation.ts'
import { createFormShelf, type FormShelf } from './frozen-forms.ts'
import { groupCommit, QueueFull } from './group-commit.ts'
import { hashSubmission } from './hash-submission.ts'
import { createCollectorDoor, type OpenCollector } from './open-collector.ts'
import { responseFlags, withSeconds } from './response-flags.ts'
import { forBrandOf, throughInvitation } from './through-invitation.ts'

interface Entry {
  readonly organisationId: string
  readonly response: WrittenResponse
}

/** Written, known from before, or refused with the error to answer. */
type Fate = Recorded | ApiError

/** `body`: the JSON of a Submission. `token`: of the invitation that the answers come through, where they do. */
export type RecordResponse = (key: string, body: string, token?: string) => Promise<Recorded>

/**
 * Takes answers: meaning first (every problem named, nothing stored), then raw answers and observation in one
 * transaction, and the receipt only after it has committed. The client's id makes a retry the same response.
 */
export function createRecorder(db: Db, forms: FormShelf = createFormShelf()): RecordResponse {
  const findCollector = createCollectorDoor(db, forms)
  const commits = groupCommit<Entry, Fate>((entries) => writeAll(db, entries))
  const readEntry = async (key: string, body: string, token: string | undefined): Promise<Entry> => {
    const submission = parseBody(body, ANSWER_BOUNDS, Submission)
    const collector = await findCollector(key, submission.form)
    if (collector === undefined) throw notFound(submission.form === undefined ? 'link' : 'link or form')
    const invited = token === undefined ? undefined : await findInvitation(db, key, token)
    const coded = codeSubmission(forBrandOf(collector, invited), submission)
    const response = writeOut(throughInvitation(coded, collector, invited))
    return { organisationId: collector.organisationId, response }
  }
  const writeEntry = async (entry: Entry): Promise<Recorded> => {
    const fate = await commits.add(entry).catch((error: unknown) => {
      if (error instanceof QueueFull) throw new ApiError(503, 'busy', 'too many answers at once; try again')
      throw error
    })
    if (fate instanceof ApiError) throw fate
    return fate
  }
  // One after the other, not one inside the other: while an answer waits to be written, nothing else of it is kept.
  return (key, body, token) => readEntry(key, body, token).then(writeEntry)
}

function codeSubmission(collector: OpenCollector, submission: Submission): NewResponse {
  const layout = drawLayout(collector.book, submission.id)
  const coded = collector.code(submission.answers, askedFields(collector.book, layout))
  const problems = [...brandProblems(collector, submission), ...(coded.ok ? [] : coded.problems)]
  if (!coded.ok || problems.length > 0) {
    const sentence = problems.map((problem) => problem.message).join('; ')
    throw new ApiError(422, 'not-codable', sentence.slice(0, 2000), problems.slice(0, 200))
  }
  const brandId = collector.brandId ?? submission.brandId ?? coded.observations[0]?.brandId ?? ''
  const receivedAt = new Date().toISOString()
  const flags = responseFlags(collector.book, {
    answers: submission.answers,
    places: layout?.places,
    states: coded.observations.flatMap(({ states }) => states),
    startedAt: submission.startedAt,
    receivedAt,
    paradata: submission.paradata ?? {},
  })
  return {
    id: submission.id,
    programId: collector.programId,
    waveId: collector.waveId,
    formId: collector.formId,
    collectorId: collector.id,
    brandId,
    language: submission.language,
    answers: submission.answers,
    layout: layout === null ? null : { order: recordedOrder(layout) },
    paradata: withSeconds(submission.paradata),
    bodyHash: hashSubmission(collector.book, submission, collector.id),
    startedAt: submission.startedAt ?? null,
    receivedAt,
    observations: coded.observations.map((observation) => ({
      brandId: observation.brandId ?? brandId,
      ...packObservation(observation),
      flags,
      weight: null,
    })),
  }
}

/** A form that goes through several brands asks for them itself; a link for one brand has it ask for that one. */
function brandProblems(collector: OpenCollector, { brandId, answers }: Submission) {
  const refuse = (reason: string, message: string) => [
    { item: 'brandId', reason, message: `brandId: ${message}` },
  ]
  if (collector.book.loop !== undefined) {
    if (brandId !== undefined) return refuse('unknown-item', 'the brands rated are among the answers')
    const chosen = answers['brands']
    const other =
      collector.brandId !== null && !(Array.isArray(chosen) && chosen.join() === collector.brandId)
    return other ? refuse('other-brand', 'this link is for one brand') : []
  }
  if (brandId === undefined) {
    return collector.brandId === null ? refuse('required', 'say which brand the answers are about') : []
  }
  if (!collector.brandIds.has(brandId)) return refuse('unknown-brand', 'is not a brand of this program')
  if (collector.brandId !== null && collector.brandId !== brandId) {
    return refuse('other-brand', 'this link is for another brand')
  }
  return []
}

/** Groups by organisation, for a transaction belongs to one; a group that fails is tried entry by entry. */
async function writeAll(db: Db, entries: readonly Entry[]): Promise<Fate[]> {
  const fates = new Map<Entry, Fate>()
  for (const [organisationId, group] of Map.groupBy(entries, (entry) => entry.organisationId)) {
    const written = await writeGroup(db, organisationId, group).catch(async (error: unknown) => {
      if (isDatabaseAway(error) || group.length === 1) return group.map(() => notStored(error))
      const alone: Fate[] = []
      for (const entry of group) {
        alone.push(
          ...(await writeGroup(db, organisationId, [entry]).catch((error: unknown) => [notStored(error)])),
        )
      }
      return alone
    })
    group.forEach((entry, i) => {
      fates.set(entry, written[i] ?? notStored(new Error('writeAll: an entry has no fate')))
    })
  }
  return entries.map((entry) => fates.get(entry) as Fate)
}

const notStored = (cause: unknown) =>
  Object.assign(
    new ApiError(503, 'not-stored', 'the answers could not be stored just now; send them again'),
    {
      cause,
    },
  )

async function writeGroup(db: Db, organisationId: string, group: readonly Entry[]): Promise<Fate[]> {
  // The same id twice in one group: the first is offered to the database, the others are compared with it.
  const offered = new Map<string, WrittenResponse>()
  for (const { response } of group) if (!offered.has(response.id)) offered.set(response.id, response)
  const unwritten = await insertAnswers(db, organisationId, [...offered.values()])
  const others = new Map(unwritten.map((row) => [row.id, row]))
  return group.map(({ response }) => {
    const other = others.get(response.id)
    if (other !== undefined) return fateOf(response, other)
    return compare(response, offered.get(response.id) ?? response)
  })
}

/** An answer on record stays acknowledged, also when its wave has closed since. */
function fateOf(response: WrittenResponse, { bodyHash, receivedAt, state }: Unwritten): Fate {
  if (bodyHash !== null && receivedAt !== null) return compare(response, { bodyHash, receivedAt })
  if (state === 'erased') {
    return new ApiError(410, 'erased', 'these answers were deleted on request; they are not stored again')
  }
  if (state === 'quota-full') {
    return new ApiError(409, 'quota-full', 'enough people like you have answered already; nothing was stored')
  }
  if (state === 'planned') return new ApiError(409, 'wave-planned', 'this survey has not opened yet')
  if (state !== 'open')
    return new ApiError(410, 'wave-closed', 'this survey is closed and takes no more answers')
  return new ApiError(409, 'id-taken', 'id: is in use; send the answers under a new one')
}

function compare(response: WrittenResponse, record: { bodyHash: string; receivedAt: string | Date }): Fate {
  if (record.bodyHash === response.bodyHash) {
    return { id: response.id, receivedAt: new Date(record.receivedAt).toISOString() }
  }
  return new ApiError(409, 'id-taken', 'id: other answers were already sent under it; nothing was changed')
}
