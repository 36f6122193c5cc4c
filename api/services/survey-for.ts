import { layOutSurvey } from '../forms/lay-out-survey.ts'
import type { SurveyJson } from '../forms/survey-json.ts'
import { drawLayout } from './draw-layout.ts'
import type { Asked } from './find-asked.ts'

/** The survey as one respondent is asked it: laid out for them, without what the register knows of the invited. */
export function surveyFor(asked: Asked, id: string): SurveyJson {
  const { survey, book } = asked.form
  const laidOut = layOutSurvey({ ...survey }, book, drawLayout(book, id)) as unknown as SurveyJson
  const known = knownOf(asked)
  if (known.size === 0) return laidOut
  const left = laidOut.pages.flatMap((page) => {
    const elements = page.elements.filter(({ name }) => !known.has(name))
    return elements.length === 0 ? [] : [{ ...page, elements }]
  })
  return { ...laidOut, pages: left }
}

/** Attributes with a value that the form offers. What somebody has answered, or is at, stays theirs to change. */
function knownOf({ form, invited, partial }: Asked): ReadonlySet<string> {
  if (invited === undefined) return new Set()
  const at = form.survey.pages.find(({ name }) => name === partial?.page)?.elements ?? []
  const theirs = new Set([...Object.keys(partial?.answers ?? {}), ...at.map(({ name }) => name)])
  const known = form.book.attributes.filter(({ code, values }) => {
    const value = invited.attributes[code]
    return value !== undefined && values.includes(value) && !theirs.has(code)
  })
  return new Set(known.map(({ code }) => code))
}
