import { useState } from 'react'
import type { Language } from '../../api/contract/common.ts'
import type { OpenForm } from '../../api/contract/response.ts'
import { Prose } from './prose.tsx'
import { type Localised, type Texts, textIn } from './words.ts'

interface PrivacyNoteProps {
  readonly form: OpenForm
  readonly language: Language
  readonly texts: Texts
}

/** What becomes of the answers, folded up; the same markup as api/pages/privacy-note.ts. */
export function PrivacyNote({ form, language, texts }: PrivacyNoteProps) {
  // Whoever is reading it while the script takes over goes on reading.
  const [isOpen] = useState(
    () => document.querySelector<HTMLDetailsElement>('details.privacy')?.open ?? false,
  )
  const said = form.survey?.['privacy'] as Localised | undefined
  if (said === undefined) return null
  return (
    <details className="privacy" open={isOpen}>
      <summary>{texts.privacy}</summary>
      <Prose html={textIn(said, language)} />
    </details>
  )
}
