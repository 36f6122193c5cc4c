import { ApiError } from './errors.ts'

export interface JsonBounds {
  readonly depth: number
  /** Object keys and array entries in all. */
  readonly entries: number
}

/**
 * Refuses JSON that a well-meant client never sends, in one pass and before anything is built from it:
 * nesting or size beyond bounds, a byte-order mark, the same key twice in one object, the key `__proto__`.
 * Returns the parsed value.
 */
export function parseStrictJson(text: string, { depth, entries }: JsonBounds): unknown {
  if (text.charCodeAt(0) === 0xfeff) throw malformed('starts with a byte-order mark; send plain UTF-8')
  if (text.trim() === '') throw malformed('is empty; send a JSON object')
  checkShape(text, depth, entries)
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('is not valid JSON')
  }
}

function checkShape(text: string, maxDepth: number, maxEntries: number): void {
  const open: (Set<string> | undefined)[] = []
  let entries = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      if (keys !== undefined && isBeforeColon(text, end + 1)) {
        const key = spelled(text.slice(at, end + 1))
        if (keys.has(key)) throw malformed(`holds the key ${key.slice(0, 60)} twice in one object`)
        // Copying and validating libraries disagree on this one: some drop it, some set a prototype.
        if (key === '"__proto__"') throw malformed('holds the key "__proto__"')
        keys.add(key)
      }
      at = end
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined)
      if (open.length > maxDepth) throw malformed(`is nested more than ${maxDepth} deep`)
    } else if (character === '}' || character === ']') {
      open.pop()
    } else if (character === ',' || character === ':') {
      entries += 1
      if (entries > maxEntries) throw malformed(`holds more than ${maxEntries} entries`)
    }
  }
}

/** Position of the closing quote; the text's end when there is none (JSON.parse then says so). */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return text.length
}

function isBeforeColon(text: string, start: number): boolean {
  let at = start
  while (' \t\n\r'.includes(text[at] ?? 'end')) at += 1
  return text[at] === ':'
}

/** One spelling per key: `"\u0061"` is `"a"`. What is no string stays as it is; JSON.parse refuses it later. */
function spelled(quotedKey: string): string {
  if (!quotedKey.includes('\\')) return quotedKey
  try {
    return JSON.stringify(JSON.parse(quotedKey))
  } catch {
    return quotedKey
  }
}

const malformed = (what: string) => new ApiError(400, 'malformed-json', `request body: ${what}`)
