import type { Outcome } from '../../stats/core/outcome.ts'

/** The value of an outcome that a test expects to be there. */
export function foundValue<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`no value: ${outcome.reason} ${outcome.subject ?? ''}`)
  return outcome.value
}
