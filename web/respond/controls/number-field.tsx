import { useState } from 'react'
import { isStateOf, numberOr } from '../answer-of.ts'
import { fillIn } from '../words.ts'
import { type ControlProps, Note, typed } from './control.tsx'
import { InsteadOf } from './states.tsx'

/** A number is kept as one as soon as it is one; until then as the text typed. */
export function NumberField(props: ControlProps) {
  const { element, value, onValue, texts } = props
  const { min = 0, max = 0 } = element
  const isState = isStateOf(element, value)
  const [text, setText] = useState(value === undefined || isState ? '' : String(value))
  return (
    <div className="typed">
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        {...typed(props)}
        value={isState ? '' : text}
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
