import type { Field } from '../../stats/coding/code-book.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import type { Language } from '../../stats/instruments/instrument.ts'
import { fieldsOf } from './build-code-book.ts'
import { buildQuestion, type Question, type Texts } from './build-question.ts'
import { type Localised, type Say, unpiped } from './localised.ts'
import type { PlacedItem } from './place-module.ts'
import { visibleIf } from './visible-if.ts'

export type ByLanguage = Readonly<Partial<Record<Language, string>>>

/** What the texts of a card are filled with. */
interface Filling {
  readonly category: ByLanguage
  readonly period: ByLanguage
  readonly brands: readonly { readonly id: string; readonly name: string }[]
}

interface LoopedBrand {
  readonly key: string
  readonly brandId: string
}

/** One item as a page of one card. `brand`: of a form that asks the item once per brand. */
export type BuildCard = (item: PlacedItem, brand?: LoopedBrand) => Question

/** `fields`: of the whole form, for the answers that routing compares. Throws a RangeError naming what is missing. */
export function cardBuilder(filling: Filling, fields: readonly Field[], say: Say): BuildCard {
  const fieldOf = (code: string): Field => {
    const field = fields.find((field) => field.code === code)
    if (field === undefined) throw new RangeError(`buildForm: routing names unknown item "${code}"`)
    return field
  }
  return (item, brand) => {
    const nameOf = (code: string) => (brand === undefined ? code : loopedKey(code, brand.key))
    const { title, description, columns } = textsOf(item, filler(filling, item, brand), say)
    const described = description === undefined ? {} : { description }
    const questions = fieldsOf(item).map((field, place) => {
      const { shownWhen, within } = field
      return buildQuestion(
        field,
        {
          name: nameOf(field.code),
          wording: item.wording,
          texts: {
            ...(columns?.[place] === undefined ? { title, ...described } : { title: columns[place] }),
            choiceText: (choice) => choiceText(item, choice, say),
          },
          shown:
            shownWhen === undefined
              ? undefined
              : visibleIf({ ...shownWhen, item: nameOf(shownWhen.item) }, fieldOf(shownWhen.item).answer),
          within: within === undefined ? undefined : { name: nameOf(within), states: fieldOf(within).states },
        },
        say,
      )
    })
    return {
      name: `page-${nameOf(item.code)}`,
      ...(columns === undefined ? {} : { title, ...described }),
      elements: [...pictureOf(item, nameOf(item.code), title), ...questions],
    }
  }
}

interface CardTexts extends Pick<Texts, 'title' | 'description'> {
  /** Where several scales stand side by side: what each asks. */
  readonly columns: readonly Localised[] | undefined
}

function textsOf(item: PlacedItem, fill: Fill, say: Say): CardTexts {
  const { code, wording, entry } = item
  const help = say('help', ({ helps }, language) => fill(helps[wording] ?? '', language))
  const own = entry?.description
  const description =
    own === undefined ? help : say('description', (_, language) => unpiped(own[language] ?? ''))
  return {
    title: say(`item "${code}"`, ({ items }, language) => fill(items[wording], language)),
    ...(own === undefined && help['default'] === '' ? {} : { description }),
    columns: item.columns?.map((column) =>
      say(`column "${column}"`, ({ columns }, language) => fill(columns[column], language)),
    ),
  }
}

/** Brands and entries are chosen by their keys. */
function choiceText({ choiceTexts }: PlacedItem, choice: string, say: Say): Localised | undefined {
  const text = choiceTexts?.[choice]
  const where = `choice "${choice}"`
  return text === undefined ? undefined : say(where, (_, language) => named(where, text, language))
}

function pictureOf({ entry }: PlacedItem, name: string, altText: Localised): readonly Question[] {
  if (entry?.picture === undefined) return []
  return [{ type: 'image', name: `picture-${name}`, imageLink: `picture:${entry.picture}`, altText }]
}

type Fill = (text: string | undefined, language: Language) => string | undefined

/** {brand} is left for the respondent's page, except where the card is about one brand of several. */
function filler(
  { category, period, brands }: Filling,
  { entry, code }: PlacedItem,
  brand: LoopedBrand | undefined,
): Fill {
  const rated = brands.find(({ id }) => id === brand?.brandId)
  // Functions, because `$&` in a typed name would be read as a pattern.
  return (text, language) => {
    const filled = text
      ?.replaceAll('{category}', () => named('category', category, language))
      .replaceAll('{period}', () => named('period', period, language))
      .replaceAll('{entry}', () => named(`entry of "${code}"`, entry?.text ?? {}, language))
    return rated === undefined ? filled : filled?.replaceAll('{brand}', () => unpiped(rated.name))
  }
}

/** A designer's text in one language of the form. Throws a RangeError saying `what` lacks it. */
export function named(what: string, texts: ByLanguage, language: Language): string {
  const text = texts[language]
  if (text === undefined) throw new RangeError(`buildForm: ${what} has no ${language} text`)
  return unpiped(text)
}
