import { z } from 'zod'
import { Id, Text } from './common.ts'

export const RESAMPLES_PUBLISHED = 5000

/** Which observations: all waves and brands of a program, narrowed by segments (attribute code → chosen values). */
export const Slice = z.strictObject({
  programId: Id,
  segments: z.record(Text.max(60), z.array(Text.max(60)).min(1).max(50)).default({}),
})
export type Slice = z.infer<typeof Slice>

/** Whether answers that were broken off, and say enough by handbook 0.4, are read beside the whole ones. */
export const Partials = z.enum(['leave-out', 'include'])
export type Partials = z.infer<typeof Partials>

export const IndexSlice = Slice.extend({ partials: Partials.default('leave-out') })
export type IndexSlice = z.infer<typeof IndexSlice>

export const AnalysisOptions = z.strictObject({
  scheme: z.enum(['path', 'factorial', 'centroid']).default('path'),
  missing: z.enum(['auto', 'mean', 'listwise', 'pairwise']).default('auto'),
  /** 0: closed-form margins at once; 500 while editing; 5,000 for published numbers. */
  resamples: z.int().min(0).max(20_000).default(RESAMPLES_PUBLISHED),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31)
    .default(20_261_122),
})
export type AnalysisOptions = z.infer<typeof AnalysisOptions>

/** POST /api/analyses */
export const NewAnalysis = z.strictObject({
  method: z.literal('index'),
  slice: IndexSlice,
  options: AnalysisOptions.prefault({}),
})
export type NewAnalysis = z.infer<typeof NewAnalysis>

export const AnalysisStatus = z.enum(['queued', 'running', 'done', 'failed', 'cancelled'])
export type AnalysisStatus = z.infer<typeof AnalysisStatus>

const Named = z.strictObject({ name: z.string(), version: z.number().int() })

/** Of a receipt: a wave that was read. */
export const WaveRead = z.strictObject({
  id: Id,
  name: z.string(),
  formNumber: z.number().int(),
  opensOn: z.string(),
})

/**
 * Of a receipt: answers that were broken off. `usable`: those that may be added, and with the choice `include` are among
 * `observations`; `heldBack`: cells with others, too few to be added without telling their answers.
 */
export const PartialsRead = z.strictObject({
  choice: Partials,
  usable: z.number().int(),
  heldBack: z.number().int(),
})

/** Of every analysis, whatever was asked. */
export const AnalysisRun = z.strictObject({
  id: Id,
  status: AnalysisStatus,
  /** 0 to 1. */
  progress: z.number(),
  secondsLeft: z.number().nullable(),
  /** Why it failed, as a sentence. */
  failure: z.string().nullable(),
  result: z.unknown(),
  createdAt: z.iso.datetime(),
})

/** Everything needed to get the same numbers again, to the last digit. */
export const Receipt = z.strictObject({
  programId: Id,
  segments: z.record(z.string(), z.array(z.string())),
  waves: z.array(WaveRead),
  /**
   * Answers given to a form that measures another model, or none (null): never read into this one's numbers. A wave that
   * is not among `waves` is left out as a whole.
   */
  leftOut: z.array(
    z.strictObject({
      waveId: Id,
      name: z.string(),
      instrument: Named.nullable(),
      observations: z.number().int(),
    }),
  ),
  brands: z.array(z.strictObject({ id: Id, name: z.string(), own: z.boolean() })),
  instrument: Named,
  formContentHash: z.string(),
  options: AnalysisOptions,
  exclusions: z.strictObject({ outsideSegments: z.number().int() }),
  weights: z.enum(['none', 'import-column']),
  observations: z.number().int(),
  partials: PartialsRead,
  /** Answers to the model's items that are no number, by cell and by why (handbook 0.3). */
  unanswered: z.array(
    z.strictObject({ waveId: Id, brandId: Id, byState: z.record(z.string(), z.number().int()) }),
  ),
  /** SHA-256 over the coded observations in the order they were read. */
  inputFingerprint: z.string(),
  software: z.string(),
  computedAt: z.iso.datetime(),
})
export type Receipt = z.infer<typeof Receipt>

/** GET /api/analyses/:analysisId; `result` is declared once, in stats (IndexAnalysis). */
export const Analysis = AnalysisRun.extend({
  method: z.literal('index'),
  slice: IndexSlice,
  options: AnalysisOptions,
  receipt: Receipt.nullable(),
})
export type Analysis = z.infer<typeof Analysis>
