import type { ComponentType, JSX } from 'react'
import { ReactQuestionFactory } from 'survey-react-ui'
import { type Place, saidOn } from './card.tsx'
import { Allocation } from './controls/allocation.tsx'
import { Choices } from './controls/choices.tsx'
import type { ControlProps } from './controls/control.tsx'
import { LongText } from './controls/long-text.tsx'
import { NumberField } from './controls/number-field.tsx'
import { Scale } from './controls/scale.tsx'
import { Prose } from './prose.tsx'
import { QuestionOnCard } from './question-on-card.tsx'
import { type Asked, textIn } from './words.ts'

const ASKED: Readonly<Record<Exclude<Asked['type'], 'image' | 'html'>, ComponentType<ControlProps>>> = {
  rating: Scale,
  radiogroup: Choices,
  checkbox: Choices,
  comment: LongText,
  multipletext: Allocation,
  text: NumberField,
}

/** Puts our own pieces in the place of SurveyJS's, for every type that a form of ours holds. */
export function registerQuestionTypes(): void {
  for (const [type, control] of Object.entries(ASKED)) {
    register(type, (place) => <QuestionOnCard {...place} control={control} />)
  }
  register('html', ({ element, card }) => <Prose html={textIn(element.html, card.language)} />)
  register('image', (place) => <Picture {...place} />)
}

/** SurveyJS hands on what the card gave; its typings say a name. */
const register = (type: string, draw: (place: Place) => JSX.Element) =>
  ReactQuestionFactory.Instance.registerQuestion(type, (place: unknown) => draw(place as Place))

function Picture({ element, card }: Place) {
  const id = element.imageLink?.replace(/^picture:/, '') ?? ''
  return (
    <img className="picture" src={`${card.address}/pictures/${id}`} alt={saidOn(card, element.altText)} />
  )
}
