import { html, raw } from 'hono/html'
import type { Problem } from '../../stats/coding/observation.ts'
import type { Language } from '../contract/common.ts'
import type { Localised } from '../forms/localised.ts'
import { narrowed } from '../forms/narrowed.ts'
import type { Answers } from '../forms/respondent-path.ts'
import { isAsked, type SurveyElement, type SurveyPage, textIn } from '../forms/survey-json.ts'
import type { Html } from './page-parts.ts'
import { problemSentence } from './problem-sentence.ts'
import { control } from './question-controls.ts'
import type { PageTexts } from './texts.ts'

export interface CardContext {
  /** `/r/KEY`, where pictures are served. */
  readonly address: string
  readonly language: Language
  readonly texts: PageTexts
  readonly answers: Answers
  /** What {brand} stands for. */
  readonly brand: string
  readonly problems: readonly Problem[]
}

/** One page of the form as a card that can be read and answered without any script. */
export function questionCard(page: SurveyPage, context: CardContext): Html {
  const isHeading = page.title === undefined && page.elements.filter(isAsked).length === 1
  const read = page.elements.filter(({ type }) => type === 'html').map((element) => prose(element, context))
  const head =
    page.title === undefined
      ? ''
      : html`<div class="head"><h1>${said(page.title, context)}</h1>${help(page.description, context)}</div>`
  return html`<div class="card">${head}${isHeading ? '' : read}${page.elements.map((element) => part(element, context, isHeading ? read : undefined))}</div>`
}

/** Written by api/forms/markdown.ts when the form was built, and frozen with it. */
const prose = (element: SurveyElement, { language }: CardContext): Html =>
  html`<div class="prose">${raw(textIn(element.html, language))}</div>`

/** `read`: under a question that is the card's heading, what is to be read before it is answered. */
function part(element: SurveyElement, context: CardContext, read: readonly Html[] | undefined): Html | '' {
  if (element.type === 'html') return ''
  if (element.type === 'image') {
    const id = element.imageLink?.replace(/^picture:/, '') ?? ''
    return html`<img class="picture" src="${context.address}/pictures/${id}" alt="${said(element.altText, context)}">`
  }
  return question(element, context, read)
}

function question(asked: SurveyElement, context: CardContext, read: readonly Html[] | undefined): Html {
  const element = narrowed(asked, context.answers)
  const { name } = element
  const { language, texts } = context
  const problem = context.problems.find(({ item }) => item === name)
  const title = said(element.title, context)
  const heading =
    read !== undefined ? html`<h1 id="t-${name}">${title}</h1>` : html`<h2 id="t-${name}">${title}</h2>`
  const sentence =
    problem === undefined
      ? ''
      : html`<p class="problem" id="e-${name}" role="alert">${problemSentence(problem, element, { language, texts, value: context.answers[name] })}</p>`
  const describedBy = [
    ...(element.description === undefined ? [] : [`h-${name}`]),
    ...(problem === undefined ? [] : [`e-${name}`]),
  ].join(' ')
  const value = context.answers[name]
  return html`<div class="question"><div class="head">${heading}${help(element.description, context, name)}</div>${read ?? ''}${sentence}${control(element, { language, texts, value, describedBy, wrong: problem !== undefined })}</div>`
}

function help(text: Localised | undefined, context: CardContext, name?: string): Html | '' {
  if (text === undefined) return ''
  const id = name === undefined ? '' : html` id="h-${name}"`
  return html`<p class="help"${id}>${said(text, context)}</p>`
}

const said = (text: Localised | undefined, { language, brand }: CardContext) =>
  textIn(text, language).replaceAll('{brand}', () => brand)
