import { numberOr } from '../answer-of.ts'
import { fillIn, pointsGiven, type Texts, textIn } from '../words.ts'
import { type ControlProps, group, Note } from './control.tsx'
import { InsteadOf } from './states.tsx'

const STEP = 5

/** Points shared out among parts. */
export function Allocation(props: ControlProps) {
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
        {items.map((item) => (
          <Part
            key={item.name}
            address={`${name}/${item.name}`}
            title={textIn(item.title, language)}
            points={points[item.name]}
            left={total - given}
            onPoints={(points) => give(item.name, points)}
            texts={texts}
          />
        ))}
      </div>
      <Note name={name} live>
        {fillIn(texts.pointsGiven, { given, total })}
      </Note>
      <InsteadOf {...props} />
    </div>
  )
}

interface PartProps {
  /** Of its field: `question/part`. */
  readonly address: string
  readonly title: string
  readonly points: unknown
  /** Of all the points, those not given yet. */
  readonly left: number
  readonly onPoints: (points: unknown) => void
  readonly texts: Texts
}

function Part({ address, title, points, left, onPoints, texts }: PartProps) {
  const number = Number(points ?? 0) || 0
  return (
    <div className="part">
      <label htmlFor={address}>{title}</label>
      <div className="stepper">
        <button
          type="button"
          className="step"
          aria-label={fillIn(texts.fewer, { part: title })}
          disabled={number <= 0}
          onClick={() => onPoints(Math.max(0, number - STEP))}
        >
          −
        </button>
        <input
          type="text"
          inputMode="numeric"
          autoComplete="off"
          id={address}
          name={`q:${address}`}
          value={points === undefined ? '' : String(points)}
          onChange={({ target }) => onPoints(target.value.trim() === '' ? undefined : numberOr(target.value))}
        />
        <button
          type="button"
          className="step"
          aria-label={fillIn(texts.more, { part: title })}
          disabled={left <= 0}
          onClick={() => onPoints(number + Math.min(STEP, left))}
        >
          +
        </button>
      </div>
    </div>
  )
}
