import type { Answers } from './respondent-path.ts'
import type { SurveyPage } from './survey-json.ts'

/** Said instead of a brand by whoever knows none of them: there is nothing to ask them. Never an answer that is kept. */
export const NO_BRAND = 'none'

/** The pages on which it can be said. */
export const BRAND_PAGES: readonly string[] = ['page-brand', 'page-brands']

/** Whether it was said on this card; forms frozen before it could be do not offer it. */
export function saysNoBrand({ name, elements }: SurveyPage, given: Answers): boolean {
  if (!BRAND_PAGES.includes(name)) return false
  return elements.some(
    ({ name, choices = [] }) => given[name] === NO_BRAND && choices.some(({ value }) => value === NO_BRAND),
  )
}
