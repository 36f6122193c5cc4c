import type { Texts } from './words.ts'

interface ElsewhereNoteProps {
  readonly texts: Texts
  readonly onCatchUp: () => void
}

/** Another tab or device has gone on with the same answers: what is answered here may never count. */
export function ElsewhereNote({ texts, onCatchUp }: ElsewhereNoteProps) {
  return (
    <div className="alert elsewhere" role="status">
      <p>{texts.elsewhere}</p>
      <button type="button" className="button quiet-button" onClick={onCatchUp}>
        {texts.catchUp}
      </button>
    </div>
  )
}
