import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

/** A connection pool or a transaction: whatever queries are run on. */
export type Db = Kysely<Tables>

/**
 * Two doors to one database.
 * `app`: every connection starts as the role `manyi_app`, which row-level security binds.
 * `system`: the owner; accounts, migrations and the queue, never a tenant's data.
 */
export interface Databases {
  readonly app: Db
  readonly system: Db
  readonly url: string
  close(): Promise<void>
}

export interface PoolSizes {
  app?: number
  system?: number
}

/** No statement of ours takes this long; one that does must not hold its connection for ever. */
const LONGEST_STATEMENT = '-c statement_timeout=60s'
const APP_ROLE = `-c role=manyi_app ${LONGEST_STATEMENT}`

export function openDatabases(
  url: string,
  onError: (error: Error) => void,
  sizes: PoolSizes = {},
): Databases {
  const pool = (max: number, options?: string) => {
    const made = new pg.Pool({
      connectionString: url,
      max,
      connectionTimeoutMillis: 5000,
      idleTimeoutMillis: 30_000,
      types: { getTypeParser },
      ...(options === undefined ? {} : { options }),
    })
    // A server that goes away ends connections, idle ones and those between two statements of a transaction;
    // without a listener on each that would end the process.
    made.on('error', onError)
    made.on('connect', (client) => client.on('error', onError))
    return made
  }
  const app = kysely(pool(sizes.app ?? 10, APP_ROLE))
  const system = kysely(pool(sizes.system ?? 5))
  return {
    app,
    system,
    url,
    close: async () => {
      await Promise.all([app.destroy(), system.destroy()])
    },
  }
}

export const kysely = (pool: pg.Pool): Db =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })

const DATE = 1082
const INT8 = 20

/** Days stay text and counts become numbers (they are far below 2⁵³). */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === DATE) return (value: string) => value
  if (oid === INT8) return Number
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
}
