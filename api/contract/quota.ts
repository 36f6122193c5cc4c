import { z } from 'zod'
import { Id, Language } from './common.ts'

/** A group of respondents: of one brand (null: any), with all of these attributes (none: everybody). */
const cell = {
  brandId: Id.nullable(),
  attributes: z
    .record(z.string().min(1).max(60), z.string().min(1).max(200))
    .refine((attributes) => Object.keys(attributes).length <= 5, 'names more than 5 attributes'),
}

export const NewQuota = z.strictObject({
  ...cell,
  /** Most answers taken; 0 takes none. */
  target: z.number().int().min(0).max(1_000_000),
})
export type NewQuota = z.infer<typeof NewQuota>

/** PUT /api/waves/:waveId/quotas: all of a wave's quotas; those left out are removed. Cells may overlap: the fullest counts. */
export const QuotaList = z.strictObject({ quotas: z.array(NewQuota).max(200, 'are more than 200') })
export type QuotaList = z.infer<typeof QuotaList>

export const Quota = z.strictObject({
  id: Id,
  ...cell,
  target: z.number().int(),
  /** Responses taken; may be above the target when that was lowered, or interviews were imported. */
  taken: z.number().int(),
})
export type Quota = z.infer<typeof Quota>

/** GET /api/waves/:waveId/quotas, with what its cells may be made of. */
export const Quotas = z.strictObject({
  quotas: z.array(Quota),
  attributes: z.array(z.strictObject({ code: z.string(), values: z.array(z.string()) })),
})
export type Quotas = z.infer<typeof Quotas>

/** POST /r/:key/screen: what is known of a respondent so far. With `sealed`, what was saved under it is ended if there is no room. */
export const ScreenRequest = z.strictObject({
  sealed: z.string().max(100).optional(),
  /** In which they read. */
  language: Language.default('en'),
  brandId: Id.nullable().default(null),
  /** Where several brands may be rated: those chosen. */
  brands: z.array(Id).max(100).default([]),
  attributes: z.record(z.string().max(60), z.string().max(200)).default({}),
})
export type ScreenRequest = z.infer<typeof ScreenRequest>

/** `room` is false when a quota that this respondent surely falls into is full; `full`: brands chosen that are not to be rated. */
export const ScreenAnswer = z.strictObject({ room: z.boolean(), full: z.array(Id) })
export type ScreenAnswer = z.infer<typeof ScreenAnswer>
