/** PostgreSQL's binary form of jsonb: this version, then the text. */
const VERSION = 1
const [OPEN, COMMA, CLOSE] = [0x5b, 0x2c, 0x5d]

const SMALLEST = 64 * 1024
/** Larger ones are not kept. */
const LARGEST_KEPT = 4 * 1024 * 1024
const MOST_KEPT = 8

export interface JsonbBytes {
  /** A parameter for `::jsonb`; the driver has copied it when the statement is answered. */
  readonly bytes: Buffer
  /** Once nobody reads the bytes any more: the next array is written over them. */
  giveBack(): void
}

/**
 * Writes arrays of JSON texts, as bytes that are used again and again: one string of a whole group of answers is so large
 * that the first collection to meet it moves it to the old generation, which then has to be collected several times as often.
 */
export function createJsonbWriter(): (texts: readonly string[]) => JsonbBytes {
  const free: Buffer[] = []
  const take = (size: number): Buffer => {
    const place = free.findIndex(({ length }) => length >= size)
    const [fitting] = place < 0 ? [] : free.splice(place, 1)
    if (fitting !== undefined) return fitting
    // One that has become too small makes room for a larger one.
    free.pop()
    return Buffer.allocUnsafeSlow(Math.max(SMALLEST, size + (size >> 1)))
  }
  const giveBack = (buffer: Buffer): void => {
    if (free.length < MOST_KEPT && buffer.length <= LARGEST_KEPT) free.unshift(buffer)
  }
  return (texts) => {
    let size = 2 + Math.max(1, texts.length)
    for (const text of texts) size += Buffer.byteLength(text)
    const buffer = take(size)
    buffer[0] = VERSION
    buffer[1] = OPEN
    let at = 2
    for (const text of texts) {
      if (at > 2) buffer[at++] = COMMA
      at += buffer.write(text, at)
    }
    buffer[at++] = CLOSE
    return { bytes: buffer.subarray(0, at), giveBack: () => giveBack(buffer) }
  }
}
