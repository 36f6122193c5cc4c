import { createHash } from 'node:crypto'
import type { SheetRead } from '../contract/table-file.ts'
import type { Db } from '../db/database.ts'
import { insertFilePart, type KeptFileKey } from '../db/file-parts.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import { convertWorkbook } from '../files/convert-workbook.ts'
import type { WorkbookOptions } from '../files/read-workbook.ts'
import { createEncodingProbe, type Encoding } from '../files/text-encoding.ts'

const MIB = 1024 * 1024
const MOST_BYTES = 64 * MIB
/**
 * Small: reading one keeps nobody waiting, the driver reads it back as text of twice its size, and pieces that size
 * are gone with the next sweep.
 */
const PART = 48 * 1024

/** What is kept is always text: of a workbook one sheet, as CSV. */
export interface KeptFile {
  readonly format: 'csv' | 'xlsx'
  readonly encoding: Encoding
  readonly bytes: number
  readonly contentHash: string
  /** Which of a workbook; null for text. */
  readonly sheet: SheetRead | null
}

export interface KeepOptions extends WorkbookOptions {
  /** A workbook is read whole and takes many times its size while it is. */
  readonly mostWorkbookBytes?: number
  /** Of a text, as somebody says who sees that it was taken for another; a workbook says its own. */
  readonly encoding?: Encoding | undefined
}

/**
 * Keeps a file as it comes in, each part in a transaction of its own: when this fails the caller deletes them.
 * Throws an ApiError 413 for a file that is too large, 422 for a workbook that cannot be read.
 */
export async function keepFile(
  db: Db,
  organisationId: string,
  key: KeptFileKey,
  body: AsyncIterable<Uint8Array>,
  { mostWorkbookBytes = MOST_BYTES, encoding, ...reading }: KeepOptions,
): Promise<KeptFile> {
  const probe = createEncodingProbe()
  const hash = createHash('sha256')
  let bytes = 0
  let position = 0
  const keep = async (part: Buffer) => {
    probe.add(part)
    hash.update(part)
    bytes += part.length
    const at = position++
    await withOrganisation(db, organisationId, (db) =>
      insertFilePart(db, organisationId, key, { position: at, bytes: part }),
    )
  }

  let received = 0
  let isWorkbook = false
  const workbook: Buffer[] = []
  for await (const part of inParts(body)) {
    if (received === 0) isWorkbook = beginsAsWorkbook(part)
    received += part.length
    if (received > MOST_BYTES) throw tooLarge(`is larger than ${MOST_BYTES / MIB} MiB`)
    if (!isWorkbook) await keep(part)
    else if (received <= mostWorkbookBytes) workbook.push(part)
    else throw tooLarge(`is a workbook larger than ${mostWorkbookBytes / MIB} MiB`)
  }
  let sheet: SheetRead | null = null
  if (isWorkbook) {
    const converted = await convertWorkbook(Buffer.concat(workbook), reading)
    sheet = converted.sheet
    for await (const part of inParts(converted.pieces)) await keep(part)
  }
  return {
    format: isWorkbook ? 'xlsx' : 'csv',
    encoding: isWorkbook ? 'utf-8' : (encoding ?? probe.encoding()),
    bytes,
    contentHash: hash.digest('hex'),
    sheet,
  }
}

const ZIP = Buffer.from('504b0304', 'hex')
const OLD_WORKBOOK = Buffer.from('d0cf11e0', 'hex')

function beginsAsWorkbook(part: Buffer): boolean {
  const head = part.subarray(0, 4)
  if (head.equals(OLD_WORKBOOK)) {
    const message = 'file: is an old .xls workbook; save it as .xlsx, or as CSV in UTF-8'
    throw new ApiError(422, 'unreadable-file', message)
  }
  return head.equals(ZIP)
}

const tooLarge = (what: string) =>
  new ApiError(413, 'too-large', `file: ${what}; split it, rows are never taken twice`)

/** The same bytes in pieces of one size, the last one smaller. */
async function* inParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    held.push(chunk)
    size += chunk.length
    if (size < PART) continue
    const bytes = Buffer.concat(held)
    const rest = size % PART
    for (let from = 0; from < size - rest; from += PART) yield bytes.subarray(from, from + PART)
    held = [bytes.subarray(size - rest)]
    size = rest
  }
  if (size > 0) yield Buffer.concat(held)
}
