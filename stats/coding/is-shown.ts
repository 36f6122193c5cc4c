import type { Condition } from '../instruments/instrument.ts'

/** Whether a question was asked. `raw`: the valid answer of the item the condition names; undefined: not answered. */
export function isShown(condition: Condition, raw: unknown): boolean {
  if ('atLeast' in condition) return typeof raw === 'number' && raw >= condition.atLeast
  if ('atMost' in condition) return typeof raw === 'number' && raw <= condition.atMost
  if ('isOneOf' in condition) return typeof raw === 'string' && condition.isOneOf.includes(raw)
  return Array.isArray(raw) && raw.includes(condition.includes)
}
