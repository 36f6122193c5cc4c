import type { Step } from './form-steps.ts'
import { ROUTED_SHARE } from './seconds.ts'
import type { SurveyPage } from './survey-json.ts'

export interface Range {
  readonly least: number
  readonly most: number
}

/** What is left of the way, the card shown included. A range while it is not chosen which brands are rated, else twice the same. */
export interface WayLeft {
  readonly steps: Range
  readonly seconds: Range
}

export interface Walk {
  /** The card stood on, by its page's name. */
  readonly at: string
  /** Names of the pages that are asked, with these answers. */
  readonly shown: ReadonlySet<string>
  readonly answers: Readonly<Record<string, unknown>>
  /** How many brands may still be chosen; 0 where they are, or there is one. */
  readonly brands: number
}

/**
 * Of one respondent. `pages`: as laid out for them, each with its step. A routed page is no step before it is sure to be asked, and
 * counts half its seconds while the deciding answer is still to come; where each choice taken is asked the same, one is
 * counted at the least. The same as web/respond/way-left.ts; a test holds
 * both together.
 */
export function wayLeft(
  pages: readonly SurveyPage[],
  steps: readonly Step[],
  { at, shown, answers, brands }: Walk,
): WayLeft {
  const place = pages.findIndex(({ name }) => name === at)
  const placeOf = new Map(pages.flatMap(({ elements }, i) => elements.map(({ name }) => [name, i] as const)))
  const mayCome = (i: number): boolean => {
    const decider = steps[i]?.decider
    const by = placeOf.get(decider ?? '') ?? -1
    if (decider === undefined || by < place || answers[decider] !== undefined) return false
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
