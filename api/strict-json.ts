import { ApiError } from './errors.ts'

export interface JsonBounds {
  readonly depth: number
  /** Object keys and array entries in all. */
  readonly entries: number
}

/**
 * Refuses JSON that a well-meant client never sends: before anything is built from it, nesting or size beyond bounds and
 * a byte-order mark; then the same key twice in one object, which parsing leaves out, and the key `__proto__`.
 * Returns the parsed value.
 */
export function parseStrictJson(text: string, bounds: JsonBounds): unknown {
  if (text.charCodeAt(0) === 0xfeff) throw malformed('starts with a byte-order mark; send plain UTF-8')
  if (text.trim() === '') throw malformed('is empty; send a JSON object')
  const keysWritten = checkBounds(text, bounds)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw malformed('is not valid JSON')
  }
  if (keysIn(value) < keysWritten) throw malformed(`holds the key ${doubledKey(text)} twice in one object`)
  return value
}

const QUOTE = 34
const COMMA = 44
const COLON = 58
const OPEN_LIST = 91
const BACKSLASH = 92
const CLOSE_LIST = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125

/** How many keys are written: in JSON, the colons outside texts. */
function checkBounds(text: string, { depth, entries }: JsonBounds): number {
  let open = 0
  let keys = 0
  let commas = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === QUOTE) {
      at = endOfString(text, at)
    } else if (character === OPEN_OBJECT || character === OPEN_LIST) {
      open += 1
      if (open > depth) throw malformed(`is nested more than ${depth} deep`)
    } else if (character === CLOSE_OBJECT || character === CLOSE_LIST) {
      open -= 1
    } else if (character === COMMA || character === COLON) {
      if (character === COLON) keys += 1
      else commas += 1
      if (keys + commas > entries) throw malformed(`holds more than ${entries} entries`)
    }
  }
  return keys
}

/** Position of the closing quote; the text's end when there is none (JSON.parse then says so). */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === BACKSLASH) at += 1
    else if (character === QUOTE) return at
  }
  return text.length
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + keysIn(entry), 0)
  let keys = 0
  for (const key of Object.keys(value)) {
    // Copying and validating libraries disagree on this one: some drop it, some set a prototype.
    if (key === '__proto__') throw malformed('holds the key "__proto__"')
    keys += 1 + keysIn((value as Readonly<Record<string, unknown>>)[key])
  }
  return keys
}

/** The first key of valid JSON that its object holds already, as it is written, shortened. */
function doubledKey(text: string): string {
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === QUOTE) {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      if (keys !== undefined && isBeforeColon(text, end + 1)) {
        const key = spelled(text.slice(at, end + 1))
        if (keys.has(key)) return key.slice(0, 60)
        keys.add(key)
      }
      at = end
    } else if (character === OPEN_OBJECT || character === OPEN_LIST) {
      open.push(character === OPEN_OBJECT ? new Set() : undefined)
    } else if (character === CLOSE_OBJECT || character === CLOSE_LIST) {
      open.pop()
    }
  }
  throw new Error('doubledKey: there is none')
}

function isBeforeColon(text: string, start: number): boolean {
  let at = start
  while (' \t\n\r'.includes(text[at] ?? 'end')) at += 1
  return text.charCodeAt(at) === COLON
}

/** One spelling per key: `"\u0061"` is `"a"`. */
const spelled = (quotedKey: string): string =>
  quotedKey.includes('\\') ? JSON.stringify(JSON.parse(quotedKey)) : quotedKey

const malformed = (what: string) => new ApiError(400, 'malformed-json', `request body: ${what}`)
