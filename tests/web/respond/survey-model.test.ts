import { describe, expect, it } from 'vitest'
import { buildForm } from '../../../api/forms/build-form.ts'
import { NO_BRAND } from '../../../api/forms/no-brand.ts'
import { compileCodeBook } from '../../../stats/coding/code-answers.ts'
import {
  answersOf,
  brandAskedAbout,
  brandOf,
  createModel,
  elementsOf,
  goodAnswersOf,
  pageOfProblems,
  saidNoBrand,
} from '../../../web/respond/survey-model.ts'
import { mobileDesign } from '../../forms/mobile-design.ts'
import { openForm } from './open-form.ts'

const acsi = { instrument: { name: 'acsi', version: 1 } }
const built = buildForm({ ...mobileDesign, modules: [acsi] })
const [northwind, contoso] = mobileDesign.brands
const form = openForm(built)

describe('the brand', () => {
  it('is asked first when the link does not say it', () => {
    const model = createModel(form, null)
    expect(model.currentPage.questions[0]?.name).toBe('brand')
    model.setValue('brand', contoso?.id)
    expect(answersOf(model)).toEqual({})
  })

  it('is none of them: what the plain form would send, and nothing that is saved or rated', () => {
    for (const [loop, question, said] of [
      [0, 'brand', NO_BRAND],
      [2, 'brands', [NO_BRAND]],
    ] as const) {
      const { survey } = buildForm({ ...mobileDesign, modules: [acsi], loop })
      const model = createModel({ ...form, survey: { ...survey } }, null)
      expect(saidNoBrand(model)).toBeUndefined()
      model.setValue(question, said)
      expect(saidNoBrand(model)).toEqual({ [`q:${question}`]: NO_BRAND })
      expect(answersOf(model)).toEqual({})
      expect(brandOf(model, { brandId: null })).toBeNull()
    }
  })

  it('is not asked when it is known', () => {
    const model = createModel(form, northwind?.id ?? null)
    expect(model.currentPage.questions[0]?.name).toBe('exp1')
  })

  it('goes with the answers of a form that loops', () => {
    const looped = buildForm({ ...mobileDesign, modules: [acsi], loop: 2 })
    const model = createModel({ ...form, survey: { ...looped.survey } }, northwind?.id ?? null)
    expect(model.currentPage.questions[0]?.name).toBe('exp1__b1')
    expect(answersOf(model)).toEqual({ brands: [northwind?.id] })
  })

  it('of several is the program’s first in what is asked once, in whatever order they were chosen', () => {
    const looped = buildForm({ ...mobileDesign, modules: [acsi], loop: 2 })
    const several = { ...form, survey: { ...looped.survey } }
    const asked = (brandId: string | null, data: Record<string, unknown>) =>
      brandAskedAbout(createModel(several, brandId, data), several, { brandId })?.name
    expect([
      asked(null, {}),
      asked(null, { brands: [contoso?.id] }),
      asked(null, { brands: [contoso?.id, northwind?.id] }),
      asked(contoso?.id ?? null, {}),
    ]).toEqual([undefined, contoso?.name, northwind?.name, contoso?.name])
    const once = createModel(form, null, { brand: contoso?.id })
    expect(brandAskedAbout(once, form, { brandId: null })?.name).toBe(contoso?.name)
  })
})

it('sends what is shown, and coding takes it', () => {
  const model = createModel(form, null)
  for (const { code, answer } of built.codeBook.fields) if (answer.kind === 'rating') model.setValue(code, 8)
  model.setValue('sat3', 'dont_know')
  model.setValue('com1', 'yes')
  model.setValue('com1a', ['refused'])
  model.setValue('pt_up', 10)
  model.setValue('age-band', 'refused')
  const answers = answersOf(model)
  expect(answers).toMatchObject({ sat3: 'dont_know', com1a: 'refused', pt_up: 10 })
  expect(compileCodeBook(built.codeBook)(answers)).toMatchObject({ ok: true })
})

it('leaves out what was answered and then hidden', () => {
  const model = createModel(form, null)
  model.setValue('loy1', 8)
  model.setValue('pt_up', 10)
  model.setValue('loy1', 3)
  expect(answersOf(model)).toEqual({ loy1: 3 })
})

it('knows the first page with a problem, and what on it is wrong', () => {
  const model = createModel(form, null)
  const problems = ['sat1', 'exp2', 'odd'].map((item) => ({ item, reason: 'required', message: '' }))
  const found = pageOfProblems(model, problems)
  expect([found?.page.name, found?.names]).toEqual(['page-exp2', ['exp2']])
  expect(pageOfProblems(model, [{ item: 'odd', reason: 'x', message: '' }])).toBeUndefined()
})

it('goes on from answers given before, and saves only those that could be sent', () => {
  const model = createModel(form, null, { exp1: 7, exp2: 3 })
  expect(answersOf(model)).toEqual({ exp1: 7, exp2: 3 })
  model.setValue('com1a', ['online', 'people'])
  expect(goodAnswersOf(model, elementsOf(form))).toEqual({ exp1: 7, exp2: 3 })
})
