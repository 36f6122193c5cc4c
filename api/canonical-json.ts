import { hash } from 'node:crypto'

/** JSON with sorted keys: equal values give equal text, whatever the order they were written in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key]
    if (field === undefined) continue
    text += `${text === '' ? '' : ','}${quotedKey(key)}:${typeof field === 'number' ? numberText(field) : canonicalJson(field)}`
  }
  return `{${text}}`
}

export const sha256 = (text: string) => hash('sha256', text, 'hex')

export const sha256Bytes = (text: string) => hash('sha256', text, 'buffer')

const numberText = (value: number) => (Number.isFinite(value) ? String(value) : 'null')

/** The same few item codes come with every answer. */
const quotedKeys = new Map<string, string>()
const MOST_KEPT = 5000

function quotedKey(key: string): string {
  const known = quotedKeys.get(key)
  if (known !== undefined) return known
  const quoted = JSON.stringify(key)
  if (quotedKeys.size < MOST_KEPT) quotedKeys.set(key, quoted)
  return quoted
}
