import { html, raw } from 'hono/html'
import type { Problem } from '../../stats/coding/observation.ts'
import type { Language } from '../contract/common.ts'
import type { Localised } from '../forms/localised.ts'
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
  const single = page.elements.filter(isAsked).length === 1
  const head =
    page.title === undefined
      ? ''
      : html`<div class="head"><h1>${said(page.title, context)}</h1>${help(page.description, context)}</div>`
  return html`<div class="card">${head}${page.elements.map((element) => part(element, context, single && page.title === undefined))}</div>`
}

function part(element: SurveyElement, context: CardContext, isHeading: boolean): Html {
  if (element.type === 'html') {
    // Written by api/forms/markdown.ts when the form was built, and frozen with it.
    return html`<div class="prose">${raw(textIn(element.html, context.language))}</div>`
  }
  if (element.type === 'image') {
    const id = element.imageLink?.replace(/^picture:/, '') ?? ''
    return html`<img class="picture" src="${context.address}/pictures/${id}" alt="${said(element.altText, context)}">`
  }
  return question(element, context, isHeading)
}

function question(element: SurveyElement, context: CardContext, isHeading: boolean): Html {
  const { name } = element
  const { language, texts } = context
  const problem = context.problems.find(({ item }) => item === name)
  const title = said(element.title, context)
  const heading = isHeading ? html`<h1 id="t-${name}">${title}</h1>` : html`<h2 id="t-${name}">${title}</h2>`
  const sentence =
    problem === undefined
      ? ''
      : html`<p class="problem" id="e-${name}" role="alert">${problemSentence(problem, element, { language, texts, value: context.answers[name] })}</p>`
  const describedBy = [
    ...(element.description === undefined ? [] : [`h-${name}`]),
    ...(problem === undefined ? [] : [`e-${name}`]),
  ].join(' ')
  const value = context.answers[name]
  return html`<div class="question"><div class="head">${heading}${help(element.description, context, name)}</div>${sentence}${control(element, { language, texts, value, describedBy, wrong: problem !== undefined })}</div>`
}

function help(text: Localised | undefined, context: CardContext, name?: string): Html | '' {
  if (text === undefined) return ''
  const id = name === undefined ? '' : html` id="h-${name}"`
  return html`<p class="help"${id}>${said(text, context)}</p>`
}

const said = (text: Localised | undefined, { language, brand }: CardContext) =>
  textIn(text, language).replaceAll('{brand}', () => brand)
