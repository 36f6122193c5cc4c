import type { FileEncoding } from '../contract/contact-import.ts'
import { deleteFileParts, deleteOldFiles, insertContactFile, insertFilePart } from '../db/contact-files.ts'
import type { Db } from '../db/database.ts'
import { deleteOldRejectedContacts } from '../db/rejected-contacts.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import { convertWorkbook } from '../files/convert-workbook.ts'
import { createEncodingProbe } from '../files/text-encoding.ts'
import { uuidv7 } from '../ids.ts'
import { BOUNDS, openContactFile } from './contact-file.ts'
import { isBlank } from './read-contact-row.ts'
import { sparingMemory } from './sparing-memory.ts'

export const MOST_BYTES = 64 * 1024 * 1024
/** A workbook is read whole, in a thread of its own, and takes many times its size while it is. */
const MOST_WORKBOOK_BYTES = 8 * 1024 * 1024
/** Small: the driver reads a part back as text of twice its size, and pieces that size are gone with the next sweep. */
const PART = 48 * 1024
const DAY_MS = 24 * 3600 * 1000
const DRAFT_DAYS = 1
const REJECTED_DAYS = 30

/**
 * Keeps a file of contacts to be read later, and makes sure that it can be: text or workbook, with a header and rows.
 * Returns the id of its import, a draft until it is started. What cannot be read is an ApiError 422 and is not kept.
 */
export async function uploadContacts(
  db: Db,
  organisationId: string,
  fileName: string,
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  const importId = uuidv7()
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  await inTenant(async (db) => {
    await deleteOldFiles(db, oldestId(Date.now() - DRAFT_DAYS * DAY_MS))
    await deleteOldRejectedContacts(db, oldestId(Date.now() - REJECTED_DAYS * DAY_MS))
  })
  try {
    const kept = await keepFile(inTenant, organisationId, importId, body)
    const { columns, delimiter, count } = await sparingMemory(() =>
      readThrough(db, organisationId, importId, kept),
    )
    if (count === 0) throw new ApiError(422, 'unreadable-file', 'file: has a header but no rows')
    const { format, encoding, bytes } = kept
    const file = { id: importId, fileName, format, encoding, bytes, columns, delimiter, rows: count }
    await inTenant((db) => insertContactFile(db, organisationId, file))
    return importId
  } catch (error) {
    await inTenant((db) => deleteFileParts(db, importId))
    throw error
  }
}

/** The whole file once, to know that it can be read to its end. */
async function readThrough(db: Db, organisationId: string, importId: string, kept: Kept) {
  const { columns, delimiter, rows } = await openContactFile(db, organisationId, importId, kept)
  let count = 0
  for await (const row of rows) if (!isBlank(row)) count += 1
  return { columns, delimiter, count }
}

type InTenant = <T>(work: (db: Db) => Promise<T>) => Promise<T>

interface Kept {
  readonly format: 'csv' | 'xlsx'
  readonly encoding: FileEncoding
  readonly bytes: number
}

/** Text is kept as it came; a workbook's first sheet as CSV. */
async function keepFile(
  inTenant: InTenant,
  organisationId: string,
  importId: string,
  body: AsyncIterable<Uint8Array>,
): Promise<Kept> {
  const probe = createEncodingProbe()
  let bytes = 0
  let position = 0
  let isWorkbook = false
  const workbook: Buffer[] = []
  const keep = (part: Buffer) => {
    const at = position++
    return inTenant((db) => insertFilePart(db, organisationId, importId, at, part))
  }
  for await (const part of inParts(bounded(body))) {
    if (bytes === 0) {
      isWorkbook = part.subarray(0, 4).equals(ZIP)
      if (part.subarray(0, 4).equals(OLD_WORKBOOK)) throw oldWorkbook()
    }
    bytes += part.length
    if (!isWorkbook) {
      probe.add(part)
      await keep(part)
    } else if (bytes > MOST_WORKBOOK_BYTES) throw tooLarge('a workbook', MOST_WORKBOOK_BYTES)
    else workbook.push(part)
  }
  if (!isWorkbook) return { format: 'csv', encoding: probe.encoding(), bytes }
  for await (const part of inParts(convertWorkbook(Buffer.concat(workbook), BOUNDS.rows))) await keep(part)
  return { format: 'xlsx', encoding: 'utf-8', bytes }
}

const ZIP = Buffer.from('504b0304', 'hex')
const OLD_WORKBOOK = Buffer.from('d0cf11e0', 'hex')
const oldWorkbook = () =>
  new ApiError(422, 'unreadable-file', 'file: is an old .xls workbook; save it as .xlsx, or as CSV in UTF-8')

async function* bounded(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) throw tooLarge('a file', MOST_BYTES)
    yield chunk
  }
  if (bytes === 0) throw new ApiError(422, 'unreadable-file', 'file: is empty')
}

/** The same bytes in pieces of one size. */
async function* inParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    held.push(chunk)
    size += chunk.byteLength
    if (size < PART) continue
    yield Buffer.concat(held)
    held = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(held)
}

/** Ids carry the time they were made: everything older is below this one. */
const oldestId = (at: number) => `${uuidv7(at).slice(0, 13)}-7000-8000-000000000000`

const tooLarge = (what: string, most: number) =>
  new ApiError(413, 'too-large', `file: ${what} may have at most ${most / 1024 / 1024} MiB; split it`)
