import { z } from 'zod'
import { AnalysisRun, NewAnalysis, Slice, WaveRead } from './analysis.ts'
import { Id } from './common.ts'
import { NewModuleAnalysis } from './module-analysis.ts'

/** One side of gap 1: a program's answers, of some of its waves or (null) of all, narrowed by segments. */
export const BeliefSlice = Slice.extend({ waveIds: z.array(Id).min(1).max(200).nullable().default(null) })
export type BeliefSlice = z.infer<typeof BeliefSlice>

export const BeliefOptions = z.strictObject({
  /** Of the margins. */
  level: z.number().min(0.5).max(0.999).default(0.95),
})
export type BeliefOptions = z.infer<typeof BeliefOptions>

/** POST /api/analyses: SERVQUAL gap 1, what customers expect less what managers believe they expect. */
export const NewBeliefAnalysis = z.strictObject({
  method: z.literal('servqual.beliefs'),
  /** The managers' answers. */
  slice: BeliefSlice,
  /** The customers' answers, in a program or in waves of their own. */
  beside: BeliefSlice,
  options: BeliefOptions.prefault({}),
})
export type NewBeliefAnalysis = z.infer<typeof NewBeliefAnalysis>

/** Whatever may be asked of POST /api/analyses. */
export const AnyNewAnalysis = z.discriminatedUnion('method', [
  NewAnalysis,
  NewBeliefAnalysis,
  NewModuleAnalysis,
])
export type AnyNewAnalysis = z.infer<typeof AnyNewAnalysis>

/** What was read on one side. */
export const BeliefSideReceipt = z.strictObject({
  programId: Id,
  programName: z.string(),
  segments: z.record(z.string(), z.array(z.string())),
  waves: z.array(WaveRead),
  /**
   * Chosen waves that were not read: their respondents were not asked this, or are too few to be told apart from the
   * others' by subtraction.
   */
  leftOut: z.array(z.strictObject({ id: Id, name: z.string(), reason: z.enum(['not-asked', 'too-few']) })),
  /** SHA-256 of the forms read. */
  formContentHashes: z.array(z.string()),
  weights: z.enum(['none', 'import-column']),
  observations: z.number().int(),
  /** SHA-256 over the coded observations in the order they were read. */
  inputFingerprint: z.string(),
})
export type BeliefSideReceipt = z.infer<typeof BeliefSideReceipt>

export const BeliefReceipt = z.strictObject({
  managers: BeliefSideReceipt,
  customers: BeliefSideReceipt,
  options: BeliefOptions,
  software: z.string(),
  computedAt: z.iso.datetime(),
})
export type BeliefReceipt = z.infer<typeof BeliefReceipt>

/** GET /api/analyses/:analysisId of gap 1; `result` is declared once, in stats (MethodResult with BeliefGaps). */
export const BeliefAnalysis = AnalysisRun.extend({
  method: z.literal('servqual.beliefs'),
  slice: BeliefSlice,
  beside: BeliefSlice,
  options: BeliefOptions,
  receipt: BeliefReceipt.nullable(),
  /** False: on either side answers, exclusions or waves have changed since; null until there is a result. */
  fresh: z.boolean().nullable(),
})
export type BeliefAnalysis = z.infer<typeof BeliefAnalysis>
