import { type Call, type CallsMade, DISPOSITIONS, type NewAttempt } from '../contract/call.ts'
import type { ContactChoice } from '../contract/mailing.ts'
import {
  type CallRow,
  claimCall,
  findCall,
  insertAttempt,
  insertCalls,
  listAttempts,
  updateCall,
} from '../db/calls.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { uuidv7 } from '../ids.ts'
import { checkBrand } from './check-brand.ts'
import { chooseContacts } from './choose-contacts.ts'
import { takeCollector } from './create-collector.ts'
import { answerUrl, hashOfToken, type InvitationLinks } from './invitation-links.ts'
import { invite } from './send-invitations.ts'

/** Long enough for an interview and the notes after it. */
const LEASE_MINUTES = 45
/** After so many calls that reached nobody, nobody calls again. */
const MOST_ATTEMPTS = 7
const MINUTES_UNTIL_NEXT = { '3.12': 30, other: 240 }

const SETTLED: readonly CallRow['invitationState'][] = ['completed', 'declined']

export interface Caller {
  readonly db: Db
  readonly links: InvitationLinks
  readonly publicUrl: string
}

/** Puts contacts on the call list; those invited by mail before keep their invitation, so that they answer once. */
export async function listForCalling(
  { db, links }: Pick<Caller, 'db' | 'links'>,
  organisationId: string,
  waveId: string,
  { contacts: choice, brandId }: { contacts: ContactChoice; brandId: string | null },
): Promise<CallsMade> {
  return withOrganisation(db, organisationId, async (db) => {
    const wave = await findWave(db, waveId)
    if (wave === undefined) throw notFound('wave')
    await checkBrand(db, wave, brandId)
    const { contacts, count } = await chooseContacts(db, waveId, choice, 'telephone')
    const { id: collectorId } = await takeCollector(
      db,
      organisationId,
      { id: waveId, programId: wave.programId },
      'interviewer',
    )
    const fresh = await invite(
      db,
      links,
      organisationId,
      contacts.filter(({ invitationId }) => invitationId === null),
      { programId: wave.programId, waveId, collectorId, brandId },
    )
    const added = await insertCalls(db, organisationId, waveId, [
      ...fresh.map(({ id, contactId }) => ({ contactId, invitationId: id })),
      ...contacts.flatMap(({ id, invitationId }) =>
        invitationId === null ? [] : [{ contactId: id, invitationId }],
      ),
    ])
    return { added, count }
  })
}

/** The next person to call, held for this interviewer; null when nobody is due. Asked again, it is the same person. */
export async function takeNextCall(
  { db, links, publicUrl }: Caller,
  { organisationId, userId }: { organisationId: string; userId: string },
  waveId: string,
): Promise<Call | null> {
  return withOrganisation(db, organisationId, async (db) => {
    const wave = await findWave(db, waveId)
    if (wave === undefined) throw notFound('wave')
    if (wave.state !== 'open')
      throw new ApiError(409, `wave-${wave.state}`, `wave: it is ${wave.state}; nobody is called`)
    const callId = await claimCall(db, waveId, userId, LEASE_MINUTES)
    const call = callId === undefined ? undefined : await findCall(db, callId)
    if (call === undefined) return null
    const { key } = await takeCollector(
      db,
      organisationId,
      { id: waveId, programId: wave.programId },
      'interviewer',
    )
    return asCall(call, await listAttempts(db, call.id), answerUrl(publicUrl, key, tokenOf(links, call)))
  })
}

/** What became of the call. Only who holds it may say; an ending outcome takes it off the list. */
export async function recordAttempt(
  db: Db,
  { organisationId, userId }: { organisationId: string; userId: string },
  callId: string,
  { outcome, note, callBackAt }: NewAttempt,
): Promise<void> {
  await withOrganisation(db, organisationId, async (db) => {
    const call = await findCall(db, callId)
    if (call === undefined) throw notFound('call')
    if (call.leasedBy !== userId) {
      throw new ApiError(409, 'not-yours', 'call: it is not on your screen any more; take the next one')
    }
    if (outcome === '1.1' && call.invitationState !== 'completed') {
      throw new ApiError(409, 'not-answered', 'outcome: no answers have arrived yet; send the form first')
    }
    const earlier = await listAttempts(db, callId)
    const asked = callBackAt === null ? null : new Date(callBackAt)
    // Somebody in the middle of the form who names a time is called again.
    const ends =
      DISPOSITIONS.some(({ code, ends }) => code === outcome && ends) &&
      !(outcome === '1.2' && asked !== null)
    const over =
      ends ||
      SETTLED.includes(call.invitationState) ||
      (asked === null && earlier.length + 1 >= MOST_ATTEMPTS)
    const { waveId, contactId, invitationId } = call
    await insertAttempt(db, organisationId, {
      ...{ id: uuidv7(), waveId, callId, contactId, invitationId, interviewerId: userId },
      ...{ outcome, note, callBackAt: over ? null : asked },
    })
    await updateCall(db, callId, over ? null : (asked ?? inAWhile(outcome)))
  })
}

/** Nothing was tried: the next interviewer may have it at once. */
export async function releaseCall(
  db: Db,
  { organisationId, userId }: { organisationId: string; userId: string },
  callId: string,
): Promise<void> {
  await withOrganisation(db, organisationId, async (db) => {
    const call = await findCall(db, callId)
    if (call === undefined) throw notFound('call')
    if (call.leasedBy === userId) await updateCall(db, callId, new Date())
  })
}

const inAWhile = (outcome: string) =>
  new Date(Date.now() + 60_000 * (outcome === '3.12' ? MINUTES_UNTIL_NEXT['3.12'] : MINUTES_UNTIL_NEXT.other))

function tokenOf(links: InvitationLinks, { invitationId, tokenHash }: CallRow): string {
  const token = links.tokenOf(invitationId)
  if (hashOfToken(token) === tokenHash) return token
  throw new ApiError(
    409,
    'secret-changed',
    'call: the installation’s secret has changed; its form cannot be opened',
  )
}

const asCall = (call: CallRow, attempts: Awaited<ReturnType<typeof listAttempts>>, script: string): Call => ({
  id: call.id,
  name: call.name,
  phone: call.phone ?? '',
  language: call.language,
  attributes: call.attributes,
  brand: call.brand,
  script,
  answered: call.invitationState === 'completed',
  leaseUntil: (call.leaseUntil ?? new Date()).toISOString(),
  attempts: attempts.map((attempt) => ({
    ...attempt,
    at: attempt.at.toISOString(),
    callBackAt: attempt.callBackAt?.toISOString() ?? null,
  })),
})
