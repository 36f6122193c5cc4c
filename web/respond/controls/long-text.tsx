import { isStateOf } from '../answer-of.ts'
import { fillIn } from '../words.ts'
import { type ControlProps, Note, typed } from './control.tsx'
import { InsteadOf } from './states.tsx'

/** An answer in the respondent's own words, with the room that is left. */
export function LongText(props: ControlProps) {
  const { element, value, onValue, texts } = props
  const { maxLength = 0 } = element
  const shown = typeof value === 'string' && !isStateOf(element, value) ? value : ''
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
