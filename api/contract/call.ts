import { z } from 'zod'
import { Id, Language, Moment, Text } from './common.ts'
import { ChoiceCount } from './mailing.ts'

/** AAPOR Standard Definitions, telephone; handbook 12.7. `ends`: nobody calls again after it. */
export const DISPOSITIONS = [
  { code: '1.1', ends: true }, // complete
  { code: '1.2', ends: true }, // partial
  { code: '2.11', ends: true }, // refusal
  { code: '2.12', ends: true }, // broken off
  { code: '2.21', ends: false }, // not available now
  { code: '2.22', ends: false }, // their answering machine
  { code: '2.31', ends: true }, // died
  { code: '2.32', ends: true }, // unable
  { code: '2.33', ends: true }, // language
  { code: '3.12', ends: false }, // busy
  { code: '3.13', ends: false }, // no answer
  { code: '3.14', ends: false }, // an answering machine, whose?
  { code: '4.20', ends: true }, // fax or data line
  { code: '4.31', ends: true }, // not a working number
  { code: '4.70', ends: true }, // not a customer
] as const
export const Disposition = z.enum(DISPOSITIONS.map(({ code }) => code))
export type Disposition = z.infer<typeof Disposition>

/** POST /api/waves/:waveId/calls: these contacts are to be called; who is on the list stays on it. */
export const CallsMade = z.strictObject({ added: z.number().int(), count: ChoiceCount })
export type CallsMade = z.infer<typeof CallsMade>

/** GET /api/waves/:waveId/calls, as whoever asks would be given them. */
export const CallCounts = z.strictObject({
  due: z.number().int(),
  /** To be called again at a later time. */
  later: z.number().int(),
  /** On somebody's screen now. */
  leased: z.number().int(),
  /** Contacts of other interviewers. */
  others: z.number().int(),
  /** Called, or not to be called any more. */
  done: z.number().int(),
  /** By the outcome of each contact's last call. */
  outcomes: z.partialRecord(Disposition, z.number().int()),
  nextAt: z.iso.datetime().nullable(),
})
export type CallCounts = z.infer<typeof CallCounts>

export const Attempt = z.strictObject({
  at: z.iso.datetime(),
  outcome: Disposition,
  note: z.string(),
  callBackAt: z.iso.datetime().nullable(),
})
export type Attempt = z.infer<typeof Attempt>

/** The person to call now, held for one interviewer until `leaseUntil`. */
export const Call = z.strictObject({
  id: Id,
  name: z.string(),
  phone: z.string(),
  language: Language.nullable(),
  attributes: z.record(z.string(), z.string()),
  brand: z.string().nullable(),
  /** The form, in the way it is read to somebody; answers typed into it are this person's. */
  script: z.string(),
  answered: z.boolean(),
  leaseUntil: z.iso.datetime(),
  attempts: z.array(Attempt),
})
export type Call = z.infer<typeof Call>

/** POST /api/waves/:waveId/calls/next: null when there is nobody to call now. */
export const NextCall = z.strictObject({ call: Call.nullable() })
export type NextCall = z.infer<typeof NextCall>

/** POST /api/calls/:callId/attempts */
export const NewAttempt = z.strictObject({
  outcome: Disposition,
  note: Text.trim().max(1000).default(''),
  /** When they asked to be called; null: at a time that fits the outcome. */
  callBackAt: Moment.nullable().default(null),
})
export type NewAttempt = z.infer<typeof NewAttempt>
