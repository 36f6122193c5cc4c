import type { Language } from '../contract/common.ts'
import type { Db } from './database.ts'
import type { InvitationState } from './tables.ts'

/** An invitation with what is known of the person invited. */
export interface InvitationRow {
  readonly id: string
  readonly programId: string
  readonly waveId: string
  readonly contactId: string
  readonly responseId: string
  readonly brandId: string | null
  readonly state: InvitationState
  readonly language: Language | null
  readonly attributes: Readonly<Record<string, string>>
}

/** By the hash of its token: an index finds it, so that no comparison can be timed. */
export async function findInvitationByToken(db: Db, tokenHash: string): Promise<InvitationRow | undefined> {
  const row = await db
    .selectFrom('invitation')
    .innerJoin('contact', 'contact.id', 'invitation.contactId')
    .select([
      'invitation.id',
      'invitation.programId',
      'invitation.waveId',
      'invitation.contactId',
      'invitation.responseId',
      'invitation.brandId',
      'invitation.state',
      'contact.language',
      'contact.attributes',
    ])
    .where('invitation.tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, language: row.language as Language | null }
}

/** Forward only: an invitation that was completed is never merely opened again. */
export async function updateSeen(db: Db, invitationId: string, seen: 'opened' | 'started'): Promise<void> {
  const before: InvitationState[] = seen === 'opened' ? ['queued', 'sent'] : ['queued', 'sent', 'opened']
  await db
    .updateTable('invitation')
    .set(({ fn, val }) => ({ state: seen, openedAt: fn.coalesce('openedAt', val(new Date())) }))
    .where('id', '=', invitationId)
    .where('state', 'in', before)
    .execute()
}
