import { describe, expect, it } from 'vitest'
import { Catalogue } from '../../api/contract/program.ts'
import { buildForm } from '../../api/forms/build-form.ts'
import { catalogue } from '../../api/forms/summaries.ts'
import { withoutGaps } from '../../api/forms/without-gaps.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import { mobileDesign } from './mobile-design.ts'

const { instruments, attributes } = Catalogue.omit({ most: true }).parse(catalogue())

describe('catalogue', () => {
  it.each(CATALOGUE.map(({ name, constructs }) => [name, constructs] as const))(
    'says what every item in the model of %s asks',
    (name, constructs) => {
      const questions = instruments.find((one) => one.name === name)?.questions ?? []
      for (const code of constructs.flatMap(({ items }) => items)) {
        const [question] = questions.filter((one) => one.code === code)
        expect(question?.title.en, code).toMatch(/[.?]$/)
      }
    },
  )

  it.each<[string, number, number]>([
    // Half the time of the three questions that about half are asked.
    ['acsi', 16, 12 * 8 + 6 + 3 * 5],
    ['servqual', 44, 44 * 8],
    ['zone-of-tolerance', 66, 66 * 8],
    ['ces', 1, 8],
    ['price-comparisons', 3, 3 * 8],
    ['kano', 2, 2 * 8],
    ['importance-performance', 4, 4 * 8],
    // The one brand there is, is the one that is rated.
    ['competitor-rating', 4, 10 + 3 * 8],
  ])('counts what %s asks as it is placed: %i questions, %i seconds', (name, items, seconds) => {
    const instrument = instruments.find((one) => one.name === name)
    expect(instrument?.items).toBe(items)
    expect((instrument?.minutes ?? 0) * 60).toBeCloseTo(seconds, 10)
  })

  it('promises no more and no less than the form of the same module', () => {
    for (const { name, version, items } of instruments) {
      const module = withoutGaps({ instrument: { name, version } }, mobileDesign.languages)
      const [brand] = mobileDesign.brands
      const brands = brand === undefined ? [] : [brand]
      const form = buildForm({ ...mobileDesign, brands, attributes: [], modules: [module] })
      expect([name, items]).toEqual([name, form.items])
    }
  })

  it('calls an attribute by a word or two where there is little room', () => {
    for (const { code, label, title } of attributes) {
      expect(label.en.length, code).toBeLessThanOrEqual(22)
      expect(label['zh-Hans'].length, code).toBeLessThanOrEqual(6)
      expect(label.en).not.toBe(title.en)
    }
  })

  it('joins the questions behind a derived score', () => {
    const acsi = instruments.find(({ name }) => name === 'acsi')
    const derived = acsi?.questions.find(({ title }) => title.en.includes(' / '))
    expect(derived?.title.en).toContain('raise its price')
  })
})
