import { setImmediate as otherWork } from 'node:timers/promises'
import { sha256 } from '../canonical-json.ts'
import type { Db } from '../db/database.ts'
import type { UploadRow } from '../db/uploads.ts'
import { ApiError } from '../errors.ts'
import type { CsvRow } from '../files/read-csv.ts'
import { type Delimiter, streamCsv } from '../files/stream-csv.ts'
import { decodeText, type Encoding } from '../files/text-encoding.ts'
import { keptParts } from './kept-parts.ts'

/** A row with fewer cells is refused: where one is missing in the middle, all answers after it would be others. */
export const BOUNDS = { rows: 200_000, columns: 300 }
/** Small enough that reading a piece keeps nobody waiting. */
const PIECE = 32 * 1024
const ROWS_IN_TURN = 50

/** A table of interviews that is known to be one; its rows are read anew each time they are asked for. */
export interface InterviewFile {
  readonly fileName: string
  readonly delimiter: Delimiter
  readonly columns: readonly string[]
  readonly rows: number
  readonly bytes: number
  readonly contentHash: string
  read(): AsyncIterable<CsvRow>
}

/** CSV that came with a request. Throws an ApiError 422 for what is no table. */
export async function inlineFile(fileName: string, csv: string): Promise<InterviewFile> {
  const plain = csv.replace(/^\uFEFF/, '')
  if (plain.includes('\0')) throw unreadable('holds NUL characters; save it as UTF-8 text')
  if (!plain.isWellFormed()) throw unreadable('holds broken characters; save it as UTF-8 text')
  const surveyed = await surveyCsv(() => piecesOf(plain))
  return { fileName, bytes: Buffer.byteLength(csv), contentHash: sha256(csv), ...surveyed }
}

/** A file that was uploaded before. */
export function uploadedFile(db: Db, organisationId: string, upload: UploadRow): InterviewFile {
  const { fileName, delimiter, columns, rows, bytes, contentHash } = upload
  const text = () => decodeUpload(db, organisationId, upload.id, upload.encoding)
  return { fileName, delimiter, columns, rows, bytes, contentHash, read: () => rowsOf(text, delimiter) }
}

/** Reads a table once from end to end: what its columns are, and that every line of it can be read. */
export async function surveyCsv(
  text: () => AsyncIterable<string>,
): Promise<Pick<InterviewFile, 'delimiter' | 'columns' | 'rows' | 'read'>> {
  const { columns, delimiter, rows } = await streamCsv(text(), BOUNDS)
  let count = 0
  for await (const _ of rows) count += 1
  if (count === 0) throw unreadable('has a header but no rows')
  return { columns, delimiter, rows: count, read: () => rowsOf(text, delimiter) }
}

async function* rowsOf(text: () => AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<CsvRow> {
  const { rows } = await streamCsv(text(), BOUNDS, delimiter)
  let read = 0
  for await (const row of rows) {
    read += 1
    if (read % ROWS_IN_TURN === 0) await otherWork()
    yield row
  }
}

async function* piecesOf(text: string): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += PIECE) {
    yield text.slice(from, from + PIECE)
    await otherWork()
  }
}

export const decodeUpload = (db: Db, organisationId: string, uploadId: string, encoding: Encoding) =>
  decodeText(keptParts(db, organisationId, { of: 'interviews', id: uploadId }), encoding)

export const unreadable = (what: string) => new ApiError(422, 'unreadable-file', `file: ${what}`)
