import type { Problem } from '../../stats/coding/observation.ts'
import type { Language } from '../contract/common.ts'
import type { Localised } from '../forms/localised.ts'
import { type SurveyElement, textIn } from '../forms/survey-json.ts'
import { fillIn } from './fill-in.ts'
import { pointsGiven } from './points-given.ts'
import { type PageTexts, PROBLEMS } from './texts.ts'

interface Said {
  readonly language: Language
  readonly texts: PageTexts
  readonly value: unknown
}

/** What is wrong with an answer and what to do, in the respondent's words. */
export function problemSentence(
  problem: Pick<Problem, 'reason'>,
  element: SurveyElement & { readonly requiredErrorText?: Localised; readonly maxSelectedChoices?: number },
  { language, texts, value }: Said,
): string {
  // Of a pair, the half that is missing is asked for like any answer.
  const reason = problem.reason === 'half-pair' ? 'required' : problem.reason
  if (reason === 'required' && element.requiredErrorText !== undefined) {
    return textIn(element.requiredErrorText, language)
  }
  const { min = 0, total = 0 } = element
  const max = element.maxSelectedChoices ?? element.maxLength ?? element.max ?? total
  const said = PROBLEMS.find((one) => one === reason) ?? 'wrong'
  return fillIn(texts[said], { min, max, total, given: pointsGiven(value) })
}
