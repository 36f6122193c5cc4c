import { Model, type PageModel, type Question } from 'survey-core'
import type { ErrorBody } from '../../api/contract/common.ts'
import type { Answering, OpenForm } from '../../api/contract/response.ts'
import { isEmpty, STATES, wrongWith } from './answer-of.ts'
import { narrowed } from './narrowed.ts'
import type { Asked, Localised } from './words.ts'

type Answers = Readonly<Record<string, unknown>>

/** Said instead of a brand, as api/forms/no-brand.ts has it. */
const NO_BRAND = 'none'
const BRAND_QUESTIONS = ['brand', 'brands']

/** A page of the form as the server laid it out. */
export interface PageJson {
  readonly name: string
  readonly title?: Localised
  readonly description?: Localised
  readonly elements: readonly Asked[]
}

/** SurveyJS model of a form as laid out for one respondent, with the answers so far; `brandId`: the brand that need not be asked. */
export function createModel(form: OpenForm, brandId: string | null, answers: Answers = {}): Model {
  const json = structuredClone(form.survey ?? {})
  const loops = pagesOf(json).some(({ name }) => name === 'page-brands')
  const brand = form.brands.find(({ id }) => id === brandId)
  if (brand !== undefined) {
    json['pages'] = pagesOf(json).filter(({ name }) => name !== 'page-brand' && name !== 'page-brands')
  }
  const model = new Model(json)
  // What is asked only because of an answer goes with it, as the server has it.
  model.clearInvisibleValues = 'onHidden'
  model.checkErrorsMode = 'onComplete'
  model.data = { ...answers }
  if (brand !== undefined && loops) model.setValue('brands', [brand.id])
  if (brand !== undefined && !loops) model.clearValue('brand')
  model.currentPageNo = 0
  return model
}

export function pagesOf(json: Readonly<Record<string, unknown>> | null): readonly PageJson[] {
  return Array.isArray(json?.['pages']) ? json['pages'] : []
}

export const pageJson = (form: OpenForm, name: string): PageJson =>
  pagesOf(form.survey).find((page) => page.name === name) ?? { name, elements: [] }

/** The only question of a card without a title is its heading. */
export const isHeading = ({ title, elements }: PageJson): boolean =>
  title === undefined && elements.filter(({ type }) => type !== 'image' && type !== 'html').length === 1

/** The questions of a form's JSON by name, for what SurveyJS does not know of them. */
export function elementsOf(form: OpenForm): ReadonlyMap<string, Asked> {
  const elements = pagesOf(form.survey).flatMap(({ elements }) => elements)
  return new Map(elements.map((element) => [element.name, element]))
}

/** Takes an answer, or takes it back. */
export function giveAnswer(model: Model, name: string, value: unknown): void {
  if (isEmpty(value)) model.clearValue(name)
  else model.setValue(name, value)
}

/** The brand that is rated, as soon as the link or an answer says it. */
export function brandOf(model: Model, { brandId }: Pick<Answering, 'brandId'>): string | null {
  const asked: unknown = model.getValue('brand')
  return brandId ?? (typeof asked === 'string' && asked !== NO_BRAND ? asked : null)
}

/** What the plain form would send of a card on which no brand is known; undefined where that is not said. */
export function saidNoBrand(model: Model): Readonly<Record<string, string>> | undefined {
  const said = model.currentPage.questions.find(
    ({ name, value }: Question) => BRAND_QUESTIONS.includes(name) && [value].flat().includes(NO_BRAND),
  )
  return said === undefined ? undefined : { [`q:${said.name}`]: NO_BRAND }
}

/** The brands that are rated, where the form goes through several. */
export function brandsIn(model: Model): readonly string[] {
  const chosen: unknown = model.getValue('brands')
  return Array.isArray(chosen) ? chosen.filter((id) => typeof id === 'string' && id !== NO_BRAND) : []
}

/** Nothing more is asked about these brands, and what was answered about them goes. */
export function leaveOutBrands(model: Model, full: readonly string[]): void {
  const left = brandsIn(model).filter((id) => !full.includes(id))
  if (left.length < brandsIn(model).length) model.setValue('brands', left)
}

/** The brand that is spoken of; of several that are rated the first, as coding has it with what is asked once. */
export function brandAskedAbout(
  model: Model,
  { brands }: Pick<OpenForm, 'brands'>,
  answering: Pick<Answering, 'brandId'>,
): OpenForm['brands'][number] | undefined {
  const chosen: unknown = model.getValue('brands')
  const rated: readonly unknown[] = Array.isArray(chosen) ? chosen : [brandOf(model, answering)]
  return brands.find(({ id }) => rated.includes(id))
}

/** Raw answers as they travel: of the questions shown, without the brand, non-answers as their plain word. */
export function answersOf(model: Model): Record<string, unknown> {
  const shown = model
    .getAllQuestions()
    .filter(({ name, value }) => !(BRAND_QUESTIONS.includes(name) && [value].flat().includes(NO_BRAND)))
    .filter((question) => question.name !== 'brand' && isShown(question) && !isEmpty(question.value))
    .map((question): [string, unknown] => [question.name, rawAnswer(question.value)])
  // Where the link says the brand, the form goes through it without asking.
  const brands: unknown = model.getQuestionByName('brands') === null ? model.getValue('brands') : undefined
  return Object.fromEntries(brands === undefined ? shown : [['brands', brands], ...shown])
}

/** The answers among them that could be sent as they are. */
export function goodAnswersOf(model: Model, elements: ReadonlyMap<string, Asked>): Record<string, unknown> {
  const good = Object.entries(answersOf(model)).filter(([name, value]) => {
    const element = elements.get(name)
    return element === undefined || wrongWith(narrowed(element, model), value) === undefined
  })
  return Object.fromEntries(good)
}

/** Of a checkbox an exclusive choice comes as a list of one. */
const rawAnswer = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 && STATES.includes(value[0]) ? value[0] : value

const isShown = (question: Question): boolean => question.isVisible && question.page?.isVisible === true

export const pageNamed = (model: Model, name: string): PageModel | undefined =>
  model.visiblePages.find((page) => page.name === name)

/** Of the page named and the one shown, the name of the later. */
export function laterOf(model: Model, name: string): string {
  const known = pageNamed(model, name)?.visibleIndex ?? -1
  return known > model.currentPageNo ? name : model.currentPage.name
}

/** Whether nothing on a page has an answer. */
export const isUnanswered = ({ questions }: PageModel): boolean =>
  questions.every(({ value }) => isEmpty(value))

/** Whether a page comes after the one named, which is the farthest seen. */
export const isBeyond = (model: Model, { visibleIndex }: PageModel, name: string): boolean =>
  visibleIndex > (pageNamed(model, name)?.visibleIndex ?? Number.POSITIVE_INFINITY)

/** The first page that holds one of these problems, with the names of the questions it is about. */
export function pageOfProblems(
  model: Model,
  problems: NonNullable<ErrorBody['error']['problems']>,
): { readonly page: PageModel; readonly names: readonly string[] } | undefined {
  const items = problems.map(({ item }) => (item === 'brandId' ? 'brand' : item))
  for (const page of model.visiblePages) {
    const names = page.questions.filter(isShown).map(({ name }) => name)
    const wrong = names.filter((name) => items.includes(name))
    if (wrong.length > 0) return { page, names: wrong }
  }
  return undefined
}
