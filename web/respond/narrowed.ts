import type { Model } from 'survey-core'
import { STATES } from './answer-of.ts'
import type { Asked } from './words.ts'

/** A question as it may be answered beside the earlier one it stays within; the same as api/forms/narrowed.ts. */
export function narrowed(element: Asked, model: Model): Asked {
  if (element.within === undefined) return element
  const outer: unknown = model.getValue(element.within)
  if (typeof outer === 'number') return { ...element, max: Math.min(element.max ?? outer, outer) }
  if (!Array.isArray(outer) || outer.length === 0 || outer.some((one) => STATES.includes(one))) return element
  const { choices = [] } = element
  return {
    ...element,
    choices: choices.filter(({ value }) => outer.includes(value) || STATES.includes(value)),
  }
}
