import type { CodeBook } from '../../stats/coding/code-book.ts'
import { findAttribute } from '../../stats/instruments/attributes.ts'
import { findInstrument } from '../../stats/instruments/catalogue.ts'
import type { AnswerKind, Attribute, Instrument, Language } from '../../stats/instruments/instrument.ts'
import { canonicalJson, sha256 } from '../canonical-json.ts'
import { buildCodeBook } from './build-code-book.ts'
import { buildModel, type FormModel } from './build-model.ts'
import {
  buildAttribute,
  buildBrandQuestion,
  buildQuestion,
  type Question,
  type Titled,
} from './build-question.ts'
import { type Say, sayer, unpiped } from './localised.ts'
import { predictedMinutes } from './predicted-minutes.ts'

export type { FormModel }

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

export interface BuiltForm {
  /** SurveyJS JSON: one question per page, every text in every language of the program. */
  readonly survey: Readonly<Record<string, unknown>>
  readonly codeBook: CodeBook
  readonly model: FormModel
  /** SHA-256 of the canonical JSON of survey, code book and model. */
  readonly contentHash: string
  /** Questions a respondent may be asked, attributes included. */
  readonly items: number
  readonly minutes: number
}

/**
 * The questionnaire of a program: the same design gives the same form, to the last byte.
 * Throws a RangeError naming the instrument, attribute or text that does not exist.
 */
export function buildForm(design: FormDesign): BuiltForm {
  const instrument = existingInstrument(design)
  const attributes = design.attributes.map(existingAttribute)
  const codeBook = buildCodeBook(instrument, attributes)
  const model = buildModel(instrument, codeBook)
  const survey = surveyOf(design, codeBook, attributes)
  const contentHash = sha256(canonicalJson({ survey, codeBook, model }))
  return {
    survey,
    codeBook,
    model,
    contentHash,
    items: codeBook.fields.length + attributes.length,
    minutes: predictedMinutes(instrument.items, attributes.length),
  }
}

function surveyOf(design: FormDesign, { fields }: CodeBook, attributes: readonly Attribute[]): Question {
  if (design.languages.length === 0) throw new RangeError('buildForm: no language is chosen')
  const say = sayer(design.languages)
  const title = titled(design, say)
  const answerOf = (code: string): AnswerKind => {
    const field = fields.find((field) => field.code === code)
    if (field === undefined) throw new RangeError(`buildForm: routing names unknown item "${code}"`)
    return field.answer
  }
  const questions = [
    buildBrandQuestion(design.brands, say),
    ...fields.map((field) => buildQuestion(field, answerOf, title, say)),
    ...attributes.map((attribute) => buildAttribute(attribute, say)),
  ]
  return {
    title: unpiped(design.name),
    showTitle: false,
    showQuestionNumbers: false,
    requiredMark: '',
    checkErrorsMode: 'onNextPage',
    autoFocusFirstError: true,
    pages: questions.map((question) => ({ name: `page-${question['name']}`, elements: [question] })),
  }
}

function titled({ category, period }: FormDesign, say: Say): Titled {
  return (where, code) =>
    say(where, ({ items }, language) => {
      // Functions, because `$&` in a typed name would be read as a pattern.
      return items[code]
        ?.replaceAll('{category}', () => named('category', category, language))
        .replaceAll('{period}', () => named('period', period, language))
    })
}

function named(what: string, texts: Readonly<Partial<Record<Language, string>>>, language: Language): string {
  const text = texts[language]
  if (text === undefined) throw new RangeError(`buildForm: ${what} has no ${language} text`)
  return unpiped(text)
}

function existingInstrument({ instrument: { name, version } }: FormDesign): Instrument {
  const instrument = findInstrument(name, version)
  if (instrument === undefined)
    throw new RangeError(`buildForm: there is no instrument "${name}" version ${version}`)
  return instrument
}

function existingAttribute(code: string): Attribute {
  const attribute = findAttribute(code)
  if (attribute === undefined) throw new RangeError(`buildForm: there is no attribute "${code}"`)
  return attribute
}
