import { createHash, randomBytes, randomFillSync } from 'node:crypto'

/** A UUID v7: the time in its first 48 bits, so that new rows stand together in their index. */
export function uuidv7(now: number = Date.now()): string {
  const bytes = takeRandom(16)
  bytes.writeUIntBE(now, 0, 6)
  return asUuid(bytes, 7)
}

/** Rows made before `time`, milliseconds since 1970, have ids below this one. */
export const oldestId = (time: number): string => `${uuidv7(time).slice(0, 13)}-7000-8000-000000000000`

/** Asking the system for random bytes costs the same for sixteen as for thousands; each is given out once. */
const pool = Buffer.alloc(4096)
let taken = pool.length

function takeRandom(size: number): Buffer {
  if (taken + size > pool.length) {
    randomFillSync(pool)
    taken = 0
  }
  taken += size
  return pool.subarray(taken - size, taken)
}

/** A UUID v8 made from `parts` alone: the same parts, the same id. */
export function uuidOf(...parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:${part};`)
  return asUuid(hash.digest().subarray(0, 16), 8)
}

function asUuid(bytes: Buffer, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

/** A word for links and first passwords that people can read out: 31 letters, no 0/o, 1/l/i. */
export function randomWord(length: number): string {
  let word = ''
  while (word.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && word.length < length) word += ALPHABET[byte % ALPHABET.length]
    }
  }
  return word
}
