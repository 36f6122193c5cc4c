import { sql } from 'kysely'
import type { ContactInvitation, ContactSummary } from '../contract/contact.ts'
import { REACHABLE } from './contacts.ts'
import type { Db } from './database.ts'

/** What a contact was asked, newest first. */
export async function listContactInvitations(db: Db, contactId: string): Promise<ContactInvitation[]> {
  const rows = await db
    .selectFrom('invitation')
    .innerJoin('wave', 'wave.id', 'invitation.waveId')
    .innerJoin('program', 'program.id', 'invitation.programId')
    .select(['invitation.id', 'invitation.createdAt', 'invitation.sentAt'])
    .select(
      sql<string>`case when invitation.withdrawn_at is not null and invitation.state not in ('completed', 'cancelled')
        then 'withdrawn' else invitation.state end`.as('state'),
    )
    .select(['invitation.completedAt', 'invitation.programId', 'invitation.waveId'])
    .select(['program.name as programName', 'wave.name as waveName'])
    .where('invitation.contactId', '=', contactId)
    .orderBy('invitation.createdAt', 'desc')
    .orderBy('invitation.id', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
  }))
}

export async function countContactResponses(db: Db, contactId: string): Promise<number> {
  const { total } = await db
    .selectFrom('response')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('contactId', '=', contactId)
    .executeTakeFirstOrThrow()
  return total
}

/** The whole register in a few figures, and its batches by name. */
export async function countRegister(db: Db): Promise<Omit<ContactSummary, 'interviewers'>> {
  const { rows } = await sql<Omit<ContactSummary, 'batches' | 'interviewers'>>`
    select count(*) as contacts, count(*) filter (where ${REACHABLE}) as reachable,
      count(unsubscribed_at) as unsubscribed, count(*) filter (where consent = 'withdrawn') as withdrawn,
      count(bounced_at) as bounced, count(*) filter (where email is null and phone is null) as no_address
    from contact`.execute(db)
  const batches = await db
    .selectFrom('contact')
    .select('batch as name')
    .select(({ fn }) => fn.countAll<number>().as('contacts'))
    .where('batch', 'is not', null)
    .groupBy('batch')
    .orderBy('batch')
    .limit(500)
    .execute()
  const [figures] = rows
  if (figures === undefined) throw new Error('countRegister: no row')
  return { ...figures, batches: batches.map(({ name, contacts }) => ({ name: name ?? '', contacts })) }
}
