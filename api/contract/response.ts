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
  /** Number of the form that was answered; missing: the one the wave asks now. */
  form: z.number().int().min(1).max(1_000_000).optional(),
  /** Their keys and values are the code book's to judge, every one. */
  answers: z.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'Invalid input: expected object',
  ),
  paradata: Paradata.optional(),
})
export type Submission = z.infer<typeof Submission>

/** 201: written only after the database has committed. */
export const Recorded = z.strictObject({ id: Id, receivedAt: z.iso.datetime() })
export type Recorded = z.infer<typeof Recorded>

/** PUT /r/:key/partial: answers under way, whole each time. `sealed` says whose they are and that we said so. */
export const PartialAnswers = z.strictObject({
  sealed: z.string().max(100),
  language: Language,
  brandId: Id.nullable(),
  form: z.number().int().min(1).max(1_000_000),
  answers: z.record(z.string().max(100), z.unknown()),
  /** The first page not yet answered. */
  page: z.string().max(120),
  /** Counts the savings: of two the higher one is kept. */
  revision: z.number().int().min(1).max(1_000_000),
  startedAt: Moment,
  paradata: Paradata.default({}),
})
export type PartialAnswers = z.infer<typeof PartialAnswers>

/** 200. `kept` is false when a newer saving is there, or the answers were sent already. */
export const PartialKept = z.strictObject({ kept: z.boolean() })
export type PartialKept = z.infer<typeof PartialKept>

/** What the respondent's page is handed inside itself, to go on from. */
export const Answering = z.strictObject({
  /** `/r/KEY` */
  address: z.string(),
  /** Of the invitation the page was opened through. */
  token: z.string().nullable(),
  sealed: z.string(),
  form: z.number().int(),
  /** The brand that need not be asked. */
  brandId: Id.nullable(),
  language: Language,
  answers: z.record(z.string(), z.unknown()),
  /** The page shown. */
  page: z.string(),
  /** The first page not yet answered. */
  reached: z.string(),
  /** Seconds spent on each page so far. */
  pageSeconds: z.record(z.string(), z.number()),
  /** Questions whose answers may decide a quota, besides the brand. */
  attributes: z.array(z.string()),
  revision: z.number().int(),
  startedAt: z.string(),
  resumed: z.boolean(),
})
export type Answering = z.infer<typeof Answering>

/** What the page after the last card is handed inside itself: whose answers have arrived, or are deleted. */
export const Ended = z.strictObject({
  id: Id,
  /** Where respondents are sent on to at once; null: nowhere, or by a link alone. */
  onward: z.string().nullable(),
})
export type Ended = z.infer<typeof Ended>

/** GET /r/:key/form: all the respondent's page needs. `?id=`: laid out for that response; `&form=`: an older one. */
export const OpenForm = z.strictObject({
  state: z.enum(['planned', 'open', 'closed']),
  program: z.string(),
  formNumber: z.number().int(),
  languages: z.array(Language),
  /** Of all of it for this respondent, not rounded: the middle where they may choose several brands. */
  minutes: z.number(),
  /**
   * What each page of the survey takes, in its order; which question decides whether it is asked, and about which brand. `standsFor`:
   * how many pages it stands for while that question is open, where each choice taken there is asked the same.
   */
  steps: z.array(
    z.strictObject({
      seconds: z.number(),
      decider: z.string().optional(),
      brand: z.string().optional(),
      standsFor: z.number().int().optional(),
    }),
  ),
  brands: z.array(z.strictObject({ id: Id, name: z.string() })),
  /** The link's brand, or null: then the page asks first. */
  brandId: Id.nullable(),
  /** SurveyJS JSON with texts in every language; null unless open, and for answers that were erased. */
  survey: z.record(z.string(), z.unknown()).nullable(),
  /** `id.seal` of a new response: the id to answer under, the whole to save and resume with. Null when `id` was asked. */
  sealed: z.string().nullable(),
  /** What the page says besides the questions, by language. */
  texts: z.partialRecord(Language, z.record(z.string(), z.string())),
})
export type OpenForm = z.infer<typeof OpenForm>
