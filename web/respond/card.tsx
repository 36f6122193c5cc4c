import { Fragment, type JSX } from 'react'
import type { Model, Question } from 'survey-core'
import { ReactQuestionFactory, Survey } from 'survey-react-ui'
import type { Language } from '../../api/contract/common.ts'
import type { OpenForm } from '../../api/contract/response.ts'
import { isHeading, type PageJson, pageJson } from './survey-model.ts'
import { type Asked, type Localised, type Texts, textIn, type Wrong } from './words.ts'

export interface CardProps {
  readonly model: Model
  /** Its JSON, for what SurveyJS does not keep of it. */
  readonly form: OpenForm
  /** `/r/KEY`, where pictures are served. */
  readonly address: string
  readonly language: Language
  readonly texts: Texts
  /** What {brand} stands for. */
  readonly brand: string
  readonly problems: Readonly<Record<string, Wrong>>
}

/**
 * SurveyJS's survey without its own form around it: the page the model is at as one card, with the same markup as
 * api/pages/question-card.ts. Which piece draws a question is registered in question-types.tsx.
 */
export class Card extends Survey {
  declare readonly props: CardProps

  /** SurveyJS would set on the model whatever else it is handed; here it is for drawing. */
  protected override updateSurvey(): void {}

  override doRender(): JSX.Element {
    const page = pageJson(this.props.form, this.survey.currentPage.name)
    return (
      <div className="card">
        {page.title !== undefined && (
          <div className="head">
            <h1>{saidOn(this.props, page.title)}</h1>
            {page.description !== undefined && <p className="help">{saidOn(this.props, page.description)}</p>}
          </div>
        )}
        {this.survey.currentPage.questions.map((question: Question) => (
          <Fragment key={question.name}>{this.createQuestionElement(question)}</Fragment>
        ))}
      </div>
    )
  }

  override createQuestionElement(question: Question): JSX.Element | null {
    const page = pageJson(this.props.form, this.survey.currentPage.name)
    const element = page.elements.find(({ name }) => name === question.name)
    if (element === undefined) return null
    // Under a heading it is the question that draws it.
    if (element.type === 'html' && isHeading(page)) return null
    return ReactQuestionFactory.Instance.createQuestion(element.type, {
      question,
      creator: this,
      page,
      element,
      card: this.props,
    })
  }
}

/** What a piece that draws a question is handed. */
export interface Place {
  readonly question: Question
  readonly creator: Survey
  readonly page: PageJson
  readonly element: Asked
  readonly card: CardProps
}

/** A text of the form as it stands on this card. */
export const saidOn = ({ language, brand }: CardProps, text: Localised | undefined): string =>
  textIn(text, language).replaceAll('{brand}', () => brand)
