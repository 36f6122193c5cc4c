import { html } from 'hono/html'
import type { Language } from '../contract/common.ts'
import type { SurveyJson, SurveyPage } from '../forms/survey-json.ts'
import type { WayLeft } from '../forms/way-left.ts'
import { LANGUAGE_NAMES } from './languages.ts'
import type { Html } from './page-parts.ts'
import { privacyNote } from './privacy-note.ts'
import { type CardContext, questionCard } from './question-card.ts'
import { stepsLeft } from './steps-left.ts'

export interface AnswerPage extends CardContext {
  /** Where the form is posted, with the invitation's token where there is one. */
  readonly action: string
  /** Small on top. */
  readonly name: string
  readonly languages: readonly Language[]
  readonly page: SurveyPage
  /** For what it says of all pages. */
  readonly survey: Pick<SurveyJson, 'privacy'>
  /** Which of the respondent's pages this one is, from 0. */
  readonly place: number
  readonly left: WayLeft
  readonly resumed: boolean
  /** Travels with the answers; see sealing.ts. */
  readonly sealed: string
  readonly startedAt: string
}

/** Asked before everything else; who does not agree leaves from here. */
const CONSENT_PAGE = 'page-consent'

/** The page with one card, all of it one plain form. */
export function answerPage(shown: AnswerPage): Html {
  const { texts, place, left } = shown
  const isLast = left.steps.most === 1
  const away =
    shown.page.name === CONSENT_PAGE
      ? html`<button class="button quiet-button" name="to" value="decline">${texts.decline}</button>`
      : ''
  const back =
    place === 0
      ? away
      : html`<button class="button quiet-button" name="to" value="back">${texts.back}</button>`
  return html`<form class="page" method="post" action="${shown.action}" data-waiting="${texts.holding}">${hiddenFields(shown)}<header class="top"><p class="name">${shown.name}</p>${languageSwitch(shown)}</header><main>${shown.resumed ? html`<p class="resumed" role="status">${texts.resumed}</p>` : ''}<p class="steps" role="status">${stepsLeft(left, texts)}</p>${questionCard(shown.page, shown)}<div class="steer">${back}<button class="button" name="to" value="next">${isLast ? texts.send : texts.next}</button></div>${place === 0 ? html`<p class="quiet">${texts.saved}</p>${privacyNote(shown)}` : ''}</main></form>`
}

/** Enter in a text field presses a form's first button; the first is Next, out of sight. */
function hiddenFields({ sealed, startedAt, page, texts, language }: AnswerPage): Html {
  return html`<div class="unseen" aria-hidden="true"><button name="to" value="next" tabindex="-1">${texts.next}</button><label>${texts.leaveEmpty}<input type="text" name="website" tabindex="-1" autocomplete="off"></label></div><input type="hidden" name="answer" value="${sealed}"><input type="hidden" name="page" value="${page.name}"><input type="hidden" name="startedAt" value="${startedAt}"><input type="hidden" name="in" value="${language}">`
}

function languageSwitch({ languages, language, texts }: AnswerPage): Html | '' {
  if (languages.length < 2) return ''
  return html`<fieldset class="languages" aria-label="${texts.language}">${languages.map(
    (one) =>
      html`<button class="${one === language ? 'language chosen' : 'language'}" name="language" value="${one}" lang="${one}" aria-pressed="${String(one === language)}"><span>${LANGUAGE_NAMES[one]}</span></button>`,
  )}</fieldset>`
}
