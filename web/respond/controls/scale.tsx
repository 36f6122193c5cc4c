import { textIn } from '../words.ts'
import { type ControlProps, group } from './control.tsx'
import { StateChoices } from './states.tsx'

/** Points from one end to the other, and what may be said instead. */
export function Scale(props: ControlProps) {
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
