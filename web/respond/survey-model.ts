import { Model, type Question, SurveyError, settings } from 'survey-core'
import type { ErrorBody } from '../../api/contract/common.ts'
import type { OpenForm } from '../../api/contract/response.ts'
import { knownBrand } from './known-brand.ts'
import 'survey-core/i18n/simplified-chinese'
import 'survey-core/i18n/traditional-chinese'

// The question is the page's heading.
settings.titleTags.question = 'h1'

/** SurveyJS model of a form, without the screening question when the brand is known. */
export function createModel(form: OpenForm): Model {
  const json = structuredClone(form.survey ?? {})
  const brand = knownBrand(form)
  if (brand !== undefined) json['pages'] = pagesOf(json).filter(({ name }) => name !== 'page-brand')

  const model = new Model(json)
  if (brand !== undefined) model.setVariable('brand', brand.name)
  model.showNavigationButtons = false
  model.showProgressBar = false
  model.showTitle = false
  model.autoFocusFirstQuestion = false
  model.clearInvisibleValues = 'none'
  return model
}

function pagesOf(json: Readonly<Record<string, unknown>>): readonly { name: string }[] {
  return Array.isArray(json['pages']) ? json['pages'] : []
}

/** Raw answers as they travel: of the questions shown, without the brand, non-answers as their plain word. */
export function answersOf(model: Model): Record<string, unknown> {
  const shown = model
    .getAllQuestions()
    .filter((question) => question.name !== 'brand' && isShown(question) && !question.isEmpty())
  return Object.fromEntries(shown.map((question) => [question.name, rawAnswer(question.value)]))
}

/** Of a checkbox an exclusive choice comes as a list of one. */
function rawAnswer(value: unknown): unknown {
  const words: readonly unknown[] = ['dont_know', 'not_applicable', 'refused']
  return Array.isArray(value) && value.length === 1 && words.includes(value[0]) ? value[0] : value
}

function isShown(question: Question): boolean {
  return question.isVisible && question.page?.isVisible === true
}

/** Shows each problem at its question and goes to the first; false when none belongs to a question shown. */
export function showProblems(
  model: Model,
  problems: NonNullable<ErrorBody['error']['problems']>,
  sentence: string,
): boolean {
  const questions = problems
    .map(({ item }) => model.getQuestionByName(item === 'brandId' ? 'brand' : item))
    .filter((question) => question !== null && question !== undefined && isShown(question))
  for (const question of questions) question.addError(new SurveyError(sentence))
  const first = model.visiblePages.find((page) => questions.some((question) => question.page === page))
  if (first !== undefined) model.currentPage = first
  return first !== undefined
}
