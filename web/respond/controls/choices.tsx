import type { SurveyChoice } from '../../../api/forms/survey-json.ts'
import { STATES } from '../answer-of.ts'
import { textIn } from '../words.ts'
import { type ControlProps, group } from './control.tsx'

/** One of a list, or several. */
export function Choices(props: ControlProps) {
  const { element, value, onValue, language } = props
  const several = element.type === 'checkbox'
  const chosen: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value]
  const choose = (choice: SurveyChoice, on: boolean) => {
    if (!several) return onValue(choice.value)
    const exclusive = (one: unknown) =>
      element.choices?.some(({ value, isExclusive }) => value === one && isExclusive === true)
    const others = chosen.filter((one) => one !== choice.value && !exclusive(one))
    onValue(on ? (choice.isExclusive === true ? [choice.value] : [...others, choice.value]) : others)
  }
  return (
    <div className="choices" {...group(props, several ? 'group' : 'radiogroup')}>
      {(element.choices ?? []).map((choice) => (
        <label key={choice.value} className={STATES.includes(choice.value) ? 'choice state' : 'choice'}>
          <input
            type={several ? 'checkbox' : 'radio'}
            name={`q:${element.name}`}
            value={choice.value}
            checked={chosen.includes(choice.value)}
            onChange={({ target }) => choose(choice, target.checked)}
          />
          <span>
            {textIn(choice.text, language)}
            {choice.help !== undefined && <small>{textIn(choice.help, language)}</small>}
          </span>
        </label>
      ))}
    </div>
  )
}
