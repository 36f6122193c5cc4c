import type { Db } from './database.ts'
import type { ContactImportState } from './tables/imports.ts'

/** The file behind an import: how it is to be read, besides how far that is. */
export interface ContactFile {
  readonly id: string
  readonly fileName: string
  readonly format: 'csv' | 'xlsx'
  readonly encoding: string
  readonly delimiter: string
  readonly bytes: number
  readonly columns: readonly string[]
  readonly rows: number
  readonly mapping: Readonly<Record<string, string | null>>
  readonly options: Readonly<Record<string, unknown>>
  readonly state: ContactImportState
  readonly rowsDone: number
}

export async function findContactFile(db: Db, importId: string): Promise<ContactFile | undefined> {
  const row = await db
    .selectFrom('contactImport')
    .select(['id', 'fileName', 'format', 'encoding', 'delimiter', 'bytes', 'columns', 'rows', 'mapping'])
    .select(['options', 'state', 'rowsDone'])
    .where('id', '=', importId)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, columns: row.columns as unknown as string[] }
}

export async function insertContactFile(
  db: Db,
  organisationId: string,
  { columns, ...file }: Omit<ContactFile, 'mapping' | 'options' | 'state' | 'rowsDone'>,
): Promise<void> {
  await db
    .insertInto('contactImport')
    .values({
      ...file,
      organisationId,
      columns: JSON.stringify(columns),
      mapping: '{}',
      options: '{}',
      failure: null,
      startedAt: null,
      finishedAt: null,
    })
    .execute()
}

export async function insertFilePart(
  db: Db,
  organisationId: string,
  importId: string,
  position: number,
  bytes: Buffer,
): Promise<void> {
  await db.insertInto('contactImportPart').values({ organisationId, importId, position, bytes }).execute()
}

export async function findFilePart(db: Db, importId: string, position: number): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('contactImportPart')
    .select('bytes')
    .where('importId', '=', importId)
    .where('position', '=', position)
    .executeTakeFirst()
  return row?.bytes
}

export async function deleteFileParts(db: Db, importId: string): Promise<void> {
  await db.deleteFrom('contactImportPart').where('importId', '=', importId).execute()
}

/** Files never started hold people's addresses: they are not kept for ever. Ids carry their time. */
export async function deleteOldFiles(db: Db, before: string): Promise<void> {
  await db.deleteFrom('contactImportPart').where('importId', '<', before).execute()
  await db.deleteFrom('contactImport').where('id', '<', before).where('state', '=', 'draft').execute()
}
