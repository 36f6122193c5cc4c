import { z } from 'zod'
import { Id, Language, Name, Prose } from './common.ts'

const Texts = z.record(Language, z.string())
const parameter = { name: z.string(), title: Texts, help: Texts }
const Valued = z.strictObject({ value: z.string(), title: Texts })

/** What a designer sets when placing an instrument. */
export const ParameterSummary = z.discriminatedUnion('kind', [
  z.strictObject({
    ...parameter,
    kind: z.literal('entries'),
    min: z.number().int(),
    max: z.number().int(),
    described: z.boolean(),
  }),
  z.strictObject({ ...parameter, kind: z.literal('switch'), default: z.boolean() }),
  z.strictObject({
    ...parameter,
    kind: z.literal('number'),
    min: z.number().int(),
    max: z.number().int(),
    default: z.number().int(),
  }),
  z.strictObject({ ...parameter, kind: z.literal('choice'), of: z.array(Valued), default: z.string() }),
  z.strictObject({
    ...parameter,
    kind: z.literal('subset'),
    of: z.array(Valued),
    min: z.number().int(),
    default: z.array(z.string()),
  }),
])
export type ParameterSummary = z.infer<typeof ParameterSummary>

/** GET /api/instruments: what a program can be made from. */
export const InstrumentSummary = z.strictObject({
  name: z.string(),
  version: z.number().int(),
  title: z.record(Language, z.string()),
  description: z.record(Language, z.string()),
  family: z.string(),
  parameters: z.array(ParameterSummary),
  /** Names of the analyses its answers reach. */
  feeds: z.array(z.string()),
  /** Questions and minutes when it has just been placed: as few entries of the designer's own as there must be. */
  items: z.number().int(),
  minutes: z.number(),
  constructs: z.array(z.strictObject({ name: z.string(), title: z.record(Language, z.string()) })),
  paths: z.array(z.tuple([z.string(), z.string()])),
  /** What each item asks; {brand}, {category} and {period} stand for the program's own words. */
  questions: z.array(z.strictObject({ code: z.string(), title: z.record(Language, z.string()) })),
})
export type InstrumentSummary = z.infer<typeof InstrumentSummary>

/** Questions about the respondent that a form may end with; their answers are segments. */
export const AttributeSummary = z.strictObject({
  code: z.string(),
  /** A word or two, for filters and tables. */
  label: z.record(Language, z.string()),
  /** The question as the respondent reads it. */
  title: z.record(Language, z.string()),
  values: z.array(z.strictObject({ value: z.string(), title: z.record(Language, z.string()) })),
})
export type AttributeSummary = z.infer<typeof AttributeSummary>

/** How many of each one program may have. */
export const MOST = { modules: 20, attributes: 20, brands: 12 } as const

export const Catalogue = z.strictObject({
  instruments: z.array(InstrumentSummary),
  attributes: z.array(AttributeSummary),
  /** What `MOST` says, for whoever designs. */
  most: z.strictObject({
    modules: z.number().int(),
    attributes: z.number().int(),
    brands: z.number().int(),
  }),
})
export type Catalogue = z.infer<typeof Catalogue>

const Named = z.strictObject({ name: z.string().max(60), version: z.number().int() })

/** An instrument placed in a program. `parameters` are checked against the instrument's own. */
export const Module = z.strictObject({
  instrument: Named,
  parameters: z.record(z.string().max(60), z.unknown()).default({}),
  /** Of the rotating ones each respondent is asked only so many as the program says, drawn by weight. */
  asked: z.enum(['always', 'rotating']).default('always'),
  weight: z.number().min(0.1).max(10).default(1),
})
export type Module = z.infer<typeof Module>

export const NewBrand = z.strictObject({ name: Name, own: z.boolean() })

export const RedirectWhen = z.enum(['button', 'at-once'])
export type RedirectWhen = z.infer<typeof RedirectWhen>

const design = {
  name: Name,
  purpose: Prose,
  /** What is rated, in the respondent's words: {category} in the wordings, by language. */
  category: z.partialRecord(Language, Name),
  /** The time the questions look back on: {period} in the wordings, by language. */
  period: z.partialRecord(Language, Name),
  /** In the order asked. */
  modules: z.array(Module).min(1).max(MOST.modules),
  /** How many of the rotating modules each respondent is asked. */
  rotating: z.number().int().min(0).max(MOST.modules),
  /** Most brands one respondent rates; 0: one brand, by link or by screening question. */
  loop: z.number().int().min(0).max(MOST.brands),
  languages: z.array(Language).min(1).max(3),
  brands: z.array(NewBrand).min(1).max(MOST.brands),
  attributes: z.array(z.string().max(60)).max(MOST.attributes),
  /** Agreed to before the first question; emphasis and links only. None: nothing is asked. */
  consent: z.partialRecord(Language, Prose),
  /** What becomes of the answers, told without asking to agree; emphasis and links only. None: nothing is said. */
  privacy: z.partialRecord(Language, Prose),
  /** Said after the last question; emphasis and links only. */
  thanks: z.partialRecord(Language, Prose),
  /** Where respondents go after the thanks: https, of a host the installation allows. */
  redirect: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable(),
  /** By a button on the page with the receipt, or at once in its place. */
  redirectWhen: RedirectWhen,
}

/** What the designer decides; everything may change until the program is published. */
export const NewProgram = z.strictObject({
  ...design,
  purpose: design.purpose.default(''),
  attributes: design.attributes.default([]),
  rotating: design.rotating.default(0),
  loop: design.loop.default(0),
  consent: design.consent.default({}),
  privacy: design.privacy.default({}),
  thanks: design.thanks.default({}),
  redirect: design.redirect.default(null),
  redirectWhen: design.redirectWhen.default('button'),
})
export type NewProgram = z.infer<typeof NewProgram>

/**
 * PATCH: any part. What a published program changes reaches respondents only when it is published again; its brands
 * stay, in their order, and may be renamed and added to.
 */
export const ProgramChange = z.strictObject(design).partial()
export type ProgramChange = z.infer<typeof ProgramChange>

export const Brand = z.strictObject({
  id: Id,
  name: z.string(),
  own: z.boolean(),
  position: z.number().int(),
})
export type Brand = z.infer<typeof Brand>

export const FormSummary = z.strictObject({
  id: Id,
  number: z.number().int(),
  contentHash: z.string(),
  publishedAt: z.iso.datetime(),
})

export const Program = z.strictObject({
  id: Id,
  name: z.string(),
  purpose: z.string(),
  category: z.partialRecord(Language, z.string()),
  period: z.partialRecord(Language, z.string()),
  modules: z.array(Module),
  rotating: z.number().int(),
  loop: z.number().int(),
  languages: z.array(Language),
  brands: z.array(Brand),
  attributes: z.array(z.string()),
  /** What any form of it has asked about the respondent; results can be narrowed by all of it. */
  askedAttributes: z.array(z.string()),
  consent: z.partialRecord(Language, z.string()),
  privacy: z.partialRecord(Language, z.string()),
  thanks: z.partialRecord(Language, z.string()),
  redirect: z.string().nullable(),
  redirectWhen: RedirectWhen,
  status: z.enum(['draft', 'published']),
  /** Changed since it was published last; respondents are asked the newest form until it is published again. */
  edited: z.boolean(),
  /** The form that new waves use; null while a draft. */
  form: FormSummary.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Program = z.infer<typeof Program>

/** GET /api/programs */
export const ProgramSummary = z.strictObject({
  id: Id,
  name: z.string(),
  status: z.enum(['draft', 'published']),
  modules: z.array(Named),
  brands: z.array(Brand),
  waves: z.number().int(),
  responses: z.number().int(),
  updatedAt: z.iso.datetime(),
})
export type ProgramSummary = z.infer<typeof ProgramSummary>

/** GET /api/programs/:programId/preview: the form as it would be published now. */
export const FormPreview = z.strictObject({
  survey: z.record(z.string(), z.unknown()),
  items: z.number().int(),
  /** On average, and for those who are asked least and most: what is drawn differs, and how many brands are rated. Not rounded. */
  minutes: z.number(),
  leastMinutes: z.number(),
  mostMinutes: z.number(),
  /** Of each module as it is set, by its instrument's name, on average of those who are asked it. */
  moduleMinutes: z.record(z.string(), z.number()),
})
export type FormPreview = z.infer<typeof FormPreview>
