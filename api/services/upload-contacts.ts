import type { TableQuery } from '../contract/table-file.ts'
import { insertContactFile } from '../db/contact-files.ts'
import type { Db } from '../db/database.ts'
import { deleteFileParts } from '../db/file-parts.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import { uuidv7 } from '../ids.ts'
import { BOUNDS, openContactFile, type Spelling } from './contact-file.ts'
import { refuseAfterErasure } from './erased-since.ts'
import { keepFile } from './keep-file.ts'
import { isBlank } from './read-contact-row.ts'
import { sparingMemory } from './sparing-memory.ts'
import { sweepFiles } from './sweep-files.ts'

/** Contacts come in within 300 MB, and a workbook takes many times its size while it is read. All in it is text to be known by. */
const READING = { mostRows: BOUNDS.rows, mostWorkbookBytes: 8 * 1024 * 1024, amounts: 'shown' } as const

/**
 * Keeps a file of contacts to be read later, and makes sure that it can be: text or one `sheet` of a workbook, with a header and rows.
 * Returns the id of its import, a draft until it is started. What cannot be read is an ApiError 413 or 422 and is not
 * kept.
 */
export async function uploadContacts(
  db: Db,
  organisationId: string,
  { fileName, sheet: wanted, encoding: said }: TableQuery,
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  const key = { of: 'contacts', id: uuidv7() } as const
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  await inTenant((db) => sweepFiles(db))
  try {
    const file = await sparingMemory(async () => {
      const options = { ...READING, sheet: wanted, encoding: said }
      const { format, encoding, bytes, sheet } = await keepFile(db, organisationId, key, body, options)
      const table = await readThrough(db, organisationId, key.id, { encoding })
      return { id: key.id, fileName, format, sheet, encoding, bytes, ...table }
    })
    if (file.rows === 0) throw new ApiError(422, 'unreadable-file', 'file: has a header but no rows')
    await inTenant(async (db) => {
      await refuseAfterErasure(db, key.id)
      await insertContactFile(db, organisationId, file)
    })
    return key.id
  } catch (error) {
    await inTenant((db) => deleteFileParts(db, key))
    throw error
  }
}

/** The whole file once, to know that it can be read to its end; counts its rows. */
async function readThrough(db: Db, organisationId: string, importId: string, spelling: Spelling) {
  const { columns, delimiter, rows } = await openContactFile(db, organisationId, importId, spelling)
  let count = 0
  for await (const row of rows) if (!isBlank(row)) count += 1
  return { columns, delimiter, rows: count }
}
