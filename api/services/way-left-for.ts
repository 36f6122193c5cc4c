import type { Answers } from '../forms/respondent-path.ts'
import { pagesShown } from '../forms/respondent-path.ts'
import type { SurveyJson } from '../forms/survey-json.ts'
import { type WayLeft, wayLeft } from '../forms/way-left.ts'
import { answersSoFar } from './answer-card.ts'
import type { Asked } from './find-asked.ts'
import { surveyFor } from './survey-for.ts'

/** What is left for one respondent, the card of the page `at` included; without it, all of it. */
export function wayLeftFor(
  asked: Asked,
  id: string,
  { answers = answersSoFar(asked), at, survey = surveyFor(asked, id) }: Standing,
): WayLeft {
  const { book, steps } = asked.form
  const { pages } = survey
  const shown = pagesShown(pages, book, { answers, brandKnown: asked.brandId !== null })
  const chosen = answers['brands']
  const isChosen = Array.isArray(chosen) && chosen.length > 0
  return wayLeft(
    pages,
    pages.map(({ name }) => steps.get(name) ?? { seconds: 0 }),
    {
      at: at ?? shown[0]?.name ?? '',
      shown: new Set(shown.map(({ name }) => name)),
      answers,
      brands: isChosen ? 0 : (book.loop?.most ?? 0),
    },
  )
}

interface Standing {
  readonly answers?: Answers
  readonly at?: string | undefined
  /** As laid out for them, where that is at hand. */
  readonly survey?: SurveyJson
}
