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
    text += before(key)
    text += typeof field === 'number' ? numberText(field) : canonicalJson(field)
  }
  return `{${text.slice(1)}}`
}

/** canonicalJson of many objects whose keys are among these: put in order once, which takes longer than all the rest. */
export function prepareCanonicalJson(keys: readonly string[]) {
  const ordered = [...new Set(keys)].sort()
  const leads = ordered.map(before)
  return (fields: Readonly<Record<string, unknown>>): string => {
    let text = ''
    let found = 0
    for (let at = 0; at < ordered.length; at++) {
      const field = fields[ordered[at]!]
      if (field === undefined) continue
      found += 1
      text += leads[at]!
      text += typeof field === 'number' ? numberText(field) : canonicalJson(field)
    }
    return found === Object.keys(fields).length ? `{${text.slice(1)}}` : canonicalJson(fields)
  }
}

export const sha256 = (text: string) => hash('sha256', text, 'hex')

export const sha256Bytes = (text: string) => hash('sha256', text, 'buffer')

const numberText = (value: number) => (Number.isFinite(value) ? String(value) : 'null')

/** The same few item codes come with every answer. */
const written = new Map<string, string>()
const MOST_KEPT = 5000

/** `,"key":` */
function before(key: string): string {
  const known = written.get(key)
  if (known !== undefined) return known
  const text = `,${JSON.stringify(key)}:`
  if (written.size < MOST_KEPT) written.set(key, text)
  return text
}
