import type { Model, PageModel } from 'survey-core'
import { isEmpty, plainValue, wrongWith } from './answer-of.ts'
import { narrowed } from './narrowed.ts'
import type { Asked, Wrong } from './words.ts'

/** What stands in the way of leaving the card shown: every question wrong, and columns answered only in part. */
export function problemsOn(model: Model, elements: ReadonlyMap<string, Asked>): Record<string, Wrong> {
  const { questions }: PageModel = model.currentPage
  const wrong = questions.flatMap(({ name }): [string, Wrong][] => {
    const element = elements.get(name)
    const problem =
      element === undefined
        ? undefined
        : wrongWith(narrowed(element, model), plainValue(model.getValue(name)))
    return problem === undefined ? [] : [[name, problem]]
  })
  const ratings = questions.filter(({ name }) => elements.get(name)?.type === 'rating')
  const open = ratings.filter(({ name }) => isEmpty(model.getValue(name)))
  const half = open.length > 0 && open.length < ratings.length
  return Object.fromEntries([...wrong, ...(half ? open.map(({ name }) => [name, 'required'] as const) : [])])
}

/** Of these problems, those that the plain form had already said. */
export function problemsTold(plain: HTMLElement, problems: Readonly<Record<string, Wrong>>) {
  const told = [...plain.querySelectorAll('.problem')].map(({ id }) => id)
  return Object.fromEntries(Object.entries(problems).filter(([name]) => told.includes(`e-${name}`)))
}
