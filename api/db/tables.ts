import type { ColumnType, Generated, JSONColumnType } from 'kysely'

type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>
/** A calendar day as text, `2026-11-22`: the driver is told not to make a Date of it. */
type Day = ColumnType<string, string, string>
type Json<T> = JSONColumnType<T & object, string, string>
type ByLanguage = Partial<Record<'en' | 'zh-Hans' | 'zh-Hant', string>>

interface OfOrganisation {
  organisationId: string
}

export interface ProgramTable extends OfOrganisation {
  id: string
  name: string
  purpose: string
  category: Json<ByLanguage>
  period: Json<ByLanguage>
  modules: Json<Record<string, unknown>[]>
  rotating: Generated<number>
  loop: Generated<number>
  consent: Json<ByLanguage>
  thanks: Json<ByLanguage>
  redirect: string | null
  /** Changed since its newest form was frozen. */
  edited: Generated<boolean>
  languages: Json<string[]>
  attributes: Json<string[]>
  isDemo: Generated<boolean>
  publishedAt: Timestamp | null
  createdAt: Timestamp
  updatedAt: Timestamp
}

export interface BrandTable extends OfOrganisation {
  id: string
  programId: string
  name: string
  own: boolean
  position: number
}

export interface FormTable extends OfOrganisation {
  id: string
  programId: string
  number: number
  survey: Json<Record<string, unknown>>
  codeBook: Json<Record<string, unknown>>
  model: Json<Record<string, unknown>> | null
  contentHash: string
  languages: Json<string[]>
  minutes: number
  publishedAt: Timestamp
}

export interface WaveTable extends OfOrganisation {
  id: string
  programId: string
  formId: string
  name: string
  opensOn: Day
  closesOn: Day
  closedAt: Timestamp | null
  /** Where its days begin and end at midnight, an IANA name. */
  timeZone: Generated<string>
  /** Answers wanted per brand. */
  target: number | null
  /** When, and at how many changes, responses were last compared with each other. */
  comparedAt: Timestamp | null
  comparedChanges: Generated<number>
  createdAt: Timestamp
}

export interface CollectorTable extends OfOrganisation {
  id: string
  key: string
  programId: string
  waveId: string
  brandId: string | null
  kind: 'open-link' | 'import' | 'invitation' | 'interviewer'
  /** Sites that may show its pages in a frame. */
  embedOrigins: Generated<string[]>
  createdAt: Timestamp
}

export interface ResponseTable extends OfOrganisation {
  id: string
  programId: string
  waveId: string
  formId: string
  collectorId: string
  brandId: string
  contactId: string | null
  invitationId: string | null
  language: string
  answers: Json<Record<string, unknown>>
  layout: Json<Record<string, unknown>> | null
  paradata: Json<Record<string, unknown>>
  bodyHash: string
  startedAt: Timestamp | null
  receivedAt: Timestamp
}

export interface ObservationTable extends OfOrganisation {
  responseId: string
  programId: string
  waveId: string
  formId: string
  brandId: string
  scores: Json<(number | null)[]>
  /** One letter per score, in the same order: see db/observations.ts. */
  states: string
  attributes: Json<Record<string, string>>
  /** Names of the quality checks it failed. */
  flags: Generated<string[]>
  excluded: Generated<boolean>
  /** Made of an answer that was broken off. */
  partial: Generated<boolean>
  weight: number | null
  receivedAt: Timestamp
}

export interface ContactTable extends OfOrganisation {
  id: string
  customerNumber: string | null
  name: Generated<string>
  email: string | null
  phone: string | null
  language: string | null
  attributes: Json<Record<string, string>>
  consent: Generated<'unknown' | 'given' | 'withdrawn'>
  unsubscribedAt: Timestamp | null
  bouncedAt: Timestamp | null
  /** A name for contacts that are worked on together. */
  batch: string | null
  /** The member who calls this contact. */
  interviewerId: string | null
  /** What lists are ordered by; made by the database, as is what searches look into. */
  sortKey: ColumnType<string, never, never>
  searched: ColumnType<string, never, never>
  createdAt: Timestamp
  updatedAt: Timestamp
}

export interface ContactAttributeTable extends OfOrganisation {
  key: string
  title: Json<ByLanguage>
  /** Of a list; [] for free text. */
  values: Json<{ code: string; title: ByLanguage }[]>
  position: number
}

/** Not more than `mostInvitations` in `inDays` days; both null: no limit. */
export interface ContactRuleTable extends OfOrganisation {
  mostInvitations: number | null
  inDays: number | null
  /** Put before telephone numbers that name no country: `86`. */
  callingCode: string | null
}

export interface ContactImportTable extends OfOrganisation {
  id: string
  fileName: string
  format: 'csv' | 'xlsx'
  encoding: string
  delimiter: string
  bytes: number
  columns: Json<string[]>
  mapping: Json<Record<string, string | null>>
  options: Json<Record<string, unknown>>
  state: Generated<ContactImportState>
  rows: number
  /** Read and committed so far. */
  rowsDone: Generated<number>
  added: Generated<number>
  updated: Generated<number>
  unchanged: Generated<number>
  rejected: Generated<number>
  failure: string | null
  createdAt: Timestamp
  startedAt: Timestamp | null
  finishedAt: Timestamp | null
}

export type ContactImportState = 'draft' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** The file between its upload and its reading. */
export interface ContactImportPartTable extends OfOrganisation {
  importId: string
  position: number
  bytes: Buffer
}

export interface ContactImportRejectedTable extends OfOrganisation {
  importId: string
  line: number
  cells: string[]
  problems: Json<Record<string, unknown>[]>
  /** The person's addresses, for erasing them here too. */
  keys: string[]
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
}

export type InvitationState =
  | 'queued'
  | 'sent'
  | 'opened'
  | 'started'
  | 'completed'
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

/** An answer under way; once sent it is a response and no longer here. */
export interface PartialTable extends OfOrganisation {
  id: string
  programId: string
  waveId: string
  formId: string
  collectorId: string
  brandId: string | null
  contactId: string | null
  invitationId: string | null
  language: string
  answers: Json<Record<string, unknown>>
  /** The first page not yet answered. */
  page: string
  state: Generated<'open' | 'screened-out'>
  secretHash: string
  paradata: Json<Record<string, unknown>>
  startedAt: Timestamp
  updatedAt: Timestamp
  /** Counts the savings; only a higher one is kept. */
  revision: Generated<number>
  /** When its answers were last made an observation, or found too few for one. */
  codedAt: Timestamp | null
}

/** Observations of a day, spread over slots that readers add up; kept by triggers. */
export interface WaveCountTable extends OfOrganisation {
  programId: string
  waveId: string
  brandId: string
  day: Day
  slot: number
  /** What statistics read. */
  counted: number
  /** Excluded by a person. */
  setAside: number
  /** Made of answers that were broken off. */
  partial: number
  /** Only grows: whenever the numbers computed from them may change. */
  changes: number
  newest: Timestamp | null
}

/** People of a day by way in, spread over slots that readers add up. */
export interface CollectorCountTable extends OfOrganisation {
  waveId: string
  collectorId: string
  day: Day
  slot: number
  opened: Generated<number>
  completed: Generated<number>
}

export interface QuotaTable extends OfOrganisation {
  id: string
  waveId: string
  brandId: string | null
  /** The segment it limits, {} for the whole brand. */
  attributes: Json<Record<string, string>>
  target: number
  /** Acknowledged responses in it. */
  taken: Generated<number>
  createdAt: Timestamp
}

/** What was done, by whom, to what; never names, addresses or answers. */
export interface AuditTable extends OfOrganisation {
  id: string
  actorId: string | null
  action: string
  subjectKind: string
  subjectId: string | null
  detail: Json<Record<string, unknown>>
  at: Timestamp
}

/** Shown with a question; served from our own address. */
export interface PictureTable extends OfOrganisation {
  id: string
  type: 'image/png' | 'image/jpeg' | 'image/webp'
  bytes: Buffer
  createdAt: Timestamp
}

export interface ImportTable extends OfOrganisation {
  id: string
  programId: string
  waveId: string
  fileName: string
  fileHash: string
  rows: number
  added: number
  known: number
  rejectedRows: number
  state: Generated<'queued' | 'running' | 'done' | 'failed' | 'cancelled'>
  /** Read and committed so far. */
  rowsDone: Generated<number>
  uploadId: string | null
  mapping: Json<Record<string, string | null>>
  brandId: string | null
  failure: string | null
  createdAt: Timestamp
  startedAt: Timestamp | null
  finishedAt: Timestamp | null
}

/** A file between its arrival and its reading. */
export interface UploadTable extends OfOrganisation {
  id: string
  waveId: string
  fileName: string
  format: 'csv' | 'xlsx'
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5'
  delimiter: ',' | ';' | '\t'
  columns: Json<string[]>
  rows: number
  bytes: number
  contentHash: string
  createdAt: Timestamp
}

export interface UploadPartTable extends OfOrganisation {
  uploadId: string
  position: number
  bytes: Buffer
}

/** Why a row of a file was not taken. */
export interface ImportProblemTable extends OfOrganisation {
  importId: string
  position: number
  line: number
  columnName: string
  value: string
  reason: string
  message: string
}

export interface AnalysisTable extends OfOrganisation {
  id: string
  programId: string
  method: string
  slice: Json<Record<string, unknown>>
  options: Json<Record<string, unknown>>
  /** SHA-256 of slice and options: which question was asked. */
  questionHash: string
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  progress: Generated<number>
  secondsLeft: number | null
  failure: string | null
  inputFingerprint: string | null
  receipt: Json<Record<string, unknown>> | null
  result: Json<Record<string, unknown>> | null
  createdAt: Timestamp
  finishedAt: Timestamp | null
}

/** Tables behind row-level security; every one starts with `organisation_id`. */
export interface TenantTables {
  program: ProgramTable
  brand: BrandTable
  form: FormTable
  wave: WaveTable
  collector: CollectorTable
  response: ResponseTable
  observation: ObservationTable
  contact: ContactTable
  contactAttribute: ContactAttributeTable
  contactRule: ContactRuleTable
  contactImport: ContactImportTable
  contactImportPart: ContactImportPartTable
  contactImportRejected: ContactImportRejectedTable
  invitation: InvitationTable
  mailing: MailingTable
  mail: MailTable
  call: CallTable
  attempt: AttemptTable
  partial: PartialTable
  quota: QuotaTable
  waveCount: WaveCountTable
  collectorCount: CollectorCountTable
  audit: AuditTable
  picture: PictureTable
  import: ImportTable
  importProblem: ImportProblemTable
  upload: UploadTable
  uploadPart: UploadPartTable
  analysis: AnalysisTable
}

/** The tables of better-auth that we read or write ourselves, in the schema `auth`. */
export interface AccountTables {
  'auth.user': {
    id: string
    name: string
    email: string
    emailVerified: Generated<boolean>
    createdAt: Timestamp
  }
  'auth.account': {
    id: string
    accountId: string
    providerId: string
    userId: string
    password: string | null
  }
  'auth.organization': { id: string; name: string; slug: string; createdAt: Timestamp }
  'auth.member': {
    id: string
    organizationId: string
    userId: string
    role: string
    createdAt: Timestamp
  }
  'auth.session': { id: string; userId: string; activeOrganizationId: string | null }
}

export type Tables = TenantTables & AccountTables
