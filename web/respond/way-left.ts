import type { Model } from 'survey-core'
import type { OpenForm } from '../../api/contract/response.ts'
import type { Walk, WayLeft } from '../../api/forms/way-left.ts'
import { isEmpty } from './answer-of.ts'
import { elementsOf, type PageJson, pagesOf } from './survey-model.ts'

type Steps = OpenForm['steps']

/** How much of a routed question counts before the answer is there that decides it; as in api/forms/seconds.ts. */
const ROUTED_SHARE = 0.5

/** What is left of the way from the card shown, with the answers there are. */
export function wayLeftOf(model: Model, form: OpenForm): WayLeft {
  const pages = pagesOf(form.survey)
  const isOpen = isEmpty(model.getValue('brands'))
  return wayLeft(pages, stepsOf(form, pages), {
    at: model.currentPage.name,
    shown: new Set(model.visiblePages.map(({ name }) => name)),
    answers: model.data,
    brands: isOpen ? (elementsOf(form).get('brands')?.maxSelectedChoices ?? 0) : 0,
  })
}

/** A form kept on this device by an earlier version says only what all of it takes. */
function stepsOf({ steps, minutes }: OpenForm, pages: readonly PageJson[]): Steps {
  const kept = steps as Steps | undefined
  return kept ?? pages.map(() => ({ seconds: (minutes * 60) / pages.length }))
}

/**
 * Of one respondent. `pages`: as laid out for them, each with its step. A routed page is no step before it is sure to be asked, and
 * counts half its seconds while the deciding answer is still to come; where each choice taken is asked the same, one is
 * counted at the least. The same as api/forms/way-left.ts; a test holds
 * both together.
 */
export function wayLeft(
  pages: readonly PageJson[],
  steps: Steps,
  { at, shown, answers, brands }: Walk,
): WayLeft {
  const place = pages.findIndex(({ name }) => name === at)
  const placeOf = new Map(pages.flatMap(({ elements }, i) => elements.map(({ name }) => [name, i] as const)))
  const mayCome = (i: number): boolean => {
    const decider = steps[i]?.decider
    const by = placeOf.get(decider ?? '') ?? -1
    if (decider === undefined || by < place || !isEmpty(answers[decider])) return false
    return shown.has(pages[by]?.name ?? '') || mayCome(by)
  }
  const rated = steps.find(({ brand }) => brand !== undefined)?.brand
  const left = { steps: { least: 0, most: 0 }, seconds: { least: 0, most: 0 } }
  const add = (step: number, seconds: number, times: number) => {
    left.steps.least += step
    left.steps.most += step * times
    left.seconds.least += seconds
    left.seconds.most += seconds * times
  }
  for (const [i, { name }] of pages.entries()) {
    const { seconds, decider, brand, standsFor } = steps[i] ?? { seconds: 0 }
    if (i < place) continue
    if (shown.has(name)) add(1, seconds, 1)
    else if (brands > 0 && brand !== undefined) {
      // Every brand is asked the same: one stands for as many as may be chosen.
      if (brand !== rated) continue
      if (decider === undefined) add(1, seconds, brands)
      else add(0, seconds * ROUTED_SHARE, brands)
    } else if (!mayCome(i)) continue
    else if (standsFor === undefined) add(0, seconds * ROUTED_SHARE, 1)
    else if (standsFor > 0) add(1, seconds, standsFor)
  }
  return left
}
