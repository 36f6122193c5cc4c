import type { AccountTables } from './tables/accounts.ts'
import type { AuditTables } from './tables/audit.ts'
import type { ContactTables } from './tables/contacts.ts'
import type { FieldworkTables } from './tables/fieldwork.ts'
import type { ImportTables } from './tables/imports.ts'
import type { InvitationTables } from './tables/invitations.ts'
import type { MeasurementTables } from './tables/measurement.ts'
import type { ResultTables } from './tables/results.ts'

/** Every table that queries are written for; a row's columns as the database has them, in camel case. */
export interface Tables extends TenantTables, AccountTables {}

/** Tables behind row-level security; every one starts with `organisation_id`. */
interface TenantTables
  extends MeasurementTables,
    FieldworkTables,
    ContactTables,
    InvitationTables,
    ImportTables,
    ResultTables,
    AuditTables {}
