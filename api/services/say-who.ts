import type { Import } from '../contract/import.ts'
import { listNames } from '../db/accounts.ts'
import type { Databases } from '../db/database.ts'

/** Imports with the names of those who decided about them, where their ids stand. */
export async function sayWho(
  { system }: Pick<Databases, 'system'>,
  imports: readonly Import[],
): Promise<Import[]> {
  const ids = imports.flatMap(({ decision }) => decision?.by ?? [])
  const names = await listNames(system, [...new Set(ids)])
  return imports.map((made) => {
    const { decision } = made
    return decision === null
      ? made
      : { ...made, decision: { ...decision, by: names.get(decision.by ?? '') ?? null } }
  })
}

export async function sayWhoOf(databases: Pick<Databases, 'system'>, made: Import): Promise<Import> {
  return (await sayWho(databases, [made]))[0] ?? made
}
