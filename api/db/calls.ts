import { sql } from 'kysely'
import type { Disposition } from '../contract/call.ts'
import type { Language } from '../contract/common.ts'
import type { Db } from './database.ts'
import type { InvitationState } from './tables/invitations.ts'
import { turnedAway } from './turned-away.ts'

/** Contacts to the call list; those on it already stay as they are. Returns how many were added. */
export async function insertCalls(
  db: Db,
  organisationId: string,
  waveId: string,
  calls: readonly { contactId: string; invitationId: string }[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into call (organisation_id, id, wave_id, contact_id, invitation_id)
    select ${organisationId}, gen_random_uuid(), ${waveId}, "contactId", "invitationId"
    from jsonb_to_recordset(${JSON.stringify(calls)}::jsonb) as r("contactId" uuid, "invitationId" uuid)
    on conflict (invitation_id) do nothing`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/**
 * The next person due, for one interviewer alone until the lease runs out; the one already on that interviewer's screen
 * first. Contacts given to somebody else, or not to be called any more, are passed over; so are those whom a full quota
 * turns away, those who declined, and those whose link is switched off. Returns the call's id.
 */
export async function claimCall(
  db: Db,
  waveId: string,
  interviewerId: string,
  leaseMinutes: number,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    update call set leased_by = ${interviewerId}, lease_until = now() + make_interval(mins => ${leaseMinutes})
    where id = (
      select call.id from call
      join contact on contact.id = call.contact_id join invitation on invitation.id = call.invitation_id
      where call.wave_id = ${waveId} and call.state = 'due' and call.due_at <= now()
        and (call.lease_until is null or call.lease_until <= now() or call.leased_by = ${interviewerId})
        and contact.phone is not null and contact.unsubscribed_at is null and contact.consent <> 'withdrawn'
        and (contact.interviewer_id is null or contact.interviewer_id = ${interviewerId})
        and (invitation.state not in ('completed', 'declined') and not ${turnedAway} or call.leased_by = ${interviewerId})
        and invitation.state <> 'cancelled' and invitation.withdrawn_at is null
      order by (call.leased_by = ${interviewerId} and call.lease_until > now()) desc nulls last, call.due_at, call.id
      limit 1 for update of call skip locked
    ) returning id`.execute(db)
  return rows[0]?.id
}

export interface CallRow {
  readonly id: string
  readonly waveId: string
  readonly contactId: string
  readonly invitationId: string
  readonly tokenHash: string
  readonly invitationState: InvitationState
  readonly name: string
  readonly phone: string | null
  readonly language: Language | null
  readonly attributes: Readonly<Record<string, string>>
  readonly brand: string | null
  readonly leasedBy: string | null
  readonly leaseUntil: Date | null
}

/** Held against change until the transaction ends. */
export async function findCall(db: Db, callId: string): Promise<CallRow | undefined> {
  const row = await db
    .selectFrom('call')
    .innerJoin('contact', 'contact.id', 'call.contactId')
    .innerJoin('invitation', 'invitation.id', 'call.invitationId')
    .leftJoin('brand', 'brand.id', 'invitation.brandId')
    .select([
      'call.id',
      'call.waveId',
      'call.contactId',
      'call.invitationId',
      'invitation.tokenHash',
      'invitation.state as invitationState',
      'contact.name',
      'contact.phone',
      'contact.language',
      'contact.attributes',
      'brand.name as brand',
      'call.leasedBy',
      'call.leaseUntil',
    ])
    .where('call.id', '=', callId)
    .forUpdate('call')
    .executeTakeFirst()
  return row as CallRow | undefined
}

export interface AttemptRow {
  readonly at: Date
  readonly outcome: Disposition
  readonly note: string
  readonly callBackAt: Date | null
}

/** Oldest first. */
export async function listAttempts(db: Db, callId: string): Promise<AttemptRow[]> {
  const rows = await db
    .selectFrom('attempt')
    .select(['at', 'outcome', 'note', 'callBackAt'])
    .where('callId', '=', callId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows as AttemptRow[]
}

export async function insertAttempt(
  db: Db,
  organisationId: string,
  attempt: {
    id: string
    waveId: string
    callId: string
    contactId: string
    invitationId: string
    interviewerId: string
    outcome: Disposition
    note: string
    callBackAt: Date | null
  },
): Promise<void> {
  await db
    .insertInto('attempt')
    .values({ ...attempt, organisationId })
    .execute()
}

/** Off the screen: to be called again at `dueAt`, or never (null). */
export async function updateCall(db: Db, callId: string, dueAt: Date | null): Promise<void> {
  const then = dueAt === null ? { state: 'done' as const } : { dueAt }
  await db
    .updateTable('call')
    .set({ ...then, leasedBy: null, leaseUntil: null })
    .where('id', '=', callId)
    .execute()
}

export interface CallCountRow {
  /** That this interviewer would be given. */
  readonly due: number
  readonly later: number
  readonly leased: number
  /** To be called by another interviewer, whose contacts they are. */
  readonly others: number
  readonly done: number
  readonly nextAt: Date | null
}

/** As `claimCall` gives them out. Who has answered in another way, or is not to be called any more, counts as done. */
export async function countCalls(db: Db, waveId: string, interviewerId: string): Promise<CallCountRow> {
  const { rows } = await sql<CallCountRow>`
    with listed as (
      select call.due_at, coalesce(call.lease_until > now(), false) as leased,
        call.state = 'done' or invitation.state in ('completed', 'declined', 'cancelled')
          or invitation.withdrawn_at is not null or contact.phone is null
          or contact.unsubscribed_at is not null or contact.consent = 'withdrawn' or ${turnedAway} as over,
        contact.interviewer_id is null or contact.interviewer_id = ${interviewerId} as mine
      from call join invitation on invitation.id = call.invitation_id join contact on contact.id = call.contact_id
      where call.wave_id = ${waveId}
    )
    select count(*) filter (where not over and not leased and mine and due_at <= now()) as due,
      count(*) filter (where not over and not leased and mine and due_at > now()) as later,
      count(*) filter (where not over and leased) as leased,
      count(*) filter (where not over and not leased and not mine) as others,
      count(*) filter (where over) as done,
      min(due_at) filter (where not over and mine and due_at > now()) as next_at
    from listed`.execute(db)
  return rows[0] ?? { due: 0, later: 0, leased: 0, others: 0, done: 0, nextAt: null }
}

/** By the last call to each contact. */
export async function countOutcomes(db: Db, waveId: string): Promise<Partial<Record<Disposition, number>>> {
  const { rows } = await sql<{ outcome: Disposition; calls: number }>`
    select outcome, count(*) as calls from (
      select distinct on (call_id) outcome from attempt where wave_id = ${waveId} order by call_id, at desc, id desc
    ) as last group by outcome order by outcome`.execute(db)
  return Object.fromEntries(rows.map(({ outcome, calls }) => [outcome, calls]))
}
