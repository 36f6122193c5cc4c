import { describe, expect, it } from 'vitest'
import type { OpenForm } from '../../../api/contract/response.ts'
import { buildForm, type FormDesign } from '../../../api/forms/build-form.ts'
import { formSteps } from '../../../api/forms/form-steps.ts'
import { keyedFields } from '../../../api/forms/respondent-path.ts'
import type { SurveyJson } from '../../../api/forms/survey-json.ts'
import { stepsLeft } from '../../../api/pages/steps-left.ts'
import { PAGE_TEXTS } from '../../../api/pages/texts.ts'
import type { Asked } from '../../../api/services/find-asked.ts'
import { surveyFor } from '../../../api/services/survey-for.ts'
import { wayLeftFor } from '../../../api/services/way-left-for.ts'
import { CATALOGUE } from '../../../stats/instruments/catalogue.ts'
import { stepsLeft as stepsLeftOnPage } from '../../../web/respond/steps-left.ts'
import { answersOf, brandOf, createModel } from '../../../web/respond/survey-model.ts'
import { wayLeftOf } from '../../../web/respond/way-left.ts'
import { EXAMPLE_BRANDS, exampleSettings } from '../../forms/example-settings.ts'
import { mobileDesign } from '../../forms/mobile-design.ts'
import { simulateRespondent } from '../../forms/simulate-respondent.ts'
import { openForm } from './open-form.ts'

const brands = [
  ...EXAMPLE_BRANDS.map(({ key, text }) => ({ id: key, name: text['en'] ?? '' })),
  { id: '01939b5c-8a00-7000-8000-000000000004', name: 'Tailspin' },
]
const module = (name: string) => ({ instrument: { name, version: 1 } })
const drawn = (name: string) => ({ ...module(name), asked: 'rotating' as const, weight: 1 })

/** A form as it stands on both sides for one respondent: what the server holds, and what the script is handed. */
function laidOut(design: Partial<FormDesign>, id: string, brandId: string | null = null) {
  const built = buildForm({ ...mobileDesign, brands, ...design })
  const survey = built.survey as unknown as SurveyJson
  const steps = formSteps(built.codeBook, survey.pages)
  const asked = { form: { survey, book: built.codeBook, steps }, brandId } as unknown as Asked
  const own = surveyFor(asked, id)
  const form: OpenForm = {
    ...openForm(built),
    brands,
    survey: { ...own },
    steps: own.pages.map(({ name }) => steps.get(name) ?? { seconds: 0 }),
  }
  return { built, asked, form, model: createModel(form, brandId) }
}

const ID = '01939b5c-8a00-7000-8000-0123456789ab'
const ids = Array.from(
  { length: 4 },
  (_, i) => `01939b5c-8a00-7000-8000-${String(i * 7919 + 11).padStart(12, '0')}`,
)

describe('what is left', () => {
  /** One who rates two brands, and one who rates three. */
  const walkers = [...ids.entries()].slice(1, 3)
  const instruments = CATALOGUE.map((instrument) => ({
    instrument: { name: instrument.name, version: instrument.version },
    parameters: exampleSettings(instrument, 'all'),
  }))
  const designs: [string, Partial<FormDesign>, string | null][] = [
    ...instruments.map((one): [string, Partial<FormDesign>, null] => [
      one.instrument.name,
      { modules: [one as never] },
      null,
    ]),
    ['modules drawn', { modules: [module('acsi'), drawn('ces'), drawn('servqual')], rotating: 1 }, null],
    [
      'brands looped',
      { modules: [module('acsi'), module('complaints')], loop: 3, attributes: ['region'] },
      null,
    ],
    [
      'brands looped, after consent',
      {
        modules: [module('ecsi-core')],
        loop: 4,
        attributes: [],
        consent: { en: 'x', 'zh-Hans': 'x', 'zh-Hant': 'x' },
      },
      null,
    ],
    ['a link for one brand', { modules: [module('acsi')], loop: 3 }, brands[1]?.id ?? ''],
  ]

  it.each(designs)('is the same with a script and without, card by card: %s', (_, design, brandId) => {
    let cards = 0
    for (const [seed, id] of walkers) {
      const { built, asked, form, model } = laidOut(design, id, brandId)
      const looped = keyedFields(built.codeBook).map(({ key, field }) => ({ ...field, code: key }))
      const given = {
        ...simulateRespondent(built.codeBook.fields, { seed }),
        ...simulateRespondent(
          looped.map(({ shownWhen: _, within: __, ...field }) => field),
          { seed, skips: 0.3 },
        ),
      }
      for (;;) {
        const say = () => {
          const answers = { ...answersOf(model) }
          const brand = brandOf(model, { brandId })
          if (built.codeBook.loop === undefined && brand !== null) answers['brand'] = brand
          const atServer = wayLeftFor(asked, id, { answers, at: model.currentPage.name })
          const onPage = wayLeftOf(model, form)
          expect(onPage).toEqual(atServer)
          for (const texts of Object.values(PAGE_TEXTS))
            expect(stepsLeftOnPage(onPage, texts)).toBe(stepsLeft(atServer, texts))
          const mayAdd = form.steps.some(
            ({ standsFor = 0, decider = '' }) => standsFor > 0 && answers[decider] === undefined,
          )
          // The card's button says "send" on the last alone.
          if (!mayAdd && (answers['brands'] !== undefined || built.codeBook.loop === undefined)) {
            expect(onPage.steps).toEqual({
              least: model.visiblePages.length - model.currentPageNo,
              most: model.visiblePages.length - model.currentPageNo,
            })
          } else expect(onPage.steps.least).toBeGreaterThan(1)
        }
        say()
        for (const { name } of model.currentPage.questions) {
          if (name === 'brand') model.setValue(name, brands[seed]?.id)
          else if (name === 'brands')
            model.setValue(
              name,
              brands.slice(0, 1 + (seed % 3)).map(({ id }) => id),
            )
          else if (name === 'consent') model.setValue(name, 'agreed')
          else if (given[name] !== undefined) model.setValue(name, given[name])
        }
        say()
        cards++
        if (model.isLastPage) break
        model.currentPageNo++
      }
    }
    expect(cards).toBeGreaterThanOrEqual(walkers.length)
  })

  it('is the seconds of one’s own modules: of CES, or of SERVQUAL', () => {
    const design = { modules: [module('acsi'), drawn('ces'), drawn('servqual')], rotating: 1, attributes: [] }
    const told = ids.map((id) => {
      const { form, model } = laidOut(design, id)
      return wayLeftOf(model, form).seconds.most
    })
    // ACSI and the brand: 12 ratings, a yes or no, three routed questions at half of 10.
    const common = 12 * 8 + 6 + 3 * 5 + 10
    expect(new Set(told)).toEqual(new Set([common + 8, common + 44 * 8]))
  })

  it('ranges while brands may be chosen, and is theirs alone once they are', () => {
    const { form, model, built } = laidOut({ modules: [module('ecsi-core')], loop: 4, attributes: [] }, ID)
    const once = built.codeBook.fields.length
    const left = () => wayLeftOf(model, form)
    expect(left()).toEqual({
      steps: { least: 1 + once, most: 1 + 4 * once },
      seconds: { least: 10 + 8 * once, most: 10 + 32 * once },
    })
    expect(stepsLeftOnPage(left(), PAGE_TEXTS.en)).toBe('25–97 questions to go, about 3–13 minutes')
    const choose = (count: number) =>
      model.setValue(
        'brands',
        brands.slice(0, count).map(({ id }) => id),
      )
    choose(4)
    expect(left().seconds).toEqual({ least: 10 + 32 * once, most: 10 + 32 * once })
    choose(1)
    expect(stepsLeftOnPage(left(), PAGE_TEXTS.en)).toBe('25 questions to go, about 3 minutes')
    model.setValue('brands', ['none'])
    expect(stepsLeftOnPage(left(), PAGE_TEXTS.en)).toBe('The last question')
  })

  it('ranges from one brand to as many as may be chosen to be compared, and is theirs alone once they are', () => {
    const { asked, form, model } = laidOut({ modules: [module('competitor-rating')], attributes: [] }, ID)
    model.setValue('brand', brands[0]?.id)
    const left = () => {
      const onPage = wayLeftOf(model, form)
      const answers = { ...answersOf(model), brand: brands[0]?.id }
      expect(onPage).toEqual(wayLeftFor(asked, ID, { answers, at: model.currentPage.name }))
      return onPage
    }
    const way = (least: number, most: number) => ({
      steps: { least: 2 + 3 * least, most: 2 + 3 * most },
      seconds: { least: 20 + 24 * least, most: 20 + 24 * most },
    })
    // Four brands to choose from, three at the most.
    expect(left()).toEqual(way(1, 3))
    model.currentPage = model.getPageByName('page-cr.known')
    expect(left()).toEqual({ steps: { least: 4, most: 10 }, seconds: { least: 34, most: 82 } })
    model.setValue('cr.known', [brands[1]?.id, brands[3]?.id])
    model.currentPage = model.getPageByName('page-brand') ?? model.pages[0]
    expect(left()).toEqual(way(2, 2))
    model.setValue('cr.known', 'dont_know')
    expect(left()).toEqual(way(0, 0))
  })

  it('counts half a routed question until the answer is there that decides, and none behind it', () => {
    const { form, model } = laidOut({ modules: [module('acsi')], attributes: [] }, ID)
    const secondsLeft = () => wayLeftOf(model, form).seconds.least
    model.setValue('brand', brands[0]?.id)
    const first = secondsLeft()
    model.setValue('com1', 'yes')
    expect(secondsLeft()).toBe(first + 5)
    model.setValue('com1', 'no')
    expect(secondsLeft()).toBe(first - 5)
    model.setValue('loy1', 10)
    expect(secondsLeft()).toBe(first - 5 + 10 - 10)
    model.clearValue('loy1')
    model.currentPage = model.getPageByName('page-loy1')
    expect(secondsLeft()).toBe(8 + 5 + 5)
    model.setValue('loy1', 'dont_know')
    expect(secondsLeft()).toBe(8)
  })

  it('goes by the whole alone where an earlier version kept the form on this device', () => {
    const { form, model } = laidOut({ modules: [module('acsi')], attributes: [] }, ID)
    const { steps: _, ...kept } = { ...form, minutes: 17 }
    // Seventeen pages, of which three are not asked for now.
    expect(form.survey?.['pages']).toHaveLength(17)
    expect(wayLeftOf(model, kept as OpenForm).seconds.least).toBe(14 * 60)
  })
})
