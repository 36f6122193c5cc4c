import { html, raw } from 'hono/html'
import type { Language } from '../contract/common.ts'
import { fieldName, partName, stateName } from '../forms/read-card.ts'
import { type SurveyChoice, type SurveyElement, textIn } from '../forms/survey-json.ts'
import { fillIn } from './fill-in.ts'
import { flag, type Html } from './page-parts.ts'
import { pointsGiven } from './points-given.ts'
import type { PageTexts } from './texts.ts'

/** What a control needs to know besides its question. */
export interface ControlContext {
  readonly language: Language
  readonly texts: PageTexts
  /** The answer so far, undefined for none. */
  readonly value: unknown
  /** Ids of what describes it, empty for nothing. */
  readonly describedBy: string
  readonly wrong: boolean
}

const STATES: readonly unknown[] = ['dont_know', 'not_applicable', 'refused']

/** What one taps or types on; the same markup as web/respond/controls/, so that nothing moves when that takes over. */
export function control(element: SurveyElement, context: ControlContext): Html {
  switch (element.type) {
    case 'rating':
      return scale(element, context)
    case 'radiogroup':
    case 'checkbox':
      return choices(element, context)
    case 'comment':
      return longText(element, context)
    case 'multipletext':
      return allocation(element, context)
    default:
      return number(element, context)
  }
}

function group(
  { name, isRequired }: SurveyElement,
  { describedBy, wrong }: ControlContext,
  role = 'radiogroup',
) {
  const described = describedBy === '' ? '' : html` aria-describedby="${describedBy}"`
  // A plain group has neither state; its own fields carry them.
  const states =
    role === 'radiogroup'
      ? html` aria-required="${String(isRequired === true)}" aria-invalid="${String(wrong)}"`
      : ''
  return html` role="${role}" aria-labelledby="t-${name}"${states}${described}`
}

function scale(element: SurveyElement, context: ControlContext): Html {
  const { language } = context
  const values = element.rateValues ?? []
  const points = values.filter((value) => typeof value === 'number')
  const states = values.filter((value) => typeof value !== 'number')
  const [first, last] = [points[0], points.at(-1)]
  const [low, high] = [
    textIn(element.minRateDescription, language),
    textIn(element.maxRateDescription, language),
  ]
  const label = (point: number) =>
    point === first ? `${point}, ${low}` : point === last ? `${point}, ${high}` : String(point)
  return html`<div class="scale"${group(element, context)}><div class="scale-points of-${points.length}"><span class="scale-end scale-min">${first} = ${low}</span>${points.map(
    (point) =>
      html`<label class="choice"><input type="radio" name="${fieldName(element.name)}" value="${point}" aria-label="${label(point)}"${flag('checked', context.value === point)}><span aria-hidden="true">${point}</span></label>`,
  )}<span class="scale-end scale-max">${last} = ${high}</span></div>${stateChoices(fieldName(element.name), states, context)}</div>`
}

function choices(element: SurveyElement, context: ControlContext): Html {
  const several = element.type === 'checkbox'
  const chosen: readonly unknown[] = Array.isArray(context.value) ? context.value : [context.value]
  return html`<div class="choices"${group(element, context, several ? 'group' : 'radiogroup')}>${(
    element.choices ?? []
  ).map(
    ({ value, text, help }) =>
      html`<label class="${STATES.includes(value) ? 'choice state' : 'choice'}"><input type="${several ? 'checkbox' : 'radio'}" name="${fieldName(element.name)}" value="${value}"${flag('checked', chosen.includes(value))}><span>${textIn(text, context.language)}${help === undefined ? '' : html`<small>${textIn(help, context.language)}</small>`}</span></label>`,
  )}</div>`
}

/** What may be said instead of an answer, apart from the answers. */
function stateChoices(
  name: string,
  states: readonly SurveyChoice[],
  { language, value }: ControlContext,
): Html | '' {
  if (states.length === 0) return ''
  return html`<div class="scale-states">${states.map(
    (state) =>
      html`<label class="choice"><input type="radio" name="${name}" value="${state.value}"${flag('checked', value === state.value)}><span>${textIn(state.text, language)}</span></label>`,
  )}</div>`
}

function insteadOf(element: SurveyElement, context: ControlContext): Html | '' {
  if (element.states === undefined) return ''
  return html`<div${group({ ...element, isRequired: false }, { ...context, wrong: false })}>${stateChoices(stateName(element.name), element.states, context)}</div>`
}

function typed({ name, isRequired }: SurveyElement, { describedBy, wrong }: ControlContext) {
  return html` id="i-${name}" name="${fieldName(name)}" aria-labelledby="t-${name}" aria-describedby="${`${describedBy} n-${name}`.trim()}" aria-required="${String(isRequired === true)}" aria-invalid="${String(wrong)}"`
}

/** Whether a question that is typed was answered by what it offers instead: else "refused" is a word like any. */
const isStateOf = ({ states = [] }: SurveyElement, given: unknown): boolean =>
  states.some(({ value }) => value === given)

function number(element: SurveyElement, context: ControlContext): Html {
  const { min = 0, max = 0, name } = element
  const shown = isStateOf(element, context.value) ? '' : (context.value ?? '')
  return html`<div class="typed"><input type="text" inputmode="decimal" autocomplete="off"${typed(element, context)} value="${String(shown)}"><p class="note" id="n-${name}">${fillIn(context.texts.range, { min, max })}</p>${insteadOf(element, context)}</div>`
}

function longText(element: SurveyElement, context: ControlContext): Html {
  const { maxLength = 0, name } = element
  const shown = typeof context.value === 'string' && !isStateOf(element, context.value) ? context.value : ''
  // A newline right after the tag is not part of the text; one more keeps the text's own.
  return html`<div class="typed"><textarea rows="4" maxlength="${maxLength}"${typed(element, context)}>${raw('\n')}${shown}</textarea><p class="note" id="n-${name}">${fillIn(context.texts.atMostCharacters, { max: maxLength })}</p>${insteadOf(element, context)}</div>`
}

function allocation(element: SurveyElement, context: ControlContext): Html {
  const { items = [], total = 100, name } = element
  const points = pointsOf(context.value)
  const given = pointsGiven(context.value)
  return html`<div class="typed"><div class="parts"${group(element, context, 'group')}>${items.map(
    (item) =>
      html`<div class="part"><label for="${name}/${item.name}">${textIn(item.title, context.language)}</label><div class="stepper"><span class="step asleep"></span><input type="text" inputmode="numeric" autocomplete="off" id="${name}/${item.name}" name="${partName(name, item.name)}" value="${String(points[item.name] ?? '')}"><span class="step asleep"></span></div></div>`,
  )}</div><p class="note" id="n-${name}" role="status">${fillIn(context.texts.pointsGiven, { given, total })}</p>${insteadOf(element, context)}</div>`
}

function pointsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
