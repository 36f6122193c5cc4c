import type { SurveyChoice } from '../../../api/forms/survey-json.ts'
import { textIn } from '../words.ts'
import { type ControlProps, group } from './control.tsx'

interface StateChoicesProps extends ControlProps {
  readonly name: string
  readonly states: readonly SurveyChoice[]
}

/** What may be said instead of an answer, apart from the answers. */
export function StateChoices({ name, states, value, onValue, language }: StateChoicesProps) {
  if (states.length === 0) return null
  return (
    <div className="scale-states">
      {states.map((state) => (
        <label key={state.value} className="choice">
          <input
            type="radio"
            name={name}
            value={state.value}
            checked={value === state.value}
            onChange={() => onValue(state.value)}
          />
          <span>{textIn(state.text, language)}</span>
        </label>
      ))}
    </div>
  )
}

/** The same under a field that is typed in. */
export function InsteadOf(props: ControlProps) {
  const { element } = props
  if (element.states === undefined) return null
  return (
    <div {...group({ ...props, element: { ...element, isRequired: false }, wrong: false }, 'radiogroup')}>
      <StateChoices {...props} name={`s:${element.name}`} states={element.states} />
    </div>
  )
}
