import type { CodeBook, Field } from '../../stats/coding/code-book.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import { findAttribute } from '../../stats/instruments/attributes.ts'
import type { AnswerKind, Attribute, Language } from '../../stats/instruments/instrument.ts'
import { canonicalJson, sha256 } from '../canonical-json.ts'
import { bookModules, type DesignedModule } from './book-modules.ts'
import { type BookedModule, buildCodeBook, CONSENT, fieldsOf } from './build-code-book.ts'
import { buildModel, type FormModel } from './build-model.ts'
import {
  buildAttribute,
  buildBrandQuestion,
  buildBrandsQuestion,
  buildQuestion,
  type Question,
} from './build-question.ts'
import { type Localised, type Say, SURVEY_LOCALES, sayer, unpiped } from './localised.ts'
import { markdown } from './markdown.ts'
import type { PlacedItem } from './place-module.ts'
import { predictedMinutes } from './predicted-minutes.ts'
import { visibleIf } from './visible-if.ts'

export type { FormModel }

type ByLanguage = Readonly<Partial<Record<Language, string>>>

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
}

export interface BuiltForm {
  /** SurveyJS JSON: one card per page, every text in every language of the program. */
  readonly survey: Readonly<Record<string, unknown>>
  readonly codeBook: CodeBook
  /** Null where no module measures an index. */
  readonly model: FormModel | null
  /** SHA-256 of the canonical JSON of survey, code book and model. */
  readonly contentHash: string
  /** Questions a respondent may be asked, attributes included. */
  readonly items: number
  /** For a respondent with an average share of the rotating modules. */
  readonly minutes: number
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
    items: codeBook.fields.length + attributes.length,
    minutes: predictedMinutes(modules, { rotating, loop, attributes: attributes.length }),
  }
}

const hasConsent = ({ consent = {} }: FormDesign) => Object.keys(consent).length > 0

function surveyOf(
  design: FormDesign,
  modules: readonly BookedModule[],
  { fields, loop }: CodeBook,
  attributes: readonly Attribute[],
): Question {
  if (design.languages.length === 0) throw new RangeError('buildForm: no language is chosen')
  const say = sayer(design.languages)
  const cards = new Cards(design, fields, say)
  const first =
    loop === undefined
      ? buildBrandQuestion(design.brands, say)
      : buildBrandsQuestion(design.brands, loop.most, say)
  const pages = modules.flatMap(({ items }) => {
    const looped = loop !== undefined && items.some(({ code }) => loop.fields.includes(code))
    if (!looped) return items.map((item) => cards.page(item))
    return loop.brands.flatMap(({ key, brandId }) =>
      items.map((item) => ({
        ...cards.page(item, { key, brandId }),
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
    pages: [
      ...(hasConsent(design) ? [consentPage(design, say)] : []),
      alone(first),
      ...pages,
      ...attributes.map((attribute) => alone(buildAttribute(attribute, say))),
    ],
  }
}

interface LoopedBrand {
  readonly key: string
  readonly brandId: string
}

/** Items as pages of one card each. */
class Cards {
  private readonly design: FormDesign
  private readonly fields: readonly Field[]
  private readonly say: Say

  constructor(design: FormDesign, fields: readonly Field[], say: Say) {
    this.design = design
    this.fields = fields
    this.say = say
  }

  /** `brand`: of a form that asks the item once per brand. */
  page(item: PlacedItem, brand?: LoopedBrand): Question {
    const nameOf = (code: string) => (brand === undefined ? code : loopedKey(code, brand.key))
    const title = this.text(item, 'items', brand)
    const description = this.description(item, brand)
    const questions = fieldsOf(item).map((field, place) => {
      const column = item.columns?.[place]
      const texts =
        column === undefined
          ? { title, ...(description === undefined ? {} : { description }) }
          : { title: this.column(item, column, brand) }
      return buildQuestion(
        field,
        {
          name: nameOf(field.code),
          wording: item.wording,
          texts: { ...texts, choiceText: (choice) => this.choice(item, choice) },
          shown:
            field.shownWhen === undefined
              ? undefined
              : visibleIf(
                  { ...field.shownWhen, item: nameOf(field.shownWhen.item) },
                  this.answerOf(field.shownWhen.item),
                ),
        },
        this.say,
      )
    })
    const picture = item.entry?.picture
    const shown =
      picture === undefined
        ? []
        : [
            {
              type: 'image',
              name: `picture-${nameOf(item.code)}`,
              imageLink: `picture:${picture}`,
              altText: title,
            },
          ]
    return {
      name: `page-${nameOf(item.code)}`,
      ...(item.columns === undefined ? {} : { title, ...(description === undefined ? {} : { description }) }),
      elements: [...shown, ...questions],
    }
  }

  private answerOf(code: string): AnswerKind {
    const field = this.fields.find((field) => field.code === code)
    if (field === undefined) throw new RangeError(`buildForm: routing names unknown item "${code}"`)
    return field.answer
  }

  private text(item: PlacedItem, part: 'items' | 'helps', brand: LoopedBrand | undefined): Localised {
    return this.say(`item "${item.code}"`, (wording, language) =>
      this.filled(wording[part][item.wording], language, item, brand),
    )
  }

  private column(item: PlacedItem, column: string, brand: LoopedBrand | undefined): Localised {
    return this.say(`column "${column}"`, ({ columns }, language) =>
      this.filled(columns[column], language, item, brand),
    )
  }

  private description(item: PlacedItem, brand: LoopedBrand | undefined): Localised | undefined {
    const { entry } = item
    if (entry?.description !== undefined) {
      const { description } = entry
      return this.say('description', (_, language) => unpiped(description[language] ?? ''))
    }
    const helped = this.say('help', ({ helps }) => helps[item.wording] ?? '')['default'] !== ''
    return helped ? this.text(item, 'helps', brand) : undefined
  }

  /** Brands and entries are chosen by their keys. */
  private choice(item: PlacedItem, choice: string): Localised | undefined {
    const text = item.choiceTexts?.[choice]
    return text === undefined
      ? undefined
      : this.say(`choice "${choice}"`, (_, language) => named(`choice "${choice}"`, text, language))
  }

  private filled(
    text: string | undefined,
    language: Language,
    { entry, code }: PlacedItem,
    brand: LoopedBrand | undefined,
  ): string | undefined {
    const { category, period, brands } = this.design
    const rated = brands.find(({ id }) => id === brand?.brandId)
    // Functions, because `$&` in a typed name would be read as a pattern.
    const common = text
      ?.replaceAll('{category}', () => named('category', category, language))
      .replaceAll('{period}', () => named('period', period, language))
      .replaceAll('{entry}', () => named(`entry of "${code}"`, entry?.text ?? {}, language))
    return rated === undefined ? common : common?.replaceAll('{brand}', () => unpiped(rated.name))
  }
}

/** What is agreed to, in the designer's words, with the one answer that opens the form. */
function consentPage({ consent = {}, languages }: FormDesign, say: Say): Question {
  const html = Object.fromEntries(
    languages.map((language) => [SURVEY_LOCALES[language], markdown(named('consent', consent, language))]),
  )
  const shown = { default: Object.values(html)[0] ?? '', ...html }
  const question = {
    name: CONSENT.code,
    title: say('consent', ({ screens }) => screens.consent),
    type: 'radiogroup',
    isRequired: true,
    requiredErrorText: say('required', ({ screens }) => screens.required),
    choices: [{ value: 'agreed', text: say('agree', ({ screens }) => screens.agree) }],
  }
  return { name: 'page-consent', elements: [{ type: 'html', name: 'consent-text', html: shown }, question] }
}

const alone = (question: Question): Question => ({ name: `page-${question['name']}`, elements: [question] })

function named(what: string, texts: ByLanguage, language: Language): string {
  const text = texts[language]
  if (text === undefined) throw new RangeError(`buildForm: ${what} has no ${language} text`)
  return unpiped(text)
}

function existingAttribute(code: string): Attribute {
  const attribute = findAttribute(code)
  if (attribute === undefined) throw new RangeError(`buildForm: there is no attribute "${code}"`)
  return attribute
}
