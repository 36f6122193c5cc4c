import { Model } from 'survey-core'
import { describe, expect, it } from 'vitest'
import { canonicalJson, sha256 } from '../../api/canonical-json.ts'
import { Catalogue, MOST } from '../../api/contract/program.ts'
import { buildForm, type FormDesign } from '../../api/forms/build-form.ts'
import { catalogue } from '../../api/forms/summaries.ts'
import { compileCodeBook } from '../../stats/coding/code-answers.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import { mobileDesign } from './mobile-design.ts'

const acsiDesign = { ...mobileDesign, modules: [{ instrument: { name: 'acsi', version: 1 } }] }
/** Twelve ratings of 8 seconds, complained or not 6; a list and two numbers of 10, asked of about half. */
const ACSI = 12 * 8 + 6 + 3 * 5
const everyAnswer = (survey: Readonly<Record<string, unknown>>) => new Model(structuredClone(survey))

describe('buildForm', () => {
  it('gives the same form for the same design, another for another', () => {
    const form = buildForm(mobileDesign)
    expect(form).toEqual(buildForm(structuredClone(mobileDesign)))
    expect(form.contentHash).toMatch(/^[0-9a-f]{64}$/)
    expect(buildForm({ ...mobileDesign, languages: ['en'] }).contentHash).not.toBe(form.contentHash)
    expect(JSON.parse(JSON.stringify(form))).toEqual(form)
  })

  it('has a hash that can be worked out again from what a database gives back, keys in any order', () => {
    const text = { en: 'one click', 'zh-Hans': '一键', 'zh-Hant': '一鍵' }
    const features = [
      { key: 'a', text, description: text, picture: '01939b5c-8a00-7000-8000-000000000009' },
      { key: 'b', text },
    ]
    const kano = { instrument: { name: 'kano', version: 1 }, parameters: { features, most: 1 }, weight: 0.3 }
    const design = {
      ...mobileDesign,
      modules: [{ instrument: { name: 'acsi', version: 1 } }, { ...kano, asked: 'rotating' as const }],
      rotating: 1,
      loop: 2,
      consent: text,
    }
    const { survey, codeBook, model, contentHash } = buildForm(design)
    const stored = turned(JSON.parse(JSON.stringify({ model, codeBook, survey })))
    expect(sha256(canonicalJson(stored))).toBe(contentHash)
    expect(buildForm(turned(design) as FormDesign).contentHash).toBe(contentHash)
  })

  it('counts 24 items and 2 attributes and promises honest minutes', () => {
    // 24 ratings and choices of 8 seconds, two attributes of 5, and 10 for the brand; nothing is drawn.
    const minutes = (24 * 8 + 2 * 5 + 10) / 60
    expect(buildForm(mobileDesign)).toMatchObject({
      ...{ items: 26, minutes, leastMinutes: minutes, mostMinutes: minutes },
    })
  })

  it('says how long each module takes as it is set', () => {
    const entries = (count: number) =>
      Array.from({ length: count }, (_, i) => {
        const text = `Feature ${i}`
        return { key: `f${i}`, text: { en: text, 'zh-Hans': text, 'zh-Hant': text } }
      })
    const minutes = (parameters: object, loop = 0) => {
      const kano = { instrument: { name: 'kano', version: 1 }, parameters }
      return buildForm({ ...acsiDesign, modules: [...acsiDesign.modules, kano as never], loop }).moduleMinutes
    }
    // Two questions of 8 seconds per feature; four of them where both ratings are asked; some of the features.
    expect(minutes({ features: entries(15) })).toEqual({ acsi: ACSI / 60, kano: 4 })
    expect(minutes({ features: entries(15), importance: true, performance: true })['kano']).toBe(8)
    expect(minutes({ features: entries(15), most: 5 })['kano']).toBeCloseTo((5 * 16) / 60, 12)
    expect(minutes({ features: entries(15) }, 2)).toEqual({ acsi: (2 * ACSI) / 60, kano: 4 })
  })

  const models = CATALOGUE.filter(({ satisfaction }) => satisfaction !== null)

  it.each(models.map(({ name, version }) => ({ name, version })))('builds $name', (instrument) => {
    const { model, codeBook } = buildForm({ ...mobileDesign, modules: [{ instrument }] })
    if (model === null) throw new Error('no model')
    expect(model.target).toBe('Satisfaction')
    for (const { items } of model.constructs)
      for (const item of items) expect(model.scale).toHaveProperty([item])
    expect(Object.keys(codeBook.scales).toSorted()).toEqual(codeBook.scored.toSorted())
  })

  it('scales complaints 0 to 1 and price tolerance 1 to 10', () => {
    const { scale } = buildForm(acsiDesign).model ?? { scale: {} }
    expect(scale).toMatchObject({
      com1: { min: 0, max: 1 },
      loy2: { min: 1, max: 10 },
      sat1: { min: 1, max: 10 },
    })
  })

  it.each([
    [
      { modules: [{ instrument: { name: 'acsi', version: 9 } }] },
      'buildForm: there is no instrument "acsi" version 9',
    ],
    [{ attributes: ['shoe-size'] }, 'buildForm: there is no attribute "shoe-size"'],
    [{ category: { en: 'x' } }, 'buildForm: category has no zh-Hans text'],
    [{ languages: [] }, 'buildForm: no language is chosen'],
  ])('names what is missing: %o', (change, message) => {
    expect(() => buildForm({ ...mobileDesign, ...change })).toThrow(message)
  })
})

describe('the survey', () => {
  it.each([
    ['en', 'All things considered, how satisfied are you with Contoso?', 'Very satisfied'],
    ['zh-cn', '总的来说，您对Contoso有多满意？', '很满意'],
    ['zh-tw', '整體而言，您對Contoso有多滿意？', '很滿意'],
  ])('speaks %s and names the brand', (locale, title, end) => {
    const model = everyAnswer(buildForm(mobileDesign).survey)
    model.locale = locale
    model.setValue('brand', mobileDesign.brands[1]?.id)
    const question = model.getQuestionByName('cusa1')
    expect(question.locTitle.renderedHtml).toBe(title)
    expect(question['locMaxRateDescription'].renderedHtml).toBe(end)
  })

  it('names the brand by a variable when the link has one', () => {
    const model = everyAnswer(buildForm(mobileDesign).survey)
    model.getQuestionByName('brand').delete()
    model.setVariable('brand', '<b>N</b>')
    expect(model.getQuestionByName('cusl2').locTitle.renderedHtml).toContain('stay with <b>N</b>?')
    expect(model.getQuestionByName('cusl2').locTitle.hasHtml).toBe(false)
  })

  it('works in Chinese only', () => {
    const model = everyAnswer(buildForm({ ...mobileDesign, languages: ['zh-Hant'] }).survey)
    model.locale = 'zh-tw'
    expect(model.getQuestionByName('imag4').locTitle.renderedHtml).toContain('關心顧客')
  })

  it('asks one question a page, and holds no html', () => {
    const { survey, items } = buildForm(acsiDesign)
    const pages = survey['pages'] as { elements: { type: string }[] }[]
    expect(pages.length).toBe(items + 1)
    expect(pages.every(({ elements }) => elements.length === 1)).toBe(true)
    expect(JSON.stringify(survey)).not.toMatch(/"type":"(html|image|file)"|choicesByUrl|Html"/)
  })

  it('never lets a name become a place to fill in or a pattern', () => {
    const { survey } = buildForm({
      ...mobileDesign,
      languages: ['en'],
      category: { en: '{brand} $& <img src=x>' },
      brands: [{ id: mobileDesign.brands[0]?.id ?? '', name: '{imag1}<script>' }],
    })
    const model = everyAnswer(survey)
    expect(model.getQuestionByName('cusa3').title).toContain('the ideal (brand) $& <img src=x>.')
    expect(JSON.stringify(survey)).toContain('(imag1)<script>')
  })

  it.each([
    [9, 'pt_up'],
    [6, 'pt_up'],
    [5, 'pt_down'],
    ['dont_know', 'neither'],
  ])('after loy1 = %s asks %s, just as coding expects', (loy1, asked) => {
    const { survey, codeBook } = buildForm(acsiDesign)
    const model = everyAnswer(survey)
    model.setValue('loy1', loy1)
    const shown = ['pt_up', 'pt_down'].filter((code) => model.getQuestionByName(code).isVisible)
    expect(shown).toEqual(asked === 'neither' ? [] : [asked])

    const answers = { loy1, ...Object.fromEntries(shown.map((code) => [code, 10])) }
    expect(compileCodeBook(codeBook, { required: 'lenient' })(answers)).toMatchObject({ ok: true })
  })

  it('offers every non-answer the code book takes, as its plain word', () => {
    const { survey, codeBook } = buildForm(acsiDesign)
    const model = everyAnswer(survey)
    for (const { code, states } of codeBook.fields) {
      const question = model.getQuestionByName(code)
      const values = (question['visibleRateValues'] ?? question['visibleChoices']).map(
        ({ value }: { value: unknown }) => value,
      )
      expect(values).toEqual(expect.arrayContaining([...states]))
    }
  })
})

it('lists every instrument and attribute in every language', () => {
  const listed = { ...catalogue(), most: MOST }
  expect(Catalogue.parse(listed)).toEqual(listed)
  expect(listed.instruments.find(({ name }) => name === 'ecsi-mobile')).toMatchObject({
    items: 24,
    minutes: (24 * 8) / 60,
  })
})

/** The same value with the keys of every object the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  )
}

it('says that "don’t know" is an answer only where it is one', () => {
  const modules = CATALOGUE.filter(({ family }) => family === 'index')
  for (const instrument of modules) {
    const { survey, codeBook } = buildForm({ ...mobileDesign, modules: [{ instrument }], loop: 2 })
    const asked = (survey['pages'] as { elements: Record<string, unknown>[] }[]).flatMap(
      ({ elements }) => elements,
    )
    const hinted = asked.filter(({ requiredErrorText }) => requiredErrorText !== undefined)
    const offered = codeBook.fields.filter(({ required, states }) => required && states.includes('dont_know'))
    const codes = hinted.map(({ name }) => String(name).split('__')[0])
    expect(new Set(codes)).toEqual(new Set(offered.map(({ code }) => code)))
    expect(asked.some(({ name }) => name === 'brands')).toBe(true)
  }
})
