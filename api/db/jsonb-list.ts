const VERSION = 1
const OPEN = '['.charCodeAt(0)
const COMMA = ','.charCodeAt(0)
const CLOSE = ']'.charCodeAt(0)

/**
 * A JSON list of what is JSON already, each entry one value or several with commas between, as a parameter that
 * PostgreSQL reads as jsonb (in its binary format: the text after one byte). Bytes, not text: what hundreds of requests
 * hold while they wait is then no work for the garbage collector.
 */
export function jsonbList(entries: readonly Buffer[]): Buffer {
  const filled = entries.filter(({ length }) => length > 0)
  const list = Buffer.allocUnsafe(
    filled.reduce((bytes, { length }) => bytes + length + 1, 2 + Number(filled.length === 0)),
  )
  list[0] = VERSION
  list[1] = OPEN
  let at = 2
  for (const entry of filled) {
    at += entry.copy(list, at)
    list[at++] = COMMA
  }
  // In the place of the last comma.
  list[filled.length === 0 ? at : at - 1] = CLOSE
  return list
}
