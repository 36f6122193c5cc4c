import { z } from 'zod'
import { AnalysisRun, AnalysisStatus, IndexSlice, PartialsRead, WaveRead } from './analysis.ts'
import { Id, Language, Text } from './common.ts'

/** Which answers: of one wave or (null) of all, about one brand or (null) about all, narrowed by segments. */
export const ModuleSlice = IndexSlice.extend({
  waveId: Id.nullable().default(null),
  brandId: Id.nullable().default(null),
})
export type ModuleSlice = z.infer<typeof ModuleSlice>

/** Which analysis: an instrument of the program, and one of the names that GET …/analyses gives its analyses. */
export const AskedModule = z.strictObject({ instrument: Text.max(60), feed: Text.max(200) })
export type AskedModule = z.infer<typeof AskedModule>

/** Left out: as the method has it by convention. Only for methods that resample, or draw. */
export const ModuleOptions = z.strictObject({
  resamples: z.int().min(1).max(20_000).optional(),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31)
    .optional(),
})
export type ModuleOptions = z.infer<typeof ModuleOptions>

/** POST /api/analyses: what the answers to one module say. */
export const NewModuleAnalysis = z.strictObject({
  method: z.literal('module'),
  slice: ModuleSlice,
  module: AskedModule,
  options: ModuleOptions.prefault({}),
})
export type NewModuleAnalysis = z.infer<typeof NewModuleAnalysis>

const Named = z.strictObject({ name: z.string(), version: z.number().int() })

/**
 * Why answers of a wave, or of one of its brands, were not read: the module was not asked, or with other questions than
 * now; they are too few to be told apart from the others' by subtraction; or the filter would tell a few of them.
 */
export const LeftOutReason = z.enum(['not-asked', 'asked-otherwise', 'too-few', 'would-single-out'])
export type LeftOutReason = z.infer<typeof LeftOutReason>

export const ModuleReceipt = z.strictObject({
  programId: Id,
  segments: z.record(z.string(), z.array(z.string())),
  waves: z.array(WaveRead),
  brands: z.array(z.strictObject({ id: Id, name: z.string(), own: z.boolean() })),
  /** `brandId` is null where it is the whole wave; `observations` could have been read otherwise. */
  leftOut: z.array(
    z.strictObject({
      waveId: Id,
      name: z.string(),
      brandId: Id.nullable(),
      reason: LeftOutReason,
      observations: z.number().int(),
    }),
  ),
  instrument: Named,
  feed: z.string(),
  /** What was asked of `analyse`, options by convention aside. */
  request: z.looseObject({ method: z.string() }),
  /** SHA-256 of the forms read. */
  formContentHashes: z.array(z.string()),
  exclusions: z.strictObject({
    outsideSegments: z.number().int(),
    /** Rotation drew other modules for them. */
    notAsked: z.number().int(),
  }),
  weights: z.enum(['none', 'import-column']),
  observations: z.number().int(),
  partials: PartialsRead,
  /** SHA-256 over the coded observations, and the words of open answers, in the order they were read. */
  inputFingerprint: z.string(),
  software: z.string(),
  computedAt: z.iso.datetime(),
})
export type ModuleReceipt = z.infer<typeof ModuleReceipt>

/** GET /api/analyses/:analysisId of a module; `result` is declared once, in stats (MethodResult). */
export const ModuleAnalysis = AnalysisRun.extend({
  method: z.literal('module'),
  slice: ModuleSlice,
  module: AskedModule,
  options: ModuleOptions,
  receipt: ModuleReceipt.nullable(),
  /** Why the result holds no numbers, as a sentence; null where it does, or is not there yet. */
  explanation: z.string().nullable(),
  /** False: answers, exclusions or waves have changed since; null until there is a result. */
  fresh: z.boolean().nullable(),
})
export type ModuleAnalysis = z.infer<typeof ModuleAnalysis>

/** One analysis that may be asked for. */
export const OfferedFeed = z.strictObject({
  feed: z.string(),
  method: z.string(),
  /** Of the words of the studio. */
  titleKey: z.string(),
  /** The item it is about, by the code its words are kept under, and the designer's own entry in them. */
  about: z
    .strictObject({
      code: z.string(),
      wording: z.string(),
      entry: z.partialRecord(Language, z.string()).nullable(),
    })
    .nullable(),
  /** What may be set. */
  options: z.array(z.enum(['resamples', 'seed'])),
  /** It reads open answers: for analysts only, and of whole answers only. */
  openAnswers: z.boolean(),
  /** Compared with other people's answers: asked for by this method, with a slice of both. */
  askedBy: z.enum(['module', 'servqual.beliefs']),
  /** The newest that was asked for of everybody (in the wave, where one is named) and has not failed; null: none was. */
  latest: z
    .strictObject({
      analysisId: Id,
      status: AnalysisStatus,
      createdAt: z.iso.datetime(),
      /** False: answers, exclusions or waves have changed since; null until there is a result. */
      fresh: z.boolean().nullable(),
    })
    .nullable(),
})
export type OfferedFeed = z.infer<typeof OfferedFeed>

export const OfferedModule = z.strictObject({
  instrument: Named,
  title: z.record(Language, z.string()),
  /** Whether its answers belong to a brand. */
  byBrand: z.boolean(),
  waveIds: z.array(Id),
  feeds: z.array(OfferedFeed),
})
export type OfferedModule = z.infer<typeof OfferedModule>

/** GET /api/programs/:programId/analyses */
export const OfferedAnalyses = z.strictObject({ modules: z.array(OfferedModule) })
export type OfferedAnalyses = z.infer<typeof OfferedAnalyses>
