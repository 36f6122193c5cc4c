import type { Problem } from '../../stats/coding/observation.ts'
import type { Language } from '../contract/common.ts'
import type { Localised } from '../forms/localised.ts'
import { type SurveyElement, textIn } from '../forms/survey-json.ts'
import { fillIn, type PageTexts } from './texts.ts'

interface Said {
  readonly language: Language
  readonly texts: PageTexts
  readonly value: unknown
}

const SENTENCES: Readonly<Record<string, keyof PageTexts>> = {
  required: 'required',
  'half-pair': 'required',
  exclusive: 'exclusive',
  'too-many-choices': 'tooMany',
  'not-a-number': 'notNumber',
  'out-of-range': 'outOfRange',
  'not-whole': 'notWhole',
  'too-long': 'tooLong',
  'wrong-total': 'wrongTotal',
}

/** What is wrong with an answer and what to do, in the respondent's words. */
export function problemSentence(
  { reason }: Pick<Problem, 'reason'>,
  element: SurveyElement & { readonly requiredErrorText?: Localised; readonly maxSelectedChoices?: number },
  { language, texts, value }: Said,
): string {
  if (reason === 'required' && element.requiredErrorText !== undefined) {
    return textIn(element.requiredErrorText, language)
  }
  const { min = 0, total = 0 } = element
  const max = element.maxSelectedChoices ?? element.maxLength ?? element.max ?? total
  const points = typeof value === 'object' && value !== null ? Object.values(value) : []
  const given = points.reduce((sum: number, point) => sum + (Number(point) || 0), 0)
  return fillIn(texts[SENTENCES[reason] ?? 'wrong'], { min, max, total, given })
}
