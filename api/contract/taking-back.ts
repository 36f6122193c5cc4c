import { z } from 'zod'
import { Prose } from './common.ts'
import { ExclusionEffect } from './quality.ts'

/** Why an import is taken back, or let in again. */
export const TAKING_BACK_REASONS = [
  'wrong-columns',
  'corrected-file',
  'wrong-wave',
  'imported-twice',
  'test',
  'mistake',
  'other',
] as const
export const TakingBackReason = z.enum(TAKING_BACK_REASONS)
export type TakingBackReason = z.infer<typeof TakingBackReason>

const which = {
  /** True takes every interview of the import out of all numbers and quotas, false lets them in again. */
  takenBack: z.boolean(),
}

/** POST /api/imports/:importId/taking-back/preview: what would become of the index; nothing is changed. */
export const TakingBackPreview = z.strictObject(which)
export type TakingBackPreview = z.infer<typeof TakingBackPreview>

/**
 * POST /api/imports/:importId/taking-back: answered with the import, whose `standing` is `leaving` or `returning` while it
 * goes on in the background. Asked for again where it stopped on the way, it goes on.
 */
export const TakingBack = z.strictObject({
  ...which,
  reason: TakingBackReason,
  /** Emptied when any answers of the import are erased; the reason stays. */
  note: Prose.max(500).default(''),
})
export type TakingBack = z.infer<typeof TakingBack>

export const TakingBackEffect = ExclusionEffect.omit({ changed: true }).extend({
  /** That leave, or come back. */
  interviews: z.number().int(),
  /** Of these, left out one by one before: they stay so when the import is let in again. */
  excluded: z.number().int(),
})
export type TakingBackEffect = z.infer<typeof TakingBackEffect>
