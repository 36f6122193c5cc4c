import type { Json, OfOrganisation, Timestamp } from './columns.ts'

export interface AuditTables {
  audit: AuditTable
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
