import { type ComponentType, type JSX, useLayoutEffect, useRef } from 'react'
import { ReactQuestionFactory } from 'survey-react-ui'
import { type Place, saidOn } from './card.tsx'
import { Allocation } from './controls/allocation.tsx'
import { Choices } from './controls/choices.tsx'
import type { ControlProps } from './controls/control.tsx'
import { LongText } from './controls/long-text.tsx'
import { NumberField } from './controls/number-field.tsx'
import { Scale } from './controls/scale.tsx'
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
  register('html', (place) => <Prose {...place} />)
  register('image', (place) => <Picture {...place} />)
}

/** SurveyJS hands on what the card gave; its typings say a name. */
const register = (type: string, draw: (place: Place) => JSX.Element) =>
  ReactQuestionFactory.Instance.registerQuestion(type, (place: unknown) => draw(place as Place))

function Prose({ element, card }: Place) {
  const place = useRef<HTMLDivElement>(null)
  // Our own markdown, sanitised when the form was built and frozen with it.
  const html = textIn(element.html, card.language)
  useLayoutEffect(() => {
    if (place.current !== null) place.current.innerHTML = html
  }, [html])
  return <div ref={place} className="prose" />
}

function Picture({ element, card }: Place) {
  const id = element.imageLink?.replace(/^picture:/, '') ?? ''
  return (
    <img className="picture" src={`${card.address}/pictures/${id}`} alt={saidOn(card, element.altText)} />
  )
}
