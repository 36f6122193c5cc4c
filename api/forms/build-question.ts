import type { Field } from '../../stats/coding/code-book.ts'
import type { AnswerKind, Attribute } from '../../stats/instruments/instrument.ts'
import { type Localised, type Say, unpiped } from './localised.ts'
import { visibleIf } from './visible-if.ts'

export type Question = Readonly<Record<string, unknown>>

interface Choice {
  readonly value: string | number
  readonly text: Localised
}

/** Fills {category} and {period}; {brand} is left for the respondent's page. */
export type Titled = (where: string, code: string) => Localised

/** One field of the code book as a SurveyJS question; its raw answer is keyed by the field's code. */
export function buildQuestion(
  field: Field,
  answerOf: (code: string) => AnswerKind,
  title: Titled,
  say: Say,
): Question {
  const { code, required, shownWhen } = field
  const routed = shownWhen === undefined ? {} : { visibleIf: visibleIf(shownWhen, answerOf(shownWhen.item)) }
  const demanded = required
    ? { isRequired: true, requiredErrorText: say('required', ({ screens }) => screens.required) }
    : {}
  return { name: code, title: title(`item "${code}"`, code), ...demanded, ...routed, ...widget(field, say) }
}

/** What the respondent taps or types on. */
function widget({ code, answer, states }: Field, say: Say): Question {
  const word = (choice: string): Choice => ({
    value: choice,
    text: say(`choice "${choice}" of "${code}"`, ({ choices }) => choices[code]?.[choice]),
  })
  const offered = states.map(
    (state): Choice => ({ value: state, text: say(state, (wording) => wording.states[state]) }),
  )

  switch (answer.kind) {
    case 'rating': {
      const points = Array.from({ length: answer.max - answer.min + 1 }, (_, step) => answer.min + step)
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
        description: say('several', ({ screens }) => screens.several),
      }
    case 'number': {
      const { offered: figures, words = {}, max } = answer
      if (figures === undefined) return { type: 'text', inputType: 'number', min: answer.min, max }
      const percents = figures.map((figure): Choice => ({ value: figure, text: percent(figure, max, say) }))
      return choose('radiogroup', [...percents, ...Object.keys(words).map(word), ...offered])
    }
    case 'text':
      return { type: 'comment', maxLength: answer.maxLength, rows: 4 }
    case 'allocation':
      return {
        type: 'multipletext',
        items: answer.parts.map((part) => ({
          name: part,
          title: word(part).text,
          inputType: 'number',
          min: 0,
        })),
      }
  }
}

const choose = (type: 'radiogroup' | 'checkbox', choices: readonly Choice[]): Question => ({ type, choices })

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
export function buildBrandQuestion(brands: readonly { id: string; name: string }[], say: Say): Question {
  return {
    type: 'radiogroup',
    name: 'brand',
    title: say('brand', ({ screens }) => screens.brand),
    isRequired: true,
    requiredErrorText: say('required', ({ screens }) => screens.required),
    choices: brands.map(({ id, name }) => ({ value: id, text: unpiped(name) })),
  }
}
