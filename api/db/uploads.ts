import { sql } from 'kysely'
import type { InterviewUpload } from '../contract/import.ts'
import type { Db } from './database.ts'
import { deleteFileParts } from './file-parts.ts'

/** Which sheet it was is said when it comes in, and not kept. */
export interface UploadRow extends Omit<InterviewUpload, 'sheet'> {
  waveId: string
  contentHash: string
}

export async function findUpload(db: Db, uploadId: string): Promise<UploadRow | undefined> {
  const row = await db
    .selectFrom('upload')
    .select(['id', 'waveId', 'fileName', 'format', 'encoding', 'delimiter', 'columns', 'rows', 'bytes'])
    .select('contentHash')
    .where('id', '=', uploadId)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, columns: row.columns as unknown as string[] }
}

export async function insertUpload(
  db: Db,
  organisationId: string,
  { columns, ...upload }: UploadRow,
): Promise<void> {
  await db
    .insertInto('upload')
    .values({ ...upload, organisationId, columns: JSON.stringify(columns) })
    .execute()
}

export async function deleteUpload(db: Db, uploadId: string): Promise<void> {
  await deleteFileParts(db, { of: 'interviews', id: uploadId })
  await db.deleteFrom('upload').where('id', '=', uploadId).execute()
}

/** Files that nobody imported; one that an import still reads stays. Ids carry their time. */
export async function deleteOldUploads(db: Db, before: string): Promise<void> {
  const needed = db
    .selectFrom('import')
    .select('uploadId')
    .where('uploadId', 'is not', null)
    .where('state', 'in', ['queued', 'running'])
  await db
    .deleteFrom('uploadPart')
    .where('uploadId', '<', before)
    .where('uploadId', 'not in', needed.$castTo<{ uploadId: string }>())
    .execute()
  await db
    .deleteFrom('upload')
    .where('id', '<', before)
    .where('id', 'not in', needed.$castTo<{ uploadId: string }>())
    .execute()
}

/** Every file of interviews that no import reads. Returns how many. */
export async function deleteWaitingUploads(db: Db): Promise<number> {
  const { rows } = await sql<{ files: number }>`
    with gone as (
      delete from upload where not exists (
        select from import where import.upload_id = upload.id and import.state in ('queued', 'running'))
      returning id
    ), emptied as (delete from upload_part where upload_id in (select id from gone))
    select count(*) as files from gone`.execute(db)
  return rows[0]?.files ?? 0
}
