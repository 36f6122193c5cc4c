import { Model } from 'survey-core'
import { describe, expect, it } from 'vitest'
import { buildForm } from '../../api/forms/build-form.ts'
import { narrowed } from '../../api/forms/narrowed.ts'
import { beyondBounds, countedAnswers } from '../../api/forms/respondent-path.ts'
import type { SurveyElement, SurveyJson } from '../../api/forms/survey-json.ts'
import { compileCodeBook } from '../../stats/coding/code-answers.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { narrowed as narrowedInPage } from '../../web/respond/narrowed.ts'
import { mobileDesign } from './mobile-design.ts'

const formOf = (name: string, parameters: Record<string, unknown> = {}) =>
  buildForm({
    ...mobileDesign,
    attributes: [],
    modules: [{ instrument: { name, version: 1 }, parameters }],
  })
type Form = ReturnType<typeof formOf>

const elementOf = ({ survey }: Form, name: string): SurveyElement => {
  const { pages } = survey as unknown as SurveyJson
  const found = pages.flatMap(({ elements }) => elements).find((element) => element.name === name)
  if (found === undefined) throw new RangeError(`the form has no "${name}"`)
  return found
}
const values = ({ choices = [] }: Pick<SurveyElement, 'choices'>) => choices.map(({ value }) => value)

const churn = formOf('churn')
const behaviour = formOf('loyalty-behaviour', { rivals: true })

const left = {
  'churn.left': 'yes',
  'churn.satisfaction': 2,
  'churn.reasons': ['pricing', 'competition'],
  'churn.main-reason': 'competition',
  'churn.bring-back': ['price'],
  'churn.return': 4,
}

/** The book as it was frozen before answers could bound others. */
const frozenBefore = (book: CodeBook): CodeBook => ({
  ...book,
  fields: book.fields.map(({ within, ...field }) => field),
})

describe('the main reason is one of the reasons', () => {
  const main = elementOf(churn, 'churn.main-reason')
  const all = values(main)

  it.each<[string, unknown, readonly unknown[]]>([
    ['two reasons', ['competition', 'pricing'], ['pricing', 'competition', 'dont_know', 'refused']],
    ['one reason', ['pricing'], ['pricing', 'dont_know', 'refused']],
    ['no reason named', undefined, all],
    ['reasons not known', 'dont_know', all],
    ['reasons refused, as SurveyJS holds it', ['refused'], all],
  ])('is offered beside %s: by the server, by our script and by SurveyJS alike', (_, reasons, offered) => {
    const answers = reasons === undefined ? {} : { 'churn.reasons': reasons }
    expect(values(narrowed(main, answers))).toEqual(offered)
    const model = new Model(structuredClone(churn.survey))
    model.data = { ...answers, 'churn.left': 'yes' }
    expect(values(narrowedInPage(main, model))).toEqual(offered)
    const question = model.getQuestionByName('churn.main-reason')
    expect(question['visibleChoices'].map(({ value }: { value: unknown }) => value)).toEqual(offered)
  })

  it('goes when the reason it was is taken back', () => {
    const changed = { ...left, 'churn.reasons': ['pricing'] }
    expect(countedAnswers(churn.codeBook, changed)).toEqual({
      ...changed,
      'churn.main-reason': undefined,
    })
    const model = new Model(structuredClone(churn.survey))
    model.clearInvisibleValues = 'onHidden'
    model.data = structuredClone(left)
    expect(model.getValue('churn.main-reason')).toBe('competition')
    model.setValue('churn.reasons', ['pricing'])
    expect(model.getValue('churn.main-reason')).toBeUndefined()
  })

  it('is refused in a sentence by forms frozen from now on, and taken by those frozen before', () => {
    const wrong = { ...left, 'churn.main-reason': 'ethical-problems' }
    expect(compileCodeBook(churn.codeBook)(left)).toHaveProperty('ok', true)
    expect(compileCodeBook(churn.codeBook)(wrong)).toEqual({
      ok: false,
      problems: [
        {
          item: 'churn.main-reason',
          reason: 'unknown-choice',
          message: 'churn.main-reason: "ethical-problems" is not among the answers to churn.reasons',
        },
      ],
    })
    expect(compileCodeBook(churn.codeBook, { required: 'lenient' })(wrong)).toHaveProperty('ok', false)
    expect(compileCodeBook(frozenBefore(churn.codeBook))(wrong)).toHaveProperty('ok', true)
    expect(beyondBounds(frozenBefore(churn.codeBook), wrong)).toEqual([])
  })

  it('is free where the reasons are not known, and not blamed for reasons that are wrong themselves', () => {
    const code = compileCodeBook(churn.codeBook)
    expect(code({ ...left, 'churn.reasons': 'dont_know' })).toHaveProperty('ok', true)
    expect(code({ ...left, 'churn.main-reason': 'dont_know' })).toHaveProperty('ok', true)
    const coded = code({ ...left, 'churn.reasons': ['weather'] })
    expect(coded.ok ? [] : coded.problems.map(({ item }) => item)).toEqual(['churn.reasons'])
  })
})

describe('the place among the brands used is one of their number', () => {
  const place = elementOf(behaviour, 'behaviour.place')
  const answers = (used: unknown, at: unknown) => ({
    ...Object.fromEntries(
      behaviour.codeBook.fields
        .filter(({ required }) => required)
        .map(({ code, answer }) => [code, answer.kind === 'binary' ? 'yes' : 4]),
    ),
    ...(used === undefined ? {} : { 'behaviour.brands-used': used }),
    'behaviour.place': at,
  })

  it.each<[unknown, number]>([
    [3, 3],
    ['dont_know', 20],
    [undefined, 20],
  ])('of %s brands goes to %i', (used, most) => {
    const given = used === undefined ? {} : { 'behaviour.brands-used': used }
    expect(narrowed(place, given).max).toBe(most)
    const model = new Model(structuredClone(behaviour.survey))
    model.data = given
    expect(narrowedInPage(place, model).max).toBe(most)
  })

  it('is refused above it, by forms frozen from now on', () => {
    const code = compileCodeBook(behaviour.codeBook)
    expect(code(answers(3, 3))).toHaveProperty('ok', true)
    expect(code(answers('dont_know', 7))).toHaveProperty('ok', true)
    expect(code(answers(undefined, 7))).toHaveProperty('ok', true)
    expect(code(answers(3, 4))).toEqual({
      ok: false,
      problems: [
        {
          item: 'behaviour.place',
          reason: 'out-of-range',
          message: 'behaviour.place: is 4, but behaviour.brands-used is only 3',
        },
      ],
    })
    expect(compileCodeBook(frozenBefore(behaviour.codeBook))(answers(3, 4))).toHaveProperty('ok', true)
  })
})
