import { z } from 'zod'
import type { QualityCheck } from '../../stats/response-quality/check-response.ts'
import { Id, Prose } from './common.ts'

export const QualityFlag = z.enum([
  'straight-line',
  'zig-zag',
  'mostly-unanswered',
  'gibberish',
  'kano-questionable',
  'minimum-above-desired',
  'impossible-pace',
  'impossible-time',
  'trap',
  'too-fast',
  'repeated-answers',
  'repeated-text',
] as const satisfies readonly QualityCheck[])
export type QualityFlag = z.infer<typeof QualityFlag>

/** Why a response is left out, or let in again: a word for counting, and a note for colleagues. */
export const EXCLUSION_REASONS = [
  'careless',
  'duplicate',
  'not-a-customer',
  'test',
  'mistake',
  'other',
] as const
export const ExclusionReason = z.enum(EXCLUSION_REASONS)
export type ExclusionReason = z.infer<typeof ExclusionReason>

/** `review`: two different flags, or one that is enough alone; `all`: every whole response of the wave. */
export const REVIEW_LISTS = ['review', 'flagged', 'excluded', 'all'] as const
export const ReviewList = z.enum(REVIEW_LISTS)
export type ReviewList = z.infer<typeof ReviewList>

export const FlaggedResponse = z.strictObject({
  id: Id,
  receivedAt: z.iso.datetime(),
  collectorId: Id,
  brandIds: z.array(Id),
  language: z.string(),
  /** On the questions, or between begin and arrival; null when neither is known. */
  seconds: z.number().nullable(),
  flags: z.array(QualityFlag),
  excluded: z.boolean(),
  /** The last decision about it; null when nobody has decided yet. */
  decision: z
    .strictObject({
      reason: ExclusionReason,
      note: z.string(),
      by: z.string().nullable(),
      at: z.iso.datetime(),
    })
    .nullable(),
})
export type FlaggedResponse = z.infer<typeof FlaggedResponse>

/** GET /api/waves/:waveId/quality */
export const Quality = z.strictObject({
  /** How many there are on each list. */
  lists: z.strictObject({
    review: z.number().int(),
    flagged: z.number().int(),
    excluded: z.number().int(),
    all: z.number().int(),
  }),
  /** Responses per flag, all of the wave. */
  flags: z.partialRecord(QualityFlag, z.number().int()),
  /** Newest first, at most 50. */
  responses: z.array(FlaggedResponse),
})
export type Quality = z.infer<typeof Quality>

const which = {
  responseIds: z.array(Id).min(1).max(200),
  /** True leaves them out of every statistic, false lets them in again. */
  excluded: z.boolean(),
}

/** POST /api/waves/:waveId/exclusions/preview: what would become of the index; nothing is changed. */
export const ExclusionPreview = z.strictObject(which)
export type ExclusionPreview = z.infer<typeof ExclusionPreview>

/** POST /api/waves/:waveId/exclusions */
export const Exclusion = z.strictObject({
  ...which,
  reason: ExclusionReason,
  /** Emptied when the answers, or the contact who gave them, are erased; the reason stays. */
  note: Prose.max(500).default(''),
})
export type Exclusion = z.infer<typeof Exclusion>

const Measured = z.strictObject({
  sampleSize: z.number().int(),
  /** 0 to 100; null with the reason when there is none. */
  index: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  reason: z.string().nullable(),
})

/** The index of each brand concerned, without and with the change. Empty when the form measures no index. */
export const ExclusionEffect = z.strictObject({
  changed: z.number().int(),
  brands: z.array(z.strictObject({ brandId: Id, before: Measured, after: Measured })),
})
export type ExclusionEffect = z.infer<typeof ExclusionEffect>
