import { html, raw } from 'hono/html'
import type { Language } from '../contract/common.ts'
import { markdown } from '../forms/markdown.ts'
import type { SurveyJson } from '../forms/survey-json.ts'
import { fillIn } from './fill-in.ts'
import { LANGUAGE_NAMES } from './languages.ts'
import { type Html, seal } from './page-parts.ts'
import { privacyNote } from './privacy-note.ts'
import type { PageTexts } from './texts.ts'

interface Notice {
  readonly name: string
  readonly sentence: string
  readonly texts: PageTexts
  /** Where to go on, or nothing. */
  readonly link?: { readonly href: string; readonly text: string }
}

/** One sentence, and at most one way on. */
export function noticePage({ name, sentence, link }: Notice): Html {
  const on = link === undefined ? '' : html`<p><a class="button" href="${link.href}">${link.text}</a></p>`
  return html`<div class="page"><header class="top"><p class="name">${name}</p></header><main><section class="notice"><h1 class="sentence">${sentence}</h1>${on}</section></main></div>`
}

interface Receipt {
  readonly name: string
  readonly texts: PageTexts
  readonly language: Language
  readonly languages: readonly Language[]
  /** `/r/KEY` */
  readonly address: string
  readonly id: string
  readonly sealed: string
  /** The program's own words after the last question, in this language. */
  readonly thanks: string | undefined
  /** Where to go on; https, of a host that the installation allows. */
  readonly redirect: string | null
  readonly survey: Pick<SurveyJson, 'privacy'>
  /** Whether somebody else's page is around it. */
  readonly isFramed: boolean
}

/** Thanks, the receipt, and the way to have the answers deleted. */
export function receiptPage(receipt: Receipt): Html {
  const { texts, redirect, name, thanks, id } = receipt
  const on =
    redirect === null
      ? ''
      : html`<p><a class="button" href="${redirect}" target="_top" rel="noreferrer">${fillIn(texts.continueTo, { host: new URL(redirect).hostname })}</a></p>`
  const words = thanks === undefined ? '' : html`<div class="prose">${raw(markdown(thanks))}</div>`
  return html`<div class="page"><header class="top"><p class="name">${name}</p>${receiptLanguages(receipt)}</header><main><section class="notice"><h1>${texts.thanks}</h1>${words}<p role="status">${texts.recorded}</p>${on}<dl class="receipt"><dt>${texts.receipt}</dt><dd>${shortReceipt(id)}</dd></dl>${keepIt(receipt)}${privacyNote(receipt)}${eraseForm(receipt)}<p class="mark">${seal()}<span>${texts.measuredWith}</span></p></section></main></div>`
}

function keepIt({ texts, isFramed, address, sealed, language }: Receipt): Html {
  if (!isFramed) return html`<p class="quiet">${texts.keepReceipt}</p>`
  return html`<p class="quiet">${texts.keepFramedReceipt} <a href="${receiptAddress(address, sealed)}&language=${language}" target="_blank" rel="noreferrer">${texts.openAlone}</a></p>`
}

function receiptLanguages({ languages, language, texts, address, sealed }: Receipt): Html | '' {
  if (languages.length < 2) return ''
  return html`<nav class="languages" aria-label="${texts.language}">${languages.map(
    (one) =>
      html`<a class="${one === language ? 'language chosen' : 'language'}" lang="${one}" href="${receiptAddress(address, sealed)}&language=${one}"${one === language ? raw(' aria-current="true"') : ''}><span>${LANGUAGE_NAMES[one]}</span></a>`,
  )}</nav>`
}

/** Two steps, for it cannot be undone. */
function eraseForm({ texts, address, sealed, language }: Receipt): Html {
  return html`<details class="erase"><summary>${texts.erase}</summary><form method="post" action="${address}/erase"><input type="hidden" name="answer" value="${sealed}"><input type="hidden" name="in" value="${language}"><p>${texts.eraseWhat}</p><button class="button danger">${texts.eraseNow}</button></form></details>`
}

export const receiptAddress = (address: string, sealed: string): string =>
  `${address}/receipt?s=${encodeURIComponent(sealed)}`

/** The random end of the id: two respondents of the same second differ in it. */
function shortReceipt(id: string): string {
  return `${id.slice(-12, -8)}-${id.slice(-8, -4)}-${id.slice(-4)}`.toUpperCase()
}
