import { type ReactNode, useState } from 'react'
import type { Language } from '../../api/contract/common.ts'
import type { SurveyChoice } from '../../api/forms/survey-json.ts'
import { numberOr, STATES } from './answer-of.ts'
import { type Asked, fillIn, pointsGiven, type Texts, textIn } from './words.ts'

export interface ControlProps {
  readonly element: Asked
  readonly value: unknown
  readonly onValue: (value: unknown) => void
  readonly language: Language
  readonly texts: Texts
  readonly describedBy: string
  readonly wrong: boolean
}

/** What one taps or types on; the same markup as api/pages/question-controls.ts, so that nothing moves. */
export function Control(props: ControlProps) {
  switch (props.element.type) {
    case 'rating':
      return <Scale {...props} />
    case 'radiogroup':
    case 'checkbox':
      return <Choices {...props} />
    case 'comment':
      return <LongText {...props} />
    case 'multipletext':
      return <Allocation {...props} />
    default:
      return <NumberField {...props} />
  }
}

function group({ element, describedBy, wrong }: ControlProps, role: 'radiogroup' | 'group') {
  return {
    role,
    'aria-labelledby': `t-${element.name}`,
    ...(role === 'radiogroup' ? { 'aria-required': element.isRequired === true, 'aria-invalid': wrong } : {}),
    ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
  }
}

function Scale(props: ControlProps) {
  const { element, value, onValue, language } = props
  const values = element.rateValues ?? []
  const points = values.filter((one) => typeof one === 'number')
  const states = values.filter((one) => typeof one !== 'number')
  const [first, last] = [points[0], points.at(-1)]
  const low = textIn(element.minRateDescription, language)
  const high = textIn(element.maxRateDescription, language)
  const label = (point: number) =>
    point === first ? `${point}, ${low}` : point === last ? `${point}, ${high}` : String(point)
  return (
    <div className="scale" {...group(props, 'radiogroup')}>
      <div className={`scale-points of-${points.length}`}>
        <span className="scale-end scale-min">
          {first} = {low}
        </span>
        {points.map((point) => (
          <label key={point} className="choice">
            <input
              type="radio"
              name={`q:${element.name}`}
              value={point}
              aria-label={label(point)}
              checked={value === point}
              onChange={() => onValue(point)}
            />
            <span aria-hidden="true">{point}</span>
          </label>
        ))}
        <span className="scale-end scale-max">
          {last} = {high}
        </span>
      </div>
      <StateChoices name={`q:${element.name}`} states={states} {...props} />
    </div>
  )
}

function Choices(props: ControlProps) {
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

interface StateChoicesProps extends ControlProps {
  readonly name: string
  readonly states: readonly SurveyChoice[]
}

/** What may be said instead of an answer, apart from the answers. */
function StateChoices({ name, states, value, onValue, language }: StateChoicesProps) {
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

function InsteadOf(props: ControlProps) {
  const { element } = props
  if (element.states === undefined) return null
  return (
    <div {...group({ ...props, element: { ...element, isRequired: false }, wrong: false }, 'radiogroup')}>
      <StateChoices {...props} name={`s:${element.name}`} states={element.states} />
    </div>
  )
}

function typed({ element, describedBy, wrong }: ControlProps) {
  return {
    id: `i-${element.name}`,
    name: `q:${element.name}`,
    'aria-labelledby': `t-${element.name}`,
    'aria-describedby': `${describedBy} n-${element.name}`.trim(),
    'aria-required': element.isRequired === true,
    'aria-invalid': wrong,
  }
}

const Note = ({ name, live, children }: { name: string; live?: boolean; children: ReactNode }) => (
  <p className="note" id={`n-${name}`} {...(live === true ? { role: 'status' } : {})}>
    {children}
  </p>
)

/** A number is kept as one as soon as it is one; until then as the text typed. */
function NumberField(props: ControlProps) {
  const { element, value, onValue, texts } = props
  const { min = 0, max = 0 } = element
  const [text, setText] = useState(value === undefined || STATES.includes(value) ? '' : String(value))
  return (
    <div className="typed">
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        {...typed(props)}
        value={STATES.includes(value) ? '' : text}
        onChange={({ target }) => {
          setText(target.value)
          onValue(target.value.trim() === '' ? undefined : numberOr(target.value))
        }}
      />
      <Note name={element.name}>{fillIn(texts.range, { min, max })}</Note>
      <InsteadOf {...props} />
    </div>
  )
}

function LongText(props: ControlProps) {
  const { element, value, onValue, texts } = props
  const { maxLength = 0 } = element
  const shown = typeof value === 'string' && !STATES.includes(value) ? value : ''
  return (
    <div className="typed">
      <textarea
        rows={4}
        maxLength={maxLength}
        {...typed(props)}
        value={shown}
        onChange={({ target }) => onValue(target.value === '' ? undefined : target.value)}
      />
      <Note name={element.name}>
        {shown === ''
          ? fillIn(texts.atMostCharacters, { max: maxLength })
          : fillIn(texts.charactersLeft, { left: maxLength - shown.length })}
      </Note>
      <InsteadOf {...props} />
    </div>
  )
}

const STEP = 5

function Allocation(props: ControlProps) {
  const { element, value, onValue, language, texts } = props
  const { items = [], total = 100, name } = element
  const points: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const give = (part: string, given: unknown) => {
    const { [part]: _, ...others } = points
    const all = given === undefined ? others : { ...others, [part]: given }
    onValue(Object.keys(all).length === 0 ? undefined : all)
  }
  const given = pointsGiven(value)
  return (
    <div className="typed">
      <div className="parts" {...group(props, 'group')}>
        {items.map((item) => {
          const own = points[item.name]
          const number = Number(own ?? 0) || 0
          const title = textIn(item.title, language)
          return (
            <div key={item.name} className="part">
              <label htmlFor={`${name}/${item.name}`}>{title}</label>
              <div className="stepper">
                <button
                  type="button"
                  className="step"
                  aria-label={fillIn(texts.fewer, { part: title })}
                  disabled={number <= 0}
                  onClick={() => give(item.name, Math.max(0, number - STEP))}
                >
                  −
                </button>
                <input
                  type="text"
                  inputMode="numeric"
                  autoComplete="off"
                  id={`${name}/${item.name}`}
                  name={`q:${name}/${item.name}`}
                  value={own === undefined ? '' : String(own)}
                  onChange={({ target }) =>
                    give(item.name, target.value.trim() === '' ? undefined : numberOr(target.value))
                  }
                />
                <button
                  type="button"
                  className="step"
                  aria-label={fillIn(texts.more, { part: title })}
                  disabled={given >= total}
                  onClick={() => give(item.name, number + Math.min(STEP, total - given))}
                >
                  +
                </button>
              </div>
            </div>
          )
        })}
      </div>
      <Note name={name} live>
        {fillIn(texts.pointsGiven, { given, total })}
      </Note>
      <InsteadOf {...props} />
    </div>
  )
}
