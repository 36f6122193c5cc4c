import { NON_ANSWERS } from '../../stats/instruments/instrument.ts'
import type { Answers } from './respondent-path.ts'
import type { SurveyElement } from './survey-json.ts'

const STATES: readonly unknown[] = NON_ANSWERS

/**
 * A question as it may be answered beside the earlier one it stays within: of its choices those taken there, as a number
 * none above it. Whole where that was not answered; the same as web/respond/narrowed.ts.
 */
export function narrowed<Element extends SurveyElement>(element: Element, answers: Answers): Element {
  if (element.within === undefined) return element
  const outer = answers[element.within]
  if (typeof outer === 'number') return { ...element, max: Math.min(element.max ?? outer, outer) }
  if (!Array.isArray(outer) || outer.length === 0 || outer.some((one) => STATES.includes(one))) return element
  const { choices = [] } = element
  return {
    ...element,
    choices: choices.filter(({ value }) => outer.includes(value) || STATES.includes(value)),
  }
}
