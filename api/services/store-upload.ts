import type { InterviewUpload } from '../contract/import.ts'
import type { TableQuery } from '../contract/table-file.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { deleteUpload, insertUpload } from '../db/uploads.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import { uuidv7 } from '../ids.ts'
import { refuseAfterErasure } from './erased-since.ts'
import { BOUNDS, decodeUpload, surveyCsv } from './interview-file.ts'
import { keepFile } from './keep-file.ts'
import { sweepFiles } from './sweep-files.ts'

interface IncomingFile extends TableQuery {
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Keeps a file as it comes in and reads it once, so that everything wrong with it as a table is said now. A workbook is
 * kept as the CSV of one sheet. Throws an ApiError 413 or 422; then nothing is kept.
 */
export async function storeUpload(
  db: Db,
  organisationId: string,
  waveId: string,
  { fileName, encoding, sheet: wanted, body }: IncomingFile,
): Promise<InterviewUpload> {
  await withOrganisation(db, organisationId, async (db) => {
    if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
    await sweepFiles(db)
  })
  const id = uuidv7()
  try {
    const { sheet, ...kept } = await keepFile(db, organisationId, { of: 'interviews', id }, body, {
      mostRows: BOUNDS.rows,
      encoding,
      sheet: wanted,
    })
    const text = () => decodeUpload(db, organisationId, id, kept.encoding)
    const { columns, delimiter, rows } = await surveyCsv(text)
    const upload = { id, fileName, ...kept, columns: [...columns], delimiter, rows }
    await withOrganisation(db, organisationId, async (db) => {
      await refuseAfterErasure(db, id)
      await insertUpload(db, organisationId, { ...upload, waveId })
    })
    const { contentHash: _, ...shown } = upload
    return { ...shown, sheet }
  } catch (error) {
    await withOrganisation(db, organisationId, (db) => deleteUpload(db, id)).catch(() => undefined)
    throw error
  }
}
