import { describe, expect, it } from 'vitest'
import { Catalogue } from '../../api/contract/program.ts'
import { catalogue } from '../../api/forms/summaries.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'

const { instruments, attributes } = Catalogue.parse(catalogue())

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
