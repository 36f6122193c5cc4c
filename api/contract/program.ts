import { z } from 'zod'
import { Id, Language, Name, Prose } from './common.ts'

/** GET /api/instruments: what a program can be made from. */
export const InstrumentSummary = z.strictObject({
  name: z.string(),
  version: z.number().int(),
  title: z.record(Language, z.string()),
  description: z.record(Language, z.string()),
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

export const Catalogue = z.strictObject({
  instruments: z.array(InstrumentSummary),
  attributes: z.array(AttributeSummary),
})
export type Catalogue = z.infer<typeof Catalogue>

export const NewBrand = z.strictObject({ name: Name, own: z.boolean() })

const design = {
  name: Name,
  purpose: Prose,
  /** What is rated, in the respondent's words: {category} in the wordings, by language. */
  category: z.partialRecord(Language, Name),
  /** The time the questions look back on: {period} in the wordings, by language. */
  period: z.partialRecord(Language, Name),
  instrument: z.strictObject({ name: z.string().max(60), version: z.number().int() }),
  languages: z.array(Language).min(1).max(3),
  brands: z.array(NewBrand).min(1).max(12),
  attributes: z.array(z.string().max(60)).max(12),
}

/** What the designer decides; everything may change until the program is published. */
export const NewProgram = z.strictObject({
  ...design,
  purpose: design.purpose.default(''),
  attributes: design.attributes.default([]),
})
export type NewProgram = z.infer<typeof NewProgram>

/** PATCH: any part of a draft. A published program lets only its name and purpose change. */
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
  instrument: z.strictObject({ name: z.string(), version: z.number().int() }),
  languages: z.array(Language),
  brands: z.array(Brand),
  attributes: z.array(z.string()),
  status: z.enum(['draft', 'published']),
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
  instrument: z.strictObject({ name: z.string(), version: z.number().int() }),
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
  minutes: z.number(),
})
export type FormPreview = z.infer<typeof FormPreview>
