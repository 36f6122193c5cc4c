import { createHash } from 'node:crypto'
import type { InterviewUpload } from '../contract/import.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { deleteOldUploads, deleteUpload, insertUpload, insertUploadPart } from '../db/uploads.ts'
import { findWave } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { convertWorkbook } from '../files/convert-workbook.ts'
import { createEncodingProbe } from '../files/text-encoding.ts'
import { uuidv7 } from '../ids.ts'
import { BOUNDS, decodeUpload, surveyCsv } from './interview-file.ts'

export const LARGEST_UPLOAD = 64 * 1024 * 1024
const PART = 256 * 1024
const A_DAY_MS = 24 * 3600 * 1000
const ZIP = Buffer.from('PK\x03\x04', 'latin1')

/**
 * Keeps a file as it comes in and reads it once, so that everything wrong with it as a table is said now. A workbook is
 * kept as the CSV of its first sheet. Throws an ApiError 413 or 422; then nothing is kept.
 */
export async function storeUpload(
  db: Db,
  organisationId: string,
  waveId: string,
  { fileName, body }: { fileName: string; body: AsyncIterable<Uint8Array> },
): Promise<InterviewUpload> {
  await withOrganisation(db, organisationId, async (db) => {
    if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
    await deleteOldUploads(db, uuidv7(Date.now() - A_DAY_MS))
  })
  const id = uuidv7()
  try {
    const kept = await keep(db, organisationId, id, bounded(body))
    const text = () => decodeUpload(db, organisationId, id, kept.encoding)
    const { columns, delimiter, rows } = await surveyCsv(text)
    const upload = { id, fileName, ...kept, columns: [...columns], delimiter, rows }
    await withOrganisation(db, organisationId, (db) =>
      insertUpload(db, organisationId, { ...upload, waveId }),
    )
    const { contentHash: _, ...shown } = upload
    return shown
  } catch (error) {
    await withOrganisation(db, organisationId, (db) => deleteUpload(db, id)).catch(() => undefined)
    throw error
  }
}

async function keep(db: Db, organisationId: string, uploadId: string, body: AsyncIterable<Uint8Array>) {
  const bytes = body[Symbol.asyncIterator]()
  const head = await bytes.next()
  const rest = whole(head, bytes)
  const isWorkbook = head.done !== true && ZIP.equals(head.value.subarray(0, ZIP.length))
  const text = isWorkbook ? convertWorkbook(await together(rest), BOUNDS.rows) : rest

  const probe = createEncodingProbe()
  const hash = createHash('sha256')
  let size = 0
  let position = 0
  for await (const part of inParts(text)) {
    probe.add(part)
    hash.update(part)
    size += part.length
    const at = position++
    await withOrganisation(db, organisationId, (db) =>
      insertUploadPart(db, organisationId, { uploadId, position: at, bytes: part }),
    )
  }
  return {
    format: isWorkbook ? ('xlsx' as const) : ('csv' as const),
    encoding: isWorkbook ? ('utf-8' as const) : probe.encoding(),
    bytes: size,
    contentHash: hash.digest('hex'),
  }
}

async function* whole(
  head: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let next = head; next.done !== true; next = await rest.next()) yield next.value
}

async function* bounded(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > LARGEST_UPLOAD) {
      const most = LARGEST_UPLOAD / 1024 / 1024
      throw new ApiError(
        413,
        'too-large',
        `file: is larger than ${most} MiB; split it, rows are never taken twice`,
      )
    }
    if (chunk.length > 0) yield chunk
  }
}

async function together(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    held.push(chunk)
    size += chunk.length
    if (size < PART) continue
    yield Buffer.concat(held)
    held = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(held)
}
