import { useTranslation } from 'react-i18next'
import { api } from '../api-client.ts'
import type { Language } from '../i18n/languages.ts'
import { ON_THE_PAGE } from '../i18n/on-the-page.ts'
import { Prose } from '../respond/prose.tsx'
import { fillIn } from '../respond/words.ts'
import type { PreviewCard as Card, PreviewAnswer, PreviewChoice, PreviewQuestion } from './read-preview.ts'

const MOST_CHOICES = 8

interface PreviewCardProps {
  readonly card: Card
  /** Of the form, not of the reader. */
  readonly language: Language
}

export function PreviewCard({ card, language }: PreviewCardProps) {
  const { title, help, pictures, questions } = card
  return (
    <div className="preview-card">
      {title === undefined ? null : <p className="preview-title">{title}</p>}
      {help === undefined ? null : <p className="quiet">{help}</p>}
      {pictures.map(({ id, altText }) => (
        <img key={id} src={api.pictureAddress(id)} alt={altText} />
      ))}
      {questions.map((question) => (
        <Question
          key={question.name}
          question={question}
          isColumn={title !== undefined}
          language={language}
        />
      ))}
    </div>
  )
}

interface QuestionProps {
  readonly question: PreviewQuestion
  /** One of several under the title of their card. */
  readonly isColumn: boolean
  readonly language: Language
}

function Question({ question: { title, help, words, answer }, isColumn, language }: QuestionProps) {
  return (
    <div className="preview-question">
      <p className={isColumn ? 'preview-column' : 'preview-title'}>{title}</p>
      {help === undefined ? null : <p className="quiet">{help}</p>}
      {words.map((html) => (
        <Prose key={html} html={html} />
      ))}
      <Answer answer={answer} language={language} />
      {'states' in answer ? <States states={answer.states} /> : null}
    </div>
  )
}

function Answer({ answer, language }: { answer: PreviewAnswer; language: Language }) {
  const { t } = useTranslation('studio')
  switch (answer.kind) {
    case 'scale':
      return (
        <div className="preview-scale">
          <div className="points">
            {answer.points.map((point) => (
              <span key={point}>{point}</span>
            ))}
          </div>
          <div className="ends">
            <span>{answer.ends[0]}</span>
            <span>{answer.ends[1]}</span>
          </div>
        </div>
      )
    case 'choices':
      return (
        <ul className={answer.several ? 'preview-choices several' : 'preview-choices'}>
          {answer.choices.slice(0, MOST_CHOICES).map(({ value, text, help }) => (
            <li key={value}>
              <span>
                {text}
                {help === undefined ? null : <small>{help}</small>}
              </span>
            </li>
          ))}
          {answer.choices.length > MOST_CHOICES ? <li className="preview-more">…</li> : null}
        </ul>
      )
    case 'allocation':
      return (
        <ul className="preview-parts">
          {answer.parts.map(({ value, text }) => (
            <li key={value}>
              <span>{text}</span>
              <span className="preview-blank" />
            </li>
          ))}
          <li className="quiet">
            {fillIn(ON_THE_PAGE[language].pointsGiven, { given: 0, total: answer.total })}
          </li>
        </ul>
      )
    case 'number':
      return (
        <div className="preview-number">
          <span className="preview-blank" />
          <span className="quiet">
            {fillIn(ON_THE_PAGE[language].range, { min: answer.min, max: answer.max })}
          </span>
        </div>
      )
    default:
      return <div className="preview-blank preview-text">{t('preview.text')}</div>
  }
}

function States({ states }: { readonly states: readonly PreviewChoice[] }) {
  if (states.length === 0) return null
  return (
    <div className="preview-states">
      {states.map(({ value, text }) => (
        <span key={value}>{text}</span>
      ))}
    </div>
  )
}
