import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Two tables of one shape: each lies with the files that its parts belong to, and goes with them. */
const TABLES = {
  interviews: { parts: 'uploadPart', file: 'uploadId' },
  contacts: { parts: 'contactImportPart', file: 'importId' },
} as const

/** A file between its arrival and its reading, kept in parts. */
export interface KeptFileKey {
  readonly of: keyof typeof TABLES
  readonly id: string
}

const named = (of: KeptFileKey['of']) => ({
  parts: sql.table(TABLES[of].parts),
  file: sql.ref(TABLES[of].file),
})

export async function insertFilePart(
  db: Db,
  organisationId: string,
  { of, id }: KeptFileKey,
  { position, bytes }: { position: number; bytes: Buffer },
): Promise<void> {
  const { parts, file } = named(of)
  await sql`
    insert into ${parts} (organisation_id, ${file}, position, bytes)
    values (${organisationId}, ${id}, ${position}, ${bytes})`.execute(db)
}

/** Undefined behind the last one. */
export async function findFilePart(
  db: Db,
  { of, id }: KeptFileKey,
  position: number,
): Promise<Buffer | undefined> {
  const { parts, file } = named(of)
  const { rows } = await sql<{ bytes: Buffer }>`
    select bytes from ${parts} where ${file} = ${id} and position = ${position}`.execute(db)
  return rows[0]?.bytes
}

export async function deleteFileParts(db: Db, { of, id }: KeptFileKey): Promise<void> {
  const { parts, file } = named(of)
  await sql`delete from ${parts} where ${file} = ${id}`.execute(db)
}
