import { Model } from 'survey-core'
import { describe, expect, it } from 'vitest'
import { buildForm } from '../../api/forms/build-form.ts'
import { SURVEY_LOCALES } from '../../api/forms/localised.ts'
import { compileCodeBook } from '../../stats/coding/code-answers.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import { LANGUAGES } from '../../stats/instruments/instrument.ts'
import { exampleSettings } from './example-settings.ts'
import { mobileDesign } from './mobile-design.ts'
import { simulateRespondent } from './simulate-respondent.ts'

const [brand] = mobileDesign.brands.map(({ id }) => id)
const FORMS = CATALOGUE.flatMap((instrument) =>
  (['all', 'least'] as const).map((extent) => ({ name: instrument.name, extent, instrument })),
)

describe.each(FORMS)('the form of $name with $extent that may be asked', ({ instrument, extent }) => {
  const { name, version } = instrument
  const { survey, codeBook, items, minutes, leastMinutes, mostMinutes } = buildForm({
    ...mobileDesign,
    attributes: [],
    modules: [{ instrument: { name, version }, parameters: exampleSettings(instrument, extent) }],
  })

  it('takes what a respondent answers, asks the rest of nothing, and codes to the same numbers', () => {
    const code = compileCodeBook(codeBook)
    for (let seed = 1; seed <= 3; seed++) {
      const answers = simulateRespondent(codeBook.fields, { seed, skips: 0 })
      const model = new Model(structuredClone(survey))
      model.data = { ...answers, brand }
      const visible = model.getAllQuestions(true).filter((one) => one.name !== 'brand' && !one.isReadOnly)
      const asked = visible.flatMap((one) => (one.getType() === 'image' ? [] : one.name))
      expect(asked.toSorted()).toEqual(Object.keys(answers).toSorted())
      expect(visible.filter((one) => !one.validate(false)).map((one) => one.name)).toEqual([])
      model.doComplete()
      const { brand: _, ...given } = model.data as Record<string, unknown>
      expect(code(given)).toEqual(code(answers))
      expect(code(given)).toHaveProperty('ok', true)
    }
  })

  it('leaves nothing to fill in but the brand, in any language', () => {
    const model = new Model(structuredClone(survey))
    for (const language of LANGUAGES) {
      model.locale = SURVEY_LOCALES[language]
      const texts = model.getAllQuestions().flatMap((one) => [one.title, one.description])
      expect(texts.filter((text) => /\{(?!brand\b)/.test(text))).toEqual([])
    }
  })

  it('counts its questions and promises minutes', () => {
    expect(items).toBe(codeBook.fields.length)
    // The brand, and no question in less than six seconds or, routed, half of them.
    expect(leastMinutes * 60).toBeGreaterThanOrEqual(10 + 3)
    expect([leastMinutes, minutes, mostMinutes].toSorted((a, b) => a - b)).toEqual([
      leastMinutes,
      minutes,
      mostMinutes,
    ])
  })
})

it('has room for every instrument at once, one of the index models among them', () => {
  const together = CATALOGUE.filter(({ family, name }) => family !== 'index' || name === 'acsi')
  const { survey, codeBook } = buildForm({
    ...mobileDesign,
    modules: together.map((instrument) => ({
      instrument: { name: instrument.name, version: instrument.version },
      parameters: exampleSettings(instrument, 'all'),
    })),
  })
  const names = new Model(structuredClone(survey)).getAllQuestions().map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { code } of codeBook.fields) expect(names).toContain(code)
  expect(new Set(codeBook.scored).size).toBe(codeBook.scored.length)
  const answers = simulateRespondent(codeBook.fields, { seed: 3 })
  expect(compileCodeBook(codeBook)(answers)).toHaveProperty('ok', true)
})
