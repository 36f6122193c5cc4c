import type { Generated } from 'kysely'
import type { Day, Json, OfOrganisation, Timestamp } from './columns.ts'

/** Ways in and what comes through them. */
export interface FieldworkTables {
  collector: CollectorTable
  partial: PartialTable
  response: ResponseTable
  observation: ObservationTable
  quota: QuotaTable
  waveCount: WaveCountTable
  collectorCount: CollectorCountTable
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
  /** Whose quota was full before the first question. */
  turnedAway: Generated<number>
  completed: Generated<number>
}
