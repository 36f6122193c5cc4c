import type { Field } from '../../stats/coding/code-book.ts'
import type { AnswerKind, Attribute, NonAnswer } from '../../stats/instruments/instrument.ts'
import { type Localised, type Say, unpiped } from './localised.ts'
import { NO_BRAND } from './no-brand.ts'
import { WORDINGS } from './wording/wording.ts'

export type Question = Readonly<Record<string, unknown>>

interface Choice {
  readonly value: string | number
  readonly text: Localised
  /** What the label means, smaller beside it. */
  readonly help?: Localised
  /** Takes every other choice back. */
  readonly isExclusive?: boolean
}

/** What one field says, in every language of the form. */
export interface Texts {
  readonly title: Localised
  readonly description?: Localised
  /** Words by choice that are not in the wordings: the designer's entries and brands. */
  readonly choiceText?: (choice: string) => Localised | undefined
}

/** Where a question stands in its form. */
interface Placed {
  readonly name: string
  readonly wording: string
  readonly texts: Texts
  /** SurveyJS's expression for when it is asked; undefined: always. */
  readonly shown: string | undefined
  /** The earlier question that its answer stays within, and what may be said there instead of an answer. */
  readonly within: { readonly name: string; readonly states: readonly NonAnswer[] } | undefined
}

/** One field of the code book as a SurveyJS question; its raw answer is keyed by `name`. */
export function buildQuestion(
  field: Field,
  { name, wording, texts, shown, within }: Placed,
  say: Say,
): Question {
  const { title, description, choiceText } = texts
  // Else the page's own sentence, which names no way not to answer.
  const hint = field.states.includes('dont_know')
    ? { requiredErrorText: say('required', ({ screens }) => screens.required) }
    : {}
  const demanded = field.required ? { isRequired: true, ...hint } : {}
  return {
    name,
    title,
    ...demanded,
    ...(shown === undefined ? {} : { visibleIf: shown }),
    ...(description === undefined ? {} : { description }),
    ...widget(field, { wording, choiceText }, say),
    ...bounded(field, within),
  }
}

/** SurveyJS hides the choices itself and takes back what is no longer on offer; our pages read `within`. */
function bounded({ answer, states }: Field, within: Placed['within']): Question {
  if (within === undefined) return {}
  const { name } = within
  if (answer.kind !== 'choice') return { within: name }
  const free = within.states.map((state) => `{${name}} contains '${state}'`)
  const own = states.map((state) => `{item} = '${state}'`)
  const offered = [`{${name}} empty`, ...free, `{${name}} contains {item}`, ...own]
  return { within: name, choicesVisibleIf: offered.join(' or ') }
}

/** What the respondent taps or types on. */
function widget(
  { answer, states }: Field,
  { wording, choiceText }: { wording: string; choiceText: Texts['choiceText'] },
  say: Say,
): Question {
  const word = (choice: string): Choice => ({
    value: choice,
    text:
      choiceText?.(choice) ??
      say(`choice "${choice}" of "${wording}"`, ({ choices }) => choices[wording]?.[choice]),
  })
  const offered = states.map(
    (state): Choice => ({ value: state, text: say(state, (wording) => wording.states[state]) }),
  )

  switch (answer.kind) {
    case 'rating': {
      const points = Array.from({ length: answer.max - answer.min + 1 }, (_, step) => answer.min + step)
      if (WORDINGS.en.ends[answer.ends]?.points !== undefined) {
        return choose('radiogroup', [...points.map((point) => labelled(point, answer, say)), ...offered])
      }
      return {
        type: 'rating',
        displayMode: 'buttons',
        autoGenerate: false,
        rateValues: [...points, ...offered],
        minRateDescription: say(`ends "${answer.ends}"`, ({ ends }) => ends[answer.ends]?.min),
        maxRateDescription: say(`ends "${answer.ends}"`, ({ ends }) => ends[answer.ends]?.max),
      }
    }
    case 'binary':
      return choose('radiogroup', [
        { value: 'yes', text: say('yes', ({ screens }) => screens.yes) },
        { value: 'no', text: say('no', ({ screens }) => screens.no) },
        ...offered,
      ])
    case 'choice':
      return choose('radiogroup', [...answer.choices.map(word), ...offered])
    case 'multi-choice':
      return {
        ...choose('checkbox', [
          ...answer.choices.map(word),
          ...offered.map((state) => ({ ...state, isExclusive: true })),
        ]),
        maxSelectedChoices: answer.max,
        ...(answer.max === answer.choices.length
          ? { description: say('several', ({ screens }) => screens.several) }
          : {
              description: say('atMost', ({ screens }) =>
                screens.atMost.replace('{number}', String(answer.max)),
              ),
            }),
      }
    case 'number': {
      const { offered: figures, words = {}, max } = answer
      if (figures === undefined) {
        return { type: 'text', min: answer.min, max, whole: answer.whole, ...instead(offered) }
      }
      const percents = figures.map((figure): Choice => ({ value: figure, text: percent(figure, max, say) }))
      return choose('radiogroup', [...percents, ...Object.keys(words).map(word), ...offered])
    }
    case 'text':
      return { type: 'comment', maxLength: answer.maxLength, rows: 4, ...instead(offered) }
    case 'allocation':
      return {
        type: 'multipletext',
        description: say('allocate', ({ screens }) =>
          screens.allocate.replace('{number}', String(answer.total)),
        ),
        items: answer.parts.map((part) => ({
          name: part,
          title: word(part).text,
          inputType: 'number',
          min: 0,
        })),
        total: answer.total,
        ...instead(offered),
      }
  }
}

/** Of a question that is typed; a list of choices has its non-answers among them. */
const instead = (offered: readonly Choice[]) => (offered.length === 0 ? {} : { states: offered })

const choose = (type: 'radiogroup' | 'checkbox', choices: readonly Choice[]): Question => ({ type, choices })

/** A point of a scale whose every point has a name. */
function labelled(point: number, { ends, min }: AnswerKind & { kind: 'rating' }, say: Say): Choice {
  const where = `point ${point} of "${ends}"`
  const text = say(where, (wording) => wording.ends[ends]?.points?.[point - min]?.label)
  const helped = WORDINGS.en.ends[ends]?.points?.[point - min]?.help !== undefined
  if (!helped) return { value: point, text }
  return {
    value: point,
    text,
    help: say(where, (wording) => wording.ends[ends]?.points?.[point - min]?.help),
  }
}

function percent(figure: number, max: number, say: Say): Localised {
  return say('percent', ({ screens }) =>
    (figure === max ? screens.percentOrMore : screens.percent).replace('{number}', String(figure)),
  )
}

/** A question about the respondent, never required. */
export function buildAttribute({ code, values, personal }: Attribute, say: Say): Question {
  const state = personal ? 'refused' : 'dont_know'
  return {
    name: code,
    title: say(`attribute "${code}"`, ({ attributes }) => attributes[code]?.title),
    ...(personal ? { description: say('whyPersonal', ({ screens }) => screens.whyPersonal) } : {}),
    ...choose('radiogroup', [
      ...values.map((value) => ({
        value,
        text: say(`value "${value}" of "${code}"`, ({ attributes }) => attributes[code]?.values[value]),
      })),
      { value: state, text: say(state, ({ states }) => states[state]) },
    ]),
  }
}

/** Asked first when a link is for the whole program; its answer travels as brandId, not among the answers. */
export function buildBrandQuestion(brands: readonly Brand[], say: Say): Question {
  return {
    name: 'brand',
    title: say('brand', ({ screens }) => screens.brand),
    isRequired: true,
    ...choose('radiogroup', [...brands.map(brandChoice), noBrand(say)]),
  }
}

/** Asked first in a form that goes through several brands; its answer is among the answers. */
export function buildBrandsQuestion(brands: readonly Brand[], most: number, say: Say): Question {
  return {
    name: 'brands',
    title: say('brands', ({ screens }) => screens.brands),
    description: say('atMost', ({ screens }) => screens.atMost.replace('{number}', String(most))),
    isRequired: true,
    ...choose('checkbox', [...brands.map(brandChoice), { ...noBrand(say), isExclusive: true }]),
    maxSelectedChoices: most,
  }
}

interface Brand {
  readonly id: string
  readonly name: string
}

const noBrand = (say: Say): Choice => ({
  value: NO_BRAND,
  text: say('noBrand', ({ screens }) => screens.noBrand),
})

const brandChoice = ({ id, name }: Brand): Choice => ({ value: id, text: { default: unpiped(name) } })
