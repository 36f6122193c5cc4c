import { html, raw } from 'hono/html'
import type { Language } from '../contract/common.ts'
import { type SurveyJson, textIn } from '../forms/survey-json.ts'
import type { Html } from './page-parts.ts'
import type { PageTexts } from './texts.ts'

interface PrivacyNote {
  readonly survey: Pick<SurveyJson, 'privacy'>
  readonly language: Language
  readonly texts: PageTexts
}

/** What becomes of the answers, folded up; the same markup as web/respond/privacy-note.tsx. */
export function privacyNote({ survey: { privacy }, language, texts }: PrivacyNote): Html | '' {
  if (privacy === undefined) return ''
  // Written by api/forms/markdown.ts when the form was built, and frozen with it.
  return html`<details class="privacy"><summary>${texts.privacy}</summary><div class="prose">${raw(textIn(privacy, language))}</div></details>`
}
