import { Migrator } from 'kysely/migration'
import { migrations } from '../../migrations/index.ts'
import type { Db } from './database.ts'

/** Brings the database up to date; two processes at once wait for each other. Returns the steps it took. */
export async function migrate(system: Db): Promise<string[]> {
  const migrator = new Migrator({
    db: system.withoutPlugins(),
    provider: { getMigrations: async () => migrations },
  })
  const { error, results } = await migrator.migrateToLatest()
  const failed = results?.find((result) => result.status === 'Error')
  if (error !== undefined) {
    throw new Error(`migrate: ${failed?.migrationName ?? 'the migrator'} failed`, { cause: error })
  }
  return (results ?? []).map((result) => result.migrationName)
}
