import { ApiError } from '../errors.ts'
import { createOldEncodingProbe } from './old-encoding.ts'

/** Encodings that spreadsheets write. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252'] as const
export type Encoding = (typeof ENCODINGS)[number]

/**
 * Tells an encoding while bytes pass by: by the byte-order mark; without one UTF-16 by the zero bytes of its first
 * kilobyte, UTF-8 when all of it is UTF-8, else one of those that Chinese and western spreadsheets write.
 */
export function createEncodingProbe() {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const old = createOldEncodingProbe()
  let isUtf8 = true
  let head = Buffer.alloc(0)
  return {
    add(bytes: Uint8Array): void {
      if (head.length < 1024) head = Buffer.concat([head, bytes.subarray(0, 1024 - head.length)])
      old.add(bytes)
      if (!isUtf8) return
      try {
        utf8.decode(bytes, { stream: true })
      } catch {
        isUtf8 = false
      }
    },
    encoding(): Encoding {
      return byMark(head) ?? byZeros(head) ?? (isUtf8 && ends(utf8) ? 'utf-8' : old.encoding())
    },
  }
}

function byMark(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 'utf-8' : undefined
}

/** Latin letters, commas and line ends of UTF-16 have a zero byte, always on the same side. */
function byZeros(head: Buffer): Encoding | undefined {
  const zeros = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (even + odd < head.length / 20 || Math.min(even, odd) * 10 > Math.max(even, odd)) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

function ends(decoder: TextDecoder): boolean {
  try {
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** Text from bytes, without its byte-order mark; throws an ApiError 422 for bytes that are no such text. */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of chunks) {
      const text = decoder.decode(chunk, { stream: true })
      if (text.includes('\0')) throw refuse('holds NUL characters')
      if (text !== '') yield text
    }
    const rest = decoder.decode()
    if (rest !== '') yield rest
  } catch (error) {
    if (error instanceof TypeError) throw refuse(`is not ${encoding.toUpperCase()} text`)
    throw error
  }
}

const refuse = (what: string) =>
  new ApiError(422, 'unreadable-file', `file: ${what}; save it as CSV in UTF-8, or choose its encoding`)
