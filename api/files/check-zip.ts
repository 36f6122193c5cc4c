import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createInflateRaw, inflateRaw } from 'node:zlib'
import { ApiError } from '../errors.ts'

const inflate = promisify(inflateRaw)

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_SIZE = 22
const STORED = 0
const DEFLATED = 8

export interface ZipBounds {
  readonly entries: number
  /** Of all entries together, unpacked. */
  readonly bytes: number
}

/**
 * Unpacks every entry of an archive within bounds and keeps nothing, before anybody unpacks it for good: what an
 * archive says of its own sizes is the sender's word. Throws an ApiError 422 for what is no archive, or too large a one.
 */
export async function checkZip(archive: Buffer, { entries, bytes }: ZipBounds): Promise<void> {
  let left = bytes
  for (const { offset, size, method } of listEntries(archive, entries)) {
    const packed = archive.subarray(offset, offset + size)
    if (method === STORED) left -= packed.length
    else if (method === DEFLATED) {
      const unpacked = await inflate(packed, { maxOutputLength: Math.max(1, left) }).catch((error) => {
        throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(bytes) : broken()
      })
      left -= unpacked.length
    } else throw broken()
    if (left < 0) throw tooLarge(bytes)
  }
}

/** One entry of an archive that was checked, unpacked; undefined where it has none of this name. */
export async function unpackEntry(archive: Buffer, name: string): Promise<Buffer | undefined> {
  const entry = listEntries(archive, Number.POSITIVE_INFINITY).find((entry) => entry.name === name)
  if (entry === undefined) return undefined
  const packed = archive.subarray(entry.offset, entry.offset + entry.size)
  return entry.method === STORED ? packed : inflate(packed)
}

/** The same piece by piece, and never whole in memory; nothing where it has none of this name. */
export async function* streamEntry(archive: Buffer, name: string, chunkSize: number): AsyncGenerator<Buffer> {
  const entry = listEntries(archive, Number.POSITIVE_INFINITY).find((entry) => entry.name === name)
  if (entry === undefined) return
  const packed = archive.subarray(entry.offset, entry.offset + entry.size)
  if (entry.method === STORED) yield packed
  else yield* Readable.from([packed]).pipe(createInflateRaw({ chunkSize }))
}

interface ZipEntry {
  readonly name: string
  readonly offset: number
  readonly size: number
  readonly method: number
}

function listEntries(archive: Buffer, most: number): ZipEntry[] {
  const end = findEnd(archive)
  const count = archive.readUInt16LE(end + 10)
  if (count > most) throw tooLarge(most)
  const found: ZipEntry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== ENTRY) throw broken()
    const method = archive.readUInt16LE(at + 10)
    const size = archive.readUInt32LE(at + 20)
    const local = archive.readUInt32LE(at + 42)
    if (local + 30 > archive.length || archive.readUInt32LE(local) !== LOCAL) throw broken()
    const offset = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    if (offset + size > archive.length) throw broken()
    const name = archive.toString('utf8', at + 46, at + 46 + archive.readUInt16LE(at + 28))
    found.push({ name, offset, size, method })
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return found
}

/** The record at the archive's end, before a comment of at most 65,535 bytes. */
function findEnd(archive: Buffer): number {
  for (let at = archive.length - END_SIZE; at >= Math.max(0, archive.length - END_SIZE - 65_535); at--) {
    if (archive.readUInt32LE(at) === END) return at
  }
  throw broken()
}

const broken = () =>
  new ApiError(
    422,
    'unreadable-file',
    'file: is not a whole XLSX workbook; save it again, or as CSV in UTF-8',
  )
const tooLarge = (most: number) =>
  new ApiError(
    422,
    'unreadable-file',
    `file: unpacks to more than ${most} bytes; split it, or save it as CSV`,
  )
