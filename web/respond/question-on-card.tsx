import type { ComponentType, JSX } from 'react'
import type { Question } from 'survey-core'
import { SurveyQuestionElementBase } from 'survey-react-ui'
import { plainValue } from './answer-of.ts'
import { type Place, saidOn } from './card.tsx'
import type { ControlProps } from './controls/control.tsx'
import { narrowed } from './narrowed.ts'
import { Prose } from './prose.tsx'
import { giveAnswer, isHeading } from './survey-model.ts'
import { problemSentence, textIn } from './words.ts'

interface QuestionOnCardProps extends Place {
  readonly control: ComponentType<ControlProps>
}

/** A question as SurveyJS draws it anew with every answer: what is asked, what is wrong, and our own control. */
export class QuestionOnCard extends SurveyQuestionElementBase {
  declare readonly props: QuestionOnCardProps

  protected override getStateElement(): Question {
    return this.props.question
  }

  protected override renderElement(): JSX.Element {
    const { question, page, card, control: Control } = this.props
    const { model, language, texts, problems } = card
    const element = narrowed(this.props.element, model)
    const { name, description } = element
    const wrong = problems[name]
    const value = plainValue(question.value)
    const Heading = isHeading(page) ? 'h1' : 'h2'
    const read = isHeading(page) ? page.elements.filter(({ type }) => type === 'html') : []
    const describedBy = [
      ...(description === undefined ? [] : [`h-${name}`]),
      ...(wrong === undefined ? [] : [`e-${name}`]),
    ].join(' ')
    return (
      <div className="question">
        <div className="head">
          <Heading id={`t-${name}`}>{saidOn(card, element.title)}</Heading>
          {description !== undefined && (
            <p className="help" id={`h-${name}`}>
              {saidOn(card, description)}
            </p>
          )}
        </div>
        {read.map(({ name, html }) => (
          <Prose key={name} html={textIn(html, language)} />
        ))}
        {wrong !== undefined && (
          <p className="problem" id={`e-${name}`} role="alert">
            {problemSentence(wrong, element, { language, texts, value })}
          </p>
        )}
        <Control
          element={element}
          value={value}
          onValue={(given) => giveAnswer(model, name, given)}
          language={language}
          texts={texts}
          describedBy={describedBy}
          wrong={wrong !== undefined}
        />
      </div>
    )
  }
}
