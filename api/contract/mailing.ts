import { z } from 'zod'
import { Id, Language, Moment, Name, Prose, Text } from './common.ts'
import { NOT_INVITABLE } from './contact.ts'

/** A subject is one line: a line break in it would begin a header of the designer's own. */
const Subject = Name.refine((text) => !/[\r\n\t]/.test(text), 'holds a line break')

/** {name} {brand} {program} {closes} stand for their values; {link} must be there, or nobody could answer. */
export const MailText = z.strictObject({
  subject: Subject,
  body: Prose.refine((text) => text.includes('{link}'), 'lacks {link}: nobody could answer'),
})
export type MailText = z.infer<typeof MailText>
export const MailTexts = z.partialRecord(Language, MailText)
export type MailTexts = z.infer<typeof MailTexts>

/** Which contacts: all of them, or a batch, or those whose attributes have one of the values named. */
export const ContactChoice = z.strictObject({
  batch: Name.nullable().default(null),
  attributes: z.record(Text.max(60), z.array(Text.max(200)).min(1).max(50)).default({}),
})
export type ContactChoice = z.infer<typeof ContactChoice>

export const LEFT_OUT = [
  'no-address',
  'already-invited',
  'declined',
  'withdrawn',
  'same-address',
  ...NOT_INVITABLE,
] as const
export const LeftOut = z.enum(LEFT_OUT)
export type LeftOut = z.infer<typeof LeftOut>

/** POST /api/waves/:waveId/mailings/count: whom a mailing would reach if it went then; null: now. */
export const MailingChoice = ContactChoice.extend({ sendAt: Moment.nullable().default(null) })
export type MailingChoice = z.infer<typeof MailingChoice>

/** POST /api/waves/:waveId/mailings/count and .../calls/count: how many would be asked, and why others would not. */
export const ChoiceCount = z.strictObject({
  chosen: z.number().int(),
  invitable: z.number().int(),
  leftOut: z.partialRecord(LeftOut, z.number().int()),
})
export type ChoiceCount = z.infer<typeof ChoiceCount>

/** POST /api/waves/:waveId/mailings */
export const NewMailing = z.strictObject({
  contacts: ContactChoice,
  /** The brand they are asked about; null: the form asks. */
  brandId: Id.nullable().default(null),
  texts: MailTexts,
  reminderTexts: MailTexts.default({}),
  /** How often those who have not answered are reminded, */
  reminders: z.number().int().min(0).max(5).default(0),
  /** and after how many days each time. */
  reminderDays: z.number().int().min(1).max(60).default(5),
  perMinute: z.number().int().min(1).max(60_000).default(300),
  /** Not before; null: now. */
  sendAt: Moment.nullable().default(null),
})
export type NewMailing = z.infer<typeof NewMailing>

/** POST /api/waves/:waveId/links: invitations that are not mailed; and how many there are of whom. */
export const NewLinks = z.strictObject({
  contacts: ContactChoice,
  /** The brand they are asked about; null: the form asks. */
  brandId: Id.nullable().default(null),
})
export type NewLinks = z.infer<typeof NewLinks>
export const LinksMade = z.strictObject({ made: z.number().int(), count: ChoiceCount })
export type LinksMade = z.infer<typeof LinksMade>

/** How many messages stand where. `uncertain`: the connection broke while the server was taking it; it may have arrived. */
export const MailCounts = z.strictObject({
  queued: z.number().int(),
  sent: z.number().int(),
  uncertain: z.number().int(),
  bounced: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
})
export type MailCounts = z.infer<typeof MailCounts>

export const Mailing = z.strictObject({
  id: Id,
  waveId: Id,
  /** `scheduled` until sendAt, `sending` while messages wait, `reminding` while only reminders may come, then `done`. */
  state: z.enum(['scheduled', 'sending', 'reminding', 'done', 'cancelled']),
  sendAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  texts: MailTexts,
  reminderTexts: MailTexts,
  reminders: z.number().int(),
  reminderDays: z.number().int(),
  perMinute: z.number().int(),
  invitations: MailCounts,
  reminded: MailCounts,
  secondsLeft: z.number().nullable(),
  /** What the mail server said, when it takes no mail at all just now. */
  failure: z.string().nullable(),
})
export type Mailing = z.infer<typeof Mailing>

/** 201: queued together with its job, in one transaction. */
export const MailingMade = z.strictObject({ mailing: Mailing, count: ChoiceCount })
export type MailingMade = z.infer<typeof MailingMade>

/**
 * GET /api/waves/:waveId/mailings: `from` is null where mail is not set up; `perMinute` is what the installation sends
 * at most, null where it is not limited.
 */
export const Mailings = z.strictObject({
  from: z.string().nullable(),
  perMinute: z.number().int().nullable(),
  mailings: z.array(Mailing),
  invitations: z.record(z.string(), z.number().int()),
})
export type Mailings = z.infer<typeof Mailings>

/** POST /api/waves/:waveId/mailings/preview: a text as one person would read it. */
export const MailPreviewRequest = z.strictObject({
  language: Language,
  brandId: Id.nullable().default(null),
  text: MailText,
})
export const MailPreview = z.strictObject({ subject: z.string(), html: z.string(), text: z.string() })
export type MailPreview = z.infer<typeof MailPreview>

/** POST /api/waves/:waveId/mailings/test, a MailPreviewRequest: where it went, which is the own account's address. */
export const TestMail = z.strictObject({ to: z.string() })
export type TestMail = z.infer<typeof TestMail>

/** Why a message has not gone: decided here, */
export const MAIL_REASONS = [
  ...[
    'no-address',
    'unwanted',
    'answered',
    'declined',
    'withdrawn',
    'taken-back',
    'never-arrived',
    'secret-changed',
    'turned-away',
  ],
  ...['settled-by-phone', 'cancelled', 'wave-closed', 'unsubscribed', 'marked-bounced'],
  // or said by a mail server.
  ...['unknown-address', 'mailbox-closed', 'mailbox-full', 'not-wanted', 'later', 'refused', 'no-answer'],
] as const
export const MailReason = z.enum(MAIL_REASONS)
export type MailReason = z.infer<typeof MailReason>

/** `said`: the mail server's own words. */
export const MailFailure = z.strictObject({ reason: MailReason, said: z.string().nullable() })
export type MailFailure = z.infer<typeof MailFailure>

/** As it is listed: of those asked by telephone alone, nobody waits for the post. */
export const InvitationState = z.enum([
  ...[
    'queued',
    'to-call',
    'called',
    'handed-out',
    'sent',
    'opened',
    'started',
    'completed',
    'declined',
    'withdrawn',
    'bounced',
    'failed',
    'cancelled',
  ],
] as const)
export type InvitationState = z.infer<typeof InvitationState>

/** GET /api/waves/:waveId/invitations?state=&after=: a hundred at a time, in the order of their making. */
export const InvitationLine = z.strictObject({
  id: Id,
  contactId: Id,
  name: z.string(),
  email: z.string().nullable(),
  state: InvitationState,
  sentAt: z.iso.datetime().nullable(),
  openedAt: z.iso.datetime().nullable(),
  completedAt: z.iso.datetime().nullable(),
  reminders: z.number().int(),
  /** Its last message may or may not have arrived. */
  uncertain: z.boolean(),
  failure: MailFailure.nullable(),
})
export type InvitationLine = z.infer<typeof InvitationLine>
export const InvitationQuery = z.strictObject({
  state: InvitationState.or(z.literal('uncertain')).optional(),
  after: Id.optional(),
})
/** GET /api/waves/:waveId/links.csv?state= */
export const LinkQuery = z.strictObject({ state: InvitationState.optional() })
export const InvitationPage = z.strictObject({ invitations: z.array(InvitationLine), next: Id.nullable() })
export type InvitationPage = z.infer<typeof InvitationPage>
