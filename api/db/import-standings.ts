import { type SqlBool, sql } from 'kysely'
import type { NamedImport } from '../contract/import.ts'
import type { Db } from './database.ts'

/** What one import of a wave needs to know of the others. */
export interface ImportStanding {
  readonly id: string
  readonly fileName: string
  readonly fileHash: string
  readonly createdAt: Date
  readonly standing: 'in' | 'leaving' | 'out' | 'returning'
  /** It brought interviews that are here, or still may. */
  readonly hasInterviews: boolean
  /** It was taken back at least once. */
  readonly decided: boolean
  readonly replaces: readonly string[]
}

/** Newest first. */
export async function listStandings(db: Db, waveId: string): Promise<ImportStanding[]> {
  return db
    .selectFrom('import')
    .select(['id', 'fileName', 'fileHash', 'createdAt', 'standing', 'replaces'])
    .select([
      sql<SqlBool>`state in ('queued', 'running') or case
        when traced then exists (select from import_interview where import_id = import.id) else added > 0 end`
        .$castTo<boolean>()
        .as('hasInterviews'),
      sql<SqlBool>`decided_at is not null`.$castTo<boolean>().as('decided'),
    ])
    .where('waveId', '=', waveId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Its interviews count, or will in a moment. */
export const isIn = ({ standing }: Pick<ImportStanding, 'standing'>): boolean =>
  standing === 'in' || standing === 'returning'

/** Those that came in the place of this one and are in. */
export const standInsFor = (all: readonly ImportStanding[], importId: string): ImportStanding[] =>
  all.filter((other) => other.replaces.includes(importId) && isIn(other) && other.hasInterviews)

/** Those that must not be in together with this one, or people would count twice, as far as imports were said to replace each other. */
export function rivalsOf(all: readonly ImportStanding[], importId: string): ImportStanding[] {
  const own = all.find(({ id }) => id === importId)
  const replaced = all.filter(({ id }) => own?.replaces.includes(id))
  return [...standInsFor(all, importId), ...replaced.filter((other) => isIn(other) && other.hasInterviews)]
}

/** With those that replaced them, or that they replaced, and were taken back themselves: whatever comes now comes in the place of all. */
export function withRelatives(all: readonly ImportStanding[], importIds: Iterable<string>): Set<string> {
  const found = new Set(importIds)
  // What is added while this goes on is gone through too.
  for (const id of found) {
    const own = all.find((one) => one.id === id)?.replaces ?? []
    for (const other of all) {
      if (!isIn(other) && (own.includes(other.id) || other.replaces.includes(id))) found.add(other.id)
    }
  }
  return found
}

export const asNamed = ({ id, fileName, createdAt }: ImportStanding): NamedImport => ({
  id,
  fileName,
  createdAt: createdAt.toISOString(),
})

const LOCKS = 20261124

/**
 * Held until the transaction ends: taking back and letting in are decided one after the other in a wave, and never
 * while a step of an import looks at what is in. Respondents wait for neither.
 */
export const lockStandings = (db: Db, waveId: string) =>
  sql`select pg_advisory_xact_lock(${LOCKS}, hashtext(${waveId}::text))`.execute(db)

export const shareStandings = (db: Db, waveId: string) =>
  sql`select pg_advisory_xact_lock_shared(${LOCKS}, hashtext(${waveId}::text))`.execute(db)
