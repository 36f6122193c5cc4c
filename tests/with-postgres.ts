import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { openDatabases } from '../api/db/database.ts'
import { openEmbeddedServer } from '../api/db/embedded-server.ts'
import { migrate } from '../api/db/migrate.ts'
import { startJobs } from '../api/jobs/jobs.ts'
import { createDatabase, TEMPLATE, urlOfDatabase } from './test-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/** One real PostgreSQL for a suite, with a migrated database that every test file copies. */
export default async function withPostgres(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'manyi-test-'))
  const server = await openEmbeddedServer(folder, 'a-password-for-tests', () => undefined)
  await waitForNoDisk(server.url)
  await createDatabase(server.url, TEMPLATE)
  const databases = openDatabases(urlOfDatabase(server.url, TEMPLATE), () => undefined)
  await migrate(databases.system)
  const jobs = await startJobs(databases, pino({ level: 'silent' }))
  await jobs.stop()
  await databases.close()
  project.provide('postgresUrl', server.url)
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a test writes need not outlive a power cut; what must survive a kill is tested on servers of its own. */
async function waitForNoDisk(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('alter system set fsync = off')
  await client.query('select pg_reload_conf()')
  await client.end()
}
