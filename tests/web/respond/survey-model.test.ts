import { describe, expect, it } from 'vitest'
import type { OpenForm } from '../../../api/contract/response.ts'
import { buildForm } from '../../../api/forms/build-form.ts'
import { compileCodeBook } from '../../../stats/coding/code-answers.ts'
import { answersOf, createModel, showProblems } from '../../../web/respond/survey-model.ts'
import { mobileDesign } from '../../forms/mobile-design.ts'

const built = buildForm({ ...mobileDesign, modules: [{ instrument: { name: 'acsi', version: 1 } }] })
const [northwind, contoso] = mobileDesign.brands
const form: OpenForm = {
  state: 'open',
  program: mobileDesign.name,
  formNumber: 1,
  languages: [...mobileDesign.languages],
  minutes: built.minutes,
  brands: [...mobileDesign.brands],
  brandId: null,
  survey: { ...built.survey },
}

describe('the brand', () => {
  it('is asked first when the link does not say it', () => {
    const model = createModel(form)
    expect(model.currentPage.questions[0]?.name).toBe('brand')
    model.setValue('brand', contoso?.id)
    expect(model.getQuestionByName('sat1').locTitle.renderedHtml).toContain('Contoso')
    expect(answersOf(model)).toEqual({})
  })

  it.each([
    ['the link', { ...form, brandId: northwind?.id ?? null }],
    ['being the only one', { ...form, brands: form.brands.slice(0, 1) }],
  ])('is known by %s', (_, known) => {
    const model = createModel(known)
    expect(model.currentPage.questions[0]?.name).toBe('exp1')
    expect(model.getQuestionByName('sat1').locTitle.renderedHtml).toContain('Northwind')
  })
})

it('sends what is shown, and coding takes it', () => {
  const model = createModel(form)
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
  const model = createModel(form)
  model.setValue('loy1', 8)
  model.setValue('pt_up', 10)
  model.setValue('loy1', 3)
  expect(answersOf(model)).toEqual({ loy1: 3 })
})

it('shows a problem at its question and goes to the first', () => {
  const model = createModel(form)
  const problems = ['sat1', 'exp2', 'odd'].map((item) => ({ item, reason: 'required', message: '' }))
  expect(showProblems(model, problems, 'Please choose again.')).toBe(true)
  expect(model.currentPage.name).toBe('page-exp2')
  expect(model.getQuestionByName('sat1').errors.length).toBe(1)
  expect(showProblems(model, [{ item: 'odd', reason: 'x', message: '' }], 'x')).toBe(false)
})
