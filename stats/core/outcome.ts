/**
 * Awkward data are an outcome, never a number: the caller sees a value, or the reason why there is none.
 * `subject` names the item, construct or group the reason is about.
 */
export type Outcome<Value, Reason extends string = string> = Found<Value> | Missed<Reason>

export interface Found<Value> {
  readonly ok: true
  readonly value: Value
}

export interface Missed<Reason extends string = string> {
  readonly ok: false
  readonly reason: Reason
  readonly subject?: string
}

export const found = <Value>(value: Value): Found<Value> => ({ ok: true, value })

export const missed = <Reason extends string>(reason: Reason, subject?: string): Missed<Reason> =>
  subject === undefined ? { ok: false, reason } : { ok: false, reason, subject }
