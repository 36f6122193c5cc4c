import { Model } from 'survey-core'
import { describe, expect, it } from 'vitest'
import { buildForm } from '../../api/forms/build-form.ts'
import { layOutSurvey } from '../../api/forms/lay-out-survey.ts'
import { drawLayout } from '../../api/services/draw-layout.ts'
import { compileResponse, loopedKey } from '../../stats/coding/code-loop.ts'
import { mobileDesign } from './mobile-design.ts'

const acsi = { instrument: { name: 'acsi', version: 1 } }
const [ours = { id: '', name: '' }, theirs = { id: '', name: '' }] = mobileDesign.brands
const form = buildForm({ ...mobileDesign, modules: [acsi], loop: 2, attributes: ['region'] })
const { codeBook } = form
const code = compileResponse(codeBook)

/** Every required question of one brand answered with the same figure. */
const rated = (key: string, figure: number) =>
  Object.fromEntries(
    codeBook.fields
      .filter(({ required, shownWhen }) => required && shownWhen === undefined)
      .map(({ code, answer }) => [loopedKey(code, key), answer.kind === 'binary' ? 'no' : figure]),
  )
const both = {
  brands: [theirs.id, ours.id],
  ...rated('b1', 5),
  pt_down__b1: 10,
  ...rated('b2', 9),
  pt_up__b2: 20,
  region: 'local',
}

describe('a form that goes through several brands', () => {
  it('counts its questions once per brand that may be rated, what is asked once but once', () => {
    const nps = { instrument: { name: 'nps', version: 1 }, parameters: { reason: false } }
    const once = buildForm({ ...mobileDesign, modules: [acsi, nps], attributes: ['region'] })
    const twice = buildForm({ ...mobileDesign, modules: [acsi, nps], loop: 2, attributes: ['region'] })
    expect([once.items, twice.items]).toEqual([16 + 1 + 1, 2 * 16 + 1 + 1])
    // More brands than there are cannot be rated.
    const many = buildForm({ ...mobileDesign, modules: [acsi], loop: 9, attributes: [] })
    expect(many.items).toBe(2 * 16)
  })

  it('codes one observation per brand, in the order of the program, each with the respondent’s attributes', () => {
    const coded = code(both)
    if (!coded.ok) throw new Error(JSON.stringify(coded.problems))
    expect(coded.observations.map(({ brandId }) => brandId)).toEqual([ours.id, theirs.id])
    const place = codeBook.scored.indexOf('sat1')
    expect(coded.observations.map(({ scores }) => scores[place])).toEqual([5, 9])
    expect(coded.observations.map(({ attributes }) => attributes)).toEqual([
      { region: 'local' },
      { region: 'local' },
    ])
    const tolerance = codeBook.scored.indexOf('loy2')
    expect(coded.observations.map(({ scores }) => scores[tolerance])).toEqual([3.7, 9.1])
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['no brand', { ...both, brands: [] }, 'brands: say which brands the answers are about'],
    ['a strange brand', { ...both, brands: ['x'] }, 'brands: "x" is not a brand of this form'],
    ['a brand twice', { ...both, brands: [ours.id, ours.id] }, 'brands: names a brand twice'],
    ['a gap', { ...both, sat1__b2: undefined }, 'sat1__b2: is not answered'],
    ['a wrong answer', { ...both, sat1__b1: 11 }, 'sat1__b1: 11 is outside 1 to 10'],
    ['answers about a brand not chosen', { ...both, brands: [ours.id] }, 'its brand was not chosen'],
    ['a brand that is not there', { ...both, sat1__b9: 4 }, 'sat1__b9: is not asked by this form'],
    ['a plain key', { ...both, sat1: 4 }, 'sat1: '],
  ])('refuses %s', (_, answers, sentence) => {
    const coded = code(answers)
    expect(coded.ok).toBe(false)
    if (!coded.ok) expect(coded.problems.map(({ message }) => message).join('; ')).toContain(sentence)
  })

  it('takes no more brands than one respondent may rate', () => {
    const one = compileResponse(buildForm({ ...mobileDesign, modules: [acsi], loop: 1 }).codeBook)
    expect(one(both)).toMatchObject({
      ok: false,
      problems: [
        { item: 'brands', reason: 'too-many-choices', message: expect.stringContaining('at most 1') },
      ],
    })
  })

  it('gives what is asked once to the first brand alone', () => {
    const nps = { instrument: { name: 'nps', version: 1 }, parameters: { reason: false } }
    const { codeBook } = buildForm({ ...mobileDesign, modules: [acsi, nps], loop: 2, attributes: ['region'] })
    const coded = compileResponse(codeBook)({ ...both, nps: 9 })
    if (!coded.ok) throw new Error(JSON.stringify(coded.problems))
    const place = codeBook.scored.indexOf('nps')
    expect(coded.observations.map(({ scores, states }) => [scores[place], states[place]])).toEqual([
      [9, 'answered'],
      [null, 'not_shown'],
    ])
    expect(compileResponse(codeBook)(both)).toMatchObject({ ok: false, problems: [{ item: 'nps' }] })
  })

  it('holds one observation of whoever was not drawn for what is asked per brand, of the first brand', () => {
    const modules = [
      { ...acsi, asked: 'rotating' as const },
      { instrument: { name: 'nps', version: 1 }, parameters: { reason: false } },
      { instrument: { name: 'ces', version: 1 }, asked: 'rotating' as const },
    ]
    // As forms were frozen before such a design was refused.
    const { codeBook } = buildForm({ ...mobileDesign, modules, rotating: 1, loop: 2, attributes: ['region'] })
    const code = compileResponse(codeBook)
    const undrawn = new Set(['nps', 'ces'])
    const answers = { brands: [ours.id, theirs.id], nps: 9, ces: 4, region: 'local' }
    const coded = code(answers, undrawn)
    if (!coded.ok) throw new Error(JSON.stringify(coded.problems))
    expect(coded.observations.map(({ brandId }) => brandId)).toEqual([ours.id])
    expect(coded.observations[0]?.attributes).toEqual({ region: 'local' })
    expect(code({ ...answers, sat1__b2: 4 }, undrawn)).toMatchObject({
      ok: false,
      problems: [{ item: 'sat1__b2', reason: 'hidden' }],
    })
  })

  it('shows the pages of the brands chosen, with their names', () => {
    const model = new Model(structuredClone(form.survey))
    model.setValue('brands', [theirs.id])
    const names = model.visiblePages.map(({ name }) => name)
    expect(names).toContain('page-sat1__b2')
    expect(names.filter((name) => name.endsWith('__b1'))).toEqual([])
    expect(model.getQuestionByName('sat1__b2').title).toContain(theirs.name)
  })

  it('routes within each brand', () => {
    const model = new Model(structuredClone(form.survey))
    model.setValue('brands', [ours.id, theirs.id])
    model.setValue('loy1__b1', 9)
    model.setValue('loy1__b2', 2)
    const shown = ['pt_up__b1', 'pt_down__b1', 'pt_up__b2', 'pt_down__b2'].filter(
      (name) => model.getQuestionByName(name).isVisible,
    )
    expect(shown).toEqual(['pt_up__b1', 'pt_down__b2'])
  })
})

describe('a form with drawn blocks', () => {
  const features = ['one-click', 'night-line', 'paper-bill', 'family-plan'].map((key) => ({
    key,
    text: { en: key, 'zh-Hans': key, 'zh-Hant': key },
  }))
  const kano = { instrument: { name: 'kano', version: 1 }, parameters: { features, most: 2 } }
  const drawn = buildForm({ ...mobileDesign, modules: [acsi, kano] })
  const id = '01939b5c-8a00-7000-8000-00000000abcd'
  const layout = drawLayout(drawn.codeBook, id)

  it('asks each respondent two features, pairs together, and codes exactly those', () => {
    if (layout === null) throw new Error('no layout')
    const asked = layout.order.filter((code) => code.startsWith('kano.') && code.endsWith('functional'))
    expect(asked).toHaveLength(4)
    const survey = layOutSurvey(drawn.survey, drawn.codeBook, layout)
    const pages = (survey['pages'] as { name: string }[]).map(({ name }) => name)
    expect(pages.filter((name) => name.includes('kano.')).map((name) => name.slice(5))).toEqual(
      layout.order.filter((code) => code.startsWith('kano.')),
    )
    expect(pages.at(-1)).toBe('page-age-band')
    expect(pages.indexOf('page-exp1')).toBe(1)
  })

  it('refuses an answer to a feature that was not drawn', () => {
    if (layout === null) throw new Error('no layout')
    const other = drawn.codeBook.fields.find(({ code }) => !layout.order.includes(code))?.code ?? ''
    const coded = compileResponse(drawn.codeBook)({ [other]: 'like' }, new Set(layout.order))
    expect(coded.ok).toBe(false)
    if (!coded.ok) {
      expect(coded.problems.find(({ item }) => item === other)?.message).toContain('was not asked it')
      expect(coded.problems.filter(({ item, reason }) => item !== other && reason === 'hidden')).toEqual([])
    }
  })
})

it('asks consent before everything else', () => {
  const text = { en: 'We *only* use [this](https://x.example) and <b>not</b> [that](javascript:alert(1)).' }
  const { survey, codeBook } = buildForm({ ...mobileDesign, languages: ['en'], loop: 2, consent: text })
  const pages = survey['pages'] as { name: string; elements: { html?: Record<string, string> }[] }[]
  expect(pages[0]?.name).toBe('page-consent')
  const asked = pages[0]?.elements[1] as { requiredErrorText?: Record<string, string> } | undefined
  expect(asked?.requiredErrorText?.['default']).toContain('“I agree”')
  expect(asked?.requiredErrorText?.['default']).not.toContain('know')
  const html = pages[0]?.elements[0]?.html?.['default'] ?? ''
  expect(html).toContain('<em>only</em>')
  expect(html).toContain('href="https://x.example"')
  expect(html).toContain('&lt;b&gt;not&lt;/b&gt;')
  expect(html).not.toContain('href="javascript')
  expect(codeBook.scored).not.toContain('consent')
  expect(codeBook.fields[0]?.code).toBe('consent')
  const refused = (consent: unknown) => {
    const coded = compileResponse(codeBook)({ brands: [ours.id], ...(consent === '' ? {} : { consent }) })
    return coded.ok ? [] : coded.problems.filter(({ item }) => item === 'consent').map(({ reason }) => reason)
  }
  expect(['agreed', '', 'no', 'dont_know'].map(refused)).toEqual([
    [],
    ['required'],
    ['unknown-choice'],
    ['not-offered'],
  ])
})
