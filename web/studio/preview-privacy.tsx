import type { Language } from '../i18n/languages.ts'
import { ON_THE_PAGE } from '../i18n/on-the-page.ts'
import { Prose } from '../respond/prose.tsx'

/** What becomes of the answers, folded up below the first card, as respondents see it. */
export function PreviewPrivacy({ html, language }: { readonly html: string; readonly language: Language }) {
  return (
    <details className="preview-privacy">
      <summary>{ON_THE_PAGE[language].privacy}</summary>
      <Prose html={html} />
    </details>
  )
}
