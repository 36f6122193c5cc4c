import pg from 'pg'
import { randomWord } from '../api/ids.ts'

export const TEMPLATE = 'manyi_template'

export function urlOfDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.toString()
}

export async function createDatabase(serverUrl: string, name: string, template?: string): Promise<void> {
  await onServer(serverUrl, `create database ${name}${template === undefined ? '' : ` template ${template}`}`)
}

/** A database of its own, with everything migrated and nothing in it. */
export async function createTestDatabase(
  serverUrl: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomWord(10)}`
  // Two copies of one template at the same moment are refused by PostgreSQL: then it is tried again.
  for (let attempt = 1; ; attempt++) {
    try {
      await createDatabase(serverUrl, name, TEMPLATE)
      break
    } catch (error) {
      if (attempt >= 40) throw error
      await new Promise((done) => setTimeout(done, 50 + Math.random() * 100))
    }
  }
  return {
    url: urlOfDatabase(serverUrl, name),
    drop: () => dropDatabase(serverUrl, name),
  }
}

export const dropDatabase = (serverUrl: string, name: string): Promise<void> =>
  onServer(serverUrl, `drop database if exists ${name} with (force)`)

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOfDatabase(serverUrl, 'postgres') })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
