import type { ContactFilter } from '../../api/contract/contact.ts'

const KEYS = ['search', 'state', 'consent', 'batch', 'interviewerId', 'attribute', 'value'] as const

/** The filter that an address names; what it does not know is left out. */
export function readFilter(search: Readonly<Record<string, string | undefined>>): ContactFilter {
  const entries = KEYS.flatMap((key) => {
    const value = search[key]
    return value === undefined || value === '' ? [] : [[key, value]]
  })
  const filter = Object.fromEntries(entries) as ContactFilter
  return filter.attribute === undefined ? { ...filter, value: undefined } : filter
}
