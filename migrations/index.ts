import type { Migration } from 'kysely/migration'
import { accounts } from './0001-accounts.ts'
import { measurement } from './0002-measurement.ts'
import { tenancy } from './0003-tenancy.ts'
import { ingestion } from './0004-ingestion.ts'

/** The database's history, oldest first. An entry that was ever applied is never edited. */
export const migrations: Record<string, Migration> = {
  '0001-accounts': accounts,
  '0002-measurement': measurement,
  '0003-tenancy': tenancy,
  '0004-ingestion': ingestion,
}
