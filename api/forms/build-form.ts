import type { CodeBook } from '../../stats/coding/code-book.ts'
import { findAttribute } from '../../stats/instruments/attributes.ts'
import type { Attribute, Language } from '../../stats/instruments/instrument.ts'
import { canonicalJson, sha256 } from '../canonical-json.ts'
import { bookModules, type DesignedModule } from './book-modules.ts'
import { type ByLanguage, cardBuilder, named } from './build-card.ts'
import { type BookedModule, buildCodeBook, CONSENT } from './build-code-book.ts'
import { buildModel, type FormModel } from './build-model.ts'
import { buildAttribute, buildBrandQuestion, buildBrandsQuestion, type Question } from './build-question.ts'
import { type Localised, type Say, SURVEY_LOCALES, sayer, unpiped } from './localised.ts'
import { markdown } from './markdown.ts'
import { moduleMinutes, type PredictedMinutes, predictedMinutes } from './predicted-minutes.ts'

export type { FormModel }

/** What a form is made of: the part of a program that respondents can see. */
export interface FormDesign {
  readonly name: string
  readonly category: ByLanguage
  readonly period: ByLanguage
  readonly languages: readonly Language[]
  readonly brands: readonly { readonly id: string; readonly name: string }[]
  readonly modules: readonly DesignedModule[]
  readonly rotating?: number
  readonly loop?: number
  readonly attributes: readonly string[]
  readonly consent?: ByLanguage
  readonly privacy?: ByLanguage
}

export interface BuiltForm extends PredictedMinutes {
  /** SurveyJS JSON: one card per page, every text in every language of the program. */
  readonly survey: Readonly<Record<string, unknown>>
  readonly codeBook: CodeBook
  /** Null where no module measures an index. */
  readonly model: FormModel | null
  /** SHA-256 of the canonical JSON of survey, code book and model. */
  readonly contentHash: string
  /** Questions a respondent may be asked, attributes included. */
  readonly items: number
  /** Of each module by its instrument's name, for an average respondent among those who are asked it. */
  readonly moduleMinutes: Readonly<Record<string, number>>
}

/**
 * The questionnaire of a program: the same design gives the same form, to the last byte.
 * Throws a RangeError naming the instrument, attribute, setting or text that does not exist.
 */
export function buildForm(design: FormDesign): BuiltForm {
  const modules = bookModules(design)
  const attributes = design.attributes.map(existingAttribute)
  const { rotating = 0, loop = 0 } = design
  const codeBook = buildCodeBook(modules, attributes, {
    rotating,
    loop,
    brandIds: design.brands.map(({ id }) => id),
    consent: hasConsent(design),
  })
  const model = buildModel(modules, codeBook)
  const survey = surveyOf(design, modules, codeBook, attributes)
  const contentHash = sha256(canonicalJson({ survey, codeBook, model }))
  return {
    survey,
    codeBook,
    model,
    contentHash,
    items: questionsIn(codeBook) + attributes.length,
    ...predictedMinutes(codeBook, { asksBrand: design.brands.length > 1 }),
    moduleMinutes: moduleMinutes(codeBook),
  }
}

/** Asked once per brand counts as often as a respondent may rate one. */
const questionsIn = ({ fields, loop }: CodeBook): number =>
  fields.length + (loop === undefined ? 0 : loop.fields.length * (loop.most - 1))

const hasConsent = ({ consent = {} }: FormDesign) => Object.keys(consent).length > 0

function surveyOf(
  design: FormDesign,
  modules: readonly BookedModule[],
  { fields, loop }: CodeBook,
  attributes: readonly Attribute[],
): Question {
  if (design.languages.length === 0) throw new RangeError('buildForm: no language is chosen')
  const say = sayer(design.languages)
  const card = cardBuilder(design, fields, say)
  const first =
    loop === undefined
      ? buildBrandQuestion(design.brands, say)
      : buildBrandsQuestion(design.brands, loop.most, say)
  const pages = modules.flatMap(({ items }) => {
    const looped = loop !== undefined && items.some(({ code }) => loop.fields.includes(code))
    if (!looped) return items.map((item) => card(item))
    return loop.brands.flatMap(({ key, brandId }) =>
      items.map((item) => ({
        ...card(item, { key, brandId }),
        visibleIf: `{brands} contains '${brandId}'`,
      })),
    )
  })
  return {
    title: unpiped(design.name),
    showTitle: false,
    showQuestionNumbers: false,
    requiredMark: '',
    checkErrorsMode: 'onNextPage',
    autoFocusFirstError: true,
    ...privacyNote(design),
    pages: [
      ...(hasConsent(design) ? [consentPage(design, say)] : []),
      alone(first),
      ...pages,
      ...attributes.map((attribute) => alone(buildAttribute(attribute, say))),
    ],
  }
}

/** Beside the first card and the receipt; nothing that SurveyJS knows. */
function privacyNote({ privacy = {}, languages }: FormDesign): Question {
  return Object.keys(privacy).length === 0 ? {} : { privacy: proseOf('privacy', privacy, languages) }
}

/** A designer's words as the HTML that respondents get. */
function proseOf(what: string, texts: ByLanguage, languages: FormDesign['languages']): Localised {
  const html = Object.fromEntries(
    languages.map((language) => [SURVEY_LOCALES[language], markdown(named(what, texts, language))]),
  )
  return { default: Object.values(html)[0] ?? '', ...html }
}

/** What is agreed to, in the designer's words, with the one answer that opens the form. */
function consentPage({ consent = {}, languages }: FormDesign, say: Say): Question {
  const shown = proseOf('consent', consent, languages)
  const question = {
    name: CONSENT.code,
    title: say('consent', ({ screens }) => screens.consent),
    type: 'radiogroup',
    isRequired: true,
    requiredErrorText: say('consentRequired', ({ screens }) => screens.consentRequired),
    choices: [{ value: 'agreed', text: say('agree', ({ screens }) => screens.agree) }],
  }
  return { name: 'page-consent', elements: [{ type: 'html', name: 'consent-text', html: shown }, question] }
}

const alone = (question: Question): Question => ({ name: `page-${question['name']}`, elements: [question] })

function existingAttribute(code: string): Attribute {
  const attribute = findAttribute(code)
  if (attribute === undefined) throw new RangeError(`buildForm: there is no attribute "${code}"`)
  return attribute
}
