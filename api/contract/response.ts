import { z } from 'zod'
import { Id, Language, Moment } from './common.ts'

/** How the answers were given, as the device tells it: for quality checks and fieldwork, never a score. */
export const Paradata = z.strictObject({
  mode: z.literal('web').optional(),
  device: z.enum(['phone', 'tablet', 'desktop']).optional(),
  /** Of the window, in CSS pixels. */
  width: z.number().int().min(0).max(100_000).optional(),
  /** Seconds spent on each page, all visits to it together. */
  pageSeconds: z
    .record(z.string().max(120), z.number().min(0).max(31_536_000))
    .refine((pages) => Object.keys(pages).length <= 500, 'names more than 500 pages')
    .optional(),
  /** Whether the field was filled that people cannot see. */
  trap: z.boolean().optional(),
})
export type Paradata = z.infer<typeof Paradata>

/** POST /r/:key. `id` is made by the client and is the idempotency key: same id and body, same answer. */
export const Submission = z.strictObject({
  id: z.uuidv7().toLowerCase(),
  language: Language,
  /** Needed when the link is for the whole program; forbidden to differ from the link's brand otherwise. */
  brandId: Id.optional(),
  startedAt: Moment.optional(),
  answers: z.record(z.string().max(100), z.unknown()),
  paradata: Paradata.optional(),
})
export type Submission = z.infer<typeof Submission>

/** 201: written only after the database has committed. */
export const Recorded = z.strictObject({ id: Id, receivedAt: z.iso.datetime() })
export type Recorded = z.infer<typeof Recorded>

/** GET /r/:key/form: all the respondent's page needs. */
export const OpenForm = z.strictObject({
  state: z.enum(['planned', 'open', 'closed']),
  program: z.string(),
  formNumber: z.number().int(),
  languages: z.array(Language),
  minutes: z.number(),
  brands: z.array(z.strictObject({ id: Id, name: z.string() })),
  /** The link's brand, or null: then the page asks first. */
  brandId: Id.nullable(),
  /** SurveyJS JSON with texts in every language; null unless open. */
  survey: z.record(z.string(), z.unknown()).nullable(),
})
export type OpenForm = z.infer<typeof OpenForm>
