import { sql } from 'kysely'
import type { SheetRead } from '../contract/table-file.ts'
import type { Db } from './database.ts'
import type { ContactImportState } from './tables/imports.ts'

/** The file behind an import: how it is to be read, besides how far that is. */
export interface ContactFile {
  readonly id: string
  readonly fileName: string
  readonly format: 'csv' | 'xlsx'
  /** Of a workbook; null for text, and once its reading was started. */
  readonly sheet: SheetRead | null
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
  if (row === undefined) return undefined
  const sheet = (row.options['sheet'] ?? null) as SheetRead | null
  return { ...row, sheet, columns: row.columns as unknown as string[] }
}

export async function insertContactFile(
  db: Db,
  organisationId: string,
  { columns, sheet, ...file }: Omit<ContactFile, 'mapping' | 'options' | 'state' | 'rowsDone'>,
): Promise<void> {
  await db
    .insertInto('contactImport')
    .values({
      ...file,
      organisationId,
      columns: JSON.stringify(columns),
      mapping: '{}',
      options: JSON.stringify(sheet === null ? {} : { sheet }),
      failure: null,
      startedAt: null,
      finishedAt: null,
    })
    .execute()
}

/** Files never started hold people's addresses: they are not kept for ever. Ids carry their time. */
export async function deleteOldFiles(db: Db, before: string): Promise<void> {
  const needed = db.selectFrom('contactImport').select('id').where('state', 'in', ['queued', 'running'])
  await db
    .deleteFrom('contactImportPart')
    .where('importId', '<', before)
    .where('importId', 'not in', needed)
    .execute()
  await db.deleteFrom('contactImport').where('id', '<', before).where('state', '=', 'draft').execute()
}

/** Every file that is looked at and not yet started. Returns how many. */
export async function deleteDrafts(db: Db): Promise<number> {
  const { rows } = await sql<{ files: number }>`
    with gone as (delete from contact_import where state = 'draft' returning id),
      emptied as (delete from contact_import_part where import_id in (select id from gone))
    select count(*) as files from gone`.execute(db)
  return rows[0]?.files ?? 0
}

/**
 * A file without a header called its columns after its first person. Of files that were read, one of them or all in
 * which the pattern finds somebody, such names are taken away; the columns stay as many.
 */
export async function clearColumnNames(
  db: Db,
  those: { readonly importId: string } | { readonly pattern: string },
): Promise<void> {
  const isMeant =
    'pattern' in those
      ? sql`(columns::text ~ ${those.pattern} or options::text ~ ${those.pattern})`
      : sql`id = ${those.importId}::uuid`
  await sql`
    update contact_import set mapping = '{}'::jsonb, options = options - 'columns',
      columns = (select coalesce(jsonb_agg('?'::text), '[]'::jsonb) from jsonb_array_elements(columns))
    where state in ('done', 'failed', 'cancelled') and ${isMeant}`.execute(db)
}
