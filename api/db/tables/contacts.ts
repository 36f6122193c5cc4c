import type { ColumnType, Generated } from 'kysely'
import type { ByLanguage, Json, OfOrganisation, Timestamp } from './columns.ts'

/** The customer register. */
export interface ContactTables {
  contact: ContactTable
  contactAttribute: ContactAttributeTable
  contactRule: ContactRuleTable
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
  /** The e-mail address as it is compared; several contacts may share one. */
  mailbox: ColumnType<string | null, never, never>
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
