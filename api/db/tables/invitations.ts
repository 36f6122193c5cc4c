import type { Generated } from 'kysely'
import type { Json, OfOrganisation, Timestamp } from './columns.ts'

/** Asking contacts: by mail and by telephone. */
export interface InvitationTables {
  invitation: InvitationTable
  mailing: MailingTable
  mail: MailTable
  call: CallTable
  attempt: AttemptTable
}

export interface InvitationTable extends OfOrganisation {
  id: string
  programId: string
  waveId: string
  collectorId: string
  contactId: string
  brandId: string | null
  /** Known before anybody answers: the token can be used for this one response and no other. */
  responseId: string
  tokenHash: string
  state: Generated<InvitationState>
  createdAt: Timestamp
  sentAt: Timestamp | null
  openedAt: Timestamp | null
  completedAt: Timestamp | null
  /** When they came to a quota that was full, and have not come to one with room since. */
  turnedAwayAt: Timestamp | null
  /** Since when its link is switched off. */
  withdrawnAt: Timestamp | null
  /** Whose link it is by now, where it gave way to another invitation of the same person. */
  mergedContactId: string | null
}

export type InvitationState =
  | 'queued'
  /** Its link was made for another way than our mail. */
  | 'handed-out'
  | 'sent'
  | 'opened'
  | 'started'
  | 'completed'
  /** Said on the form's first page not to agree, or had the answers under way erased. */
  | 'declined'
  | 'bounced'
  | 'failed'
  | 'cancelled'

/** One send-out of a wave's invitations. */
export interface MailingTable extends OfOrganisation {
  id: string
  programId: string
  waveId: string
  collectorId: string
  texts: Json<Partial<Record<'en' | 'zh-Hans' | 'zh-Hant', { subject: string; body: string }>>>
  reminderTexts: Json<Partial<Record<'en' | 'zh-Hans' | 'zh-Hant', { subject: string; body: string }>>>
  reminders: number
  reminderDays: number
  perMinute: number
  /** Where its links lead. */
  publicUrl: string
  sendAt: Timestamp
  /** When there is something to do again; null: nothing more. */
  nextAt: Timestamp | null
  /** Until when a sender that took messages counts as sending on. */
  turnUntil: Timestamp | null
  cancelledAt: Timestamp | null
  /** What the mail server said last, when it takes no mail at all. */
  failure: string | null
  createdBy: string | null
  createdAt: Timestamp
}

/** The outbox: one row per message, number 0 the invitation, 1 and on its reminders. */
export interface MailTable extends OfOrganisation {
  id: string
  mailingId: string
  waveId: string
  invitationId: string
  contactId: string
  number: number
  state: Generated<MailState>
  dueAt: Timestamp
  attempts: Generated<number>
  claimId: string | null
  claimedAt: Timestamp | null
  sentAt: Timestamp | null
  failure: string | null
}

export type MailState =
  | 'queued'
  | 'claimed'
  | 'handed'
  | 'sent'
  | 'uncertain'
  | 'bounced'
  | 'failed'
  | 'cancelled'

/** A contact to be called in a wave. */
export interface CallTable extends OfOrganisation {
  id: string
  waveId: string
  contactId: string
  invitationId: string
  state: Generated<'due' | 'done'>
  dueAt: Timestamp
  leasedBy: string | null
  leaseUntil: Timestamp | null
  createdAt: Timestamp
}

/** One try to reach somebody, and what became of it: an AAPOR code as text. */
export interface AttemptTable extends OfOrganisation {
  id: string
  waveId: string
  callId: string
  contactId: string
  invitationId: string
  interviewerId: string
  outcome: string
  note: Generated<string>
  callBackAt: Timestamp | null
  at: Timestamp
}
