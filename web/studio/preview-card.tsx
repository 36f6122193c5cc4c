import { useTranslation } from 'react-i18next'
import type { PreviewQuestion } from './read-preview.ts'

const MOST_CHOICES = 8

export function PreviewCard({ question }: { question: PreviewQuestion }) {
  return (
    <div className="preview-card">
      <p>{question.title}</p>
      <Answer answer={question.answer} />
    </div>
  )
}

function Answer({ answer }: { answer: PreviewQuestion['answer'] }) {
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
          {answer.states.length === 0 ? null : (
            <div className="preview-states">
              {answer.states.map((state) => (
                <span key={state}>{state}</span>
              ))}
            </div>
          )}
        </div>
      )
    case 'choices':
      return (
        <ul className="preview-choices">
          {answer.choices.slice(0, MOST_CHOICES).map((choice) => (
            <li key={choice}>{choice}</li>
          ))}
          {answer.choices.length > MOST_CHOICES ? <li>…</li> : null}
        </ul>
      )
    default:
      return <div className="preview-blank">{t(`preview.${answer.kind}`)}</div>
  }
}
