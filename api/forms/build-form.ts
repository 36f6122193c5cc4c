import type { CodeBook } from '../../stats/coding/code-book.ts'
import type { ConstructMode, Language, Scale } from '../../stats/instruments/instrument.ts'

/** What a form is made of: the part of a program that respondents can see. */
export interface FormDesign {
  readonly name: string
  readonly category: Readonly<Partial<Record<Language, string>>>
  readonly period: Readonly<Partial<Record<Language, string>>>
  readonly languages: readonly Language[]
  readonly brands: readonly { readonly id: string; readonly name: string }[]
  readonly instrument: { readonly name: string; readonly version: number }
  readonly attributes: readonly string[]
}

/** The path model a form measures, as stats/pls specifyModel reads it. */
export interface FormModel {
  readonly constructs: readonly {
    readonly name: string
    readonly mode: ConstructMode
    readonly items: readonly string[]
  }[]
  readonly paths: readonly (readonly [from: string, to: string])[]
  readonly scale: Readonly<Record<string, Scale>>
  /** The construct whose score is the satisfaction index. */
  readonly target: string
}

export interface BuiltForm {
  readonly survey: Readonly<Record<string, unknown>>
  readonly codeBook: CodeBook
  readonly model: FormModel
  /** SHA-256 of the canonical JSON of survey, code book and model. */
  readonly contentHash: string
  /** Questions a respondent may be asked, attributes included. */
  readonly items: number
  readonly minutes: number
}

/** Throws a RangeError naming the instrument, attribute or language that does not exist. */
export function buildForm(_design: FormDesign): BuiltForm {
  throw new Error('buildForm: not written yet')
}
