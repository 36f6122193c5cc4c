import { describe, expect, it } from 'vitest'
import { buildForm, type FormDesign } from '../../api/forms/build-form.ts'
import { formSteps } from '../../api/forms/form-steps.ts'
import { layOutSurvey } from '../../api/forms/lay-out-survey.ts'
import { pagesShown } from '../../api/forms/respondent-path.ts'
import type { SurveyPage } from '../../api/forms/survey-json.ts'
import { wayLeft } from '../../api/forms/way-left.ts'
import { drawLayout } from '../../api/services/draw-layout.ts'
import { seeded, uniform } from '../../stats/core/random.ts'
import { mobileDesign } from './mobile-design.ts'

const always = (name: string, parameters = {}) => ({ instrument: { name, version: 1 }, parameters })
const drawn = (name: string, weight = 1) => ({ ...always(name), asked: 'rotating' as const, weight })
const brands = ['A', 'B', 'C', 'D'].map((name, i) => ({
  id: `01939b5c-8a00-7000-8000-00000000000${i}`,
  name,
}))
const features = Array.from({ length: 6 }, (_, i) => ({ key: `f${i}`, text: { en: `Feature ${i}` } }))

const ACSI = 12 * 8 + 6 + 3 * 5
const minutesOf = (design: Partial<FormDesign>) => {
  const form = buildForm({ ...mobileDesign, languages: ['en'], attributes: [], ...design })
  return [form.minutes, form.leastMinutes, form.mostMinutes].map((minutes) => Math.round(minutes * 600) / 10)
}

describe('predictedMinutes', () => {
  it('says one figure where everybody is asked the same', () => {
    expect(minutesOf({ modules: [always('acsi')] })).toEqual([ACSI + 10, ACSI + 10, ACSI + 10])
    // The only brand is not asked for; consent is.
    const one = { brands: brands.slice(0, 1), consent: { en: 'We keep this.' } }
    expect(minutesOf({ ...one, modules: [always('acsi')] })[0]).toBe(ACSI + 10)
  })

  it('ranges over the modules that may be drawn', () => {
    const modules = [always('acsi'), drawn('ces'), drawn('servqual')]
    const [least, most] = [ACSI + 10 + 8, ACSI + 10 + 44 * 8]
    expect(minutesOf({ modules, rotating: 1 })).toEqual([(least + most) / 2, least, most])
    expect(minutesOf({ modules, rotating: 2 })).toEqual([most + 8, most + 8, most + 8])
    // SERVQUAL weighs so much that everybody is asked it: one of the two others is left to chance.
    const heavy = [drawn('ces'), drawn('servqual', 50), drawn('nps')]
    const nps = minutesOf({ modules: [always('nps')] })[0] ?? 0
    const both = [44 * 8 + 10 + 8, 44 * 8 + nps]
    expect(minutesOf({ modules: heavy, rotating: 2 })).toEqual([
      (Math.min(...both) + Math.max(...both)) / 2,
      Math.min(...both),
      Math.max(...both),
    ])
  })

  it('ranges from one brand to as many as may be rated, two being usual', () => {
    const modules = [always('acsi'), always('ces')]
    const once = 10 + 8
    expect(minutesOf({ modules, brands, loop: 4 })).toEqual([2, 1, 4].map((times) => times * ACSI + once))
    expect(minutesOf({ modules, brands, loop: 1 })).toEqual([1, 1, 1].map((times) => times * ACSI + once))
  })

  it('ranges from one brand to as many as may be chosen to be compared, two being usual', () => {
    const compared = (most?: number) => always('competitor-rating', most === undefined ? {} : { most })
    const [asked, each] = [10 + 10, 3 * 8]
    const times = (...so: number[]) => so.map((count) => asked + count * each)
    // Three, unless the designer says another number.
    expect(minutesOf({ modules: [compared() as never], brands })).toEqual(times(2, 1, 3))
    expect(minutesOf({ modules: [compared(5) as never], brands })).toEqual(times(2, 1, 4))
    expect(minutesOf({ modules: [compared(1) as never], brands })).toEqual(times(1, 1, 1))
    // However many brands there are to choose from.
    const twice = [
      ...brands,
      ...brands.map(({ id, name }) => ({ id: id.replace(/^0/, '1'), name: `${name}2` })),
    ]
    expect(minutesOf({ modules: [compared() as never], brands: twice })).toEqual(times(2, 1, 3))
  })

  it('counts of a block as many entries as each respondent is asked', () => {
    const kano = always('kano', { features, most: 2 })
    expect(minutesOf({ modules: [kano as never] })).toEqual([1, 1, 1].map((times) => times * 2 * 16 + 10))
  })

  // Means of 4,000 respondents drawn as they are in fieldwork; SERVQUAL's 352 seconds at random spread the mean by 2.8.
  it('is what respondents are told on average, none of them outside the range', () => {
    const modules = [always('acsi'), drawn('ces', 1), drawn('servqual', 2), drawn('product-traits', 1)]
    const form = buildForm({ ...mobileDesign, modules, rotating: 1 })
    const pages = form.survey['pages'] as SurveyPage[]
    const steps = formSteps(form.codeBook, pages)
    const random = seeded(7)
    const told = Array.from({ length: 4000 }, () => {
      const id = `01939b5c-8a00-7000-8000-${Math.floor(uniform(random) * 2 ** 48)
        .toString(16)
        .padStart(12, '0')}`
      const own = layOutSurvey(form.survey, form.codeBook, drawLayout(form.codeBook, id))[
        'pages'
      ] as SurveyPage[]
      const shown = pagesShown(own, form.codeBook, { answers: {}, brandKnown: false })
      return wayLeft(
        own,
        own.map(({ name }) => steps.get(name) ?? { seconds: 0 }),
        { at: own[0]?.name ?? '', shown: new Set(shown.map(({ name }) => name)), answers: {}, brands: 0 },
      ).seconds.most
    })
    const mean = told.reduce((so, seconds) => so + seconds, 0) / told.length
    expect(Math.abs(mean - form.minutes * 60)).toBeLessThan(4 * 2.8)
    expect(Math.min(...told)).toBeCloseTo(form.leastMinutes * 60, 9)
    expect(Math.max(...told)).toBeCloseTo(form.mostMinutes * 60, 9)
    expect(form.mostMinutes - form.leastMinutes).toBeGreaterThan(5)
  })
})
