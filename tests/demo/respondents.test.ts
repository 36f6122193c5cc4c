import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ITEMS, SEGMENTS } from '../../api/demo/model.ts'
import { demoProgram, FIELD_DAYS } from '../../api/demo/program.ts'
import { DEMO_SEED, type DemoRespondent, demoRespondents } from '../../api/demo/respondents.ts'
import { buildForm } from '../../api/forms/build-form.ts'
import { compileCodeBook } from '../../stats/coding/code-answers.ts'

const respondents = demoRespondents()
const { name, category, period, languages, brands, modules, attributes } = demoProgram()
const form = buildForm({
  name,
  category,
  period,
  languages,
  modules,
  attributes,
  brands: brands.map((brand, i) => ({ id: String(i), name: brand.name })),
})

const cellOf = ({ wave, brand }: DemoRespondent) => `${wave}/${brand}`
const shareOf = (of: readonly DemoRespondent[], is: (one: DemoRespondent) => boolean) =>
  of.filter(is).length / of.length

describe('demoRespondents', () => {
  it('are coded without a problem, every one', () => {
    const code = compileCodeBook(form.codeBook)
    const problems = respondents.flatMap(({ answers }) => {
      const coded = code(answers)
      return coded.ok ? [] : coded.problems
    })
    expect(problems).toEqual([])
  })

  it('are 500 for every brand in every wave', () => {
    const cells = Map.groupBy(respondents, cellOf)
    expect(cells.size).toBe(12)
    for (const cell of cells.values()) expect(cell).toHaveLength(500)
  })

  it('are the same for the same seed, and others for another', () => {
    expect(demoRespondents({ seed: DEMO_SEED })).toEqual(respondents)
    expect(demoRespondents({ seed: DEMO_SEED + 1 })).not.toEqual(respondents)
  })

  it('have not changed', () => {
    // A change alarm, not evidence: another hash means that everybody's demo shows other numbers (CHANGELOG).
    const hash = createHash('sha256').update(JSON.stringify(respondents)).digest('hex')
    expect(hash).toBe('111aced75bef68c960619aab7e050c801b695aea838b48d3789718bc5362ac61')
  })

  it('are the same people in a smaller demo', () => {
    const all = new Set(respondents.map((respondent) => JSON.stringify(respondent)))
    for (const respondent of demoRespondents({ count: 120 })) {
      expect(all.has(JSON.stringify(respondent))).toBe(true)
    }
  })

  it('come in the order in which they answered, within the days of their wave', () => {
    const moments = respondents.map(({ wave, day, secondOfDay }) => (wave * 100 + day) * 86_400 + secondOfDay)
    expect(moments.toSorted((a, b) => a - b)).toEqual(moments)
    for (const { wave, day, secondOfDay } of respondents) {
      expect(Number.isInteger(day) && day >= 0 && day < FIELD_DAYS[wave]).toBe(true)
      expect(Number.isInteger(secondOfDay) && secondOfDay >= 0 && secondOfDay < 86_400).toBe(true)
    }
  })

  it('leave about 2 % of the questions open, no question more than the mean may replace', () => {
    const open = (code: string) => (one: DemoRespondent) => typeof one.answers[code] === 'string'
    const overall = ITEMS.map(({ code }) => shareOf(respondents, open(code)))
    const mean = overall.reduce((sum, share) => sum + share, 0) / overall.length
    expect(mean).toBeGreaterThan(0.01)
    expect(mean).toBeLessThan(0.025)
    // Handbook 0.4: from 5 % on, respondents are dropped instead.
    for (const cell of Map.groupBy(respondents, cellOf).values()) {
      for (const { code } of ITEMS) expect(shareOf(cell, open(code)), code).toBeLessThan(0.05)
    }
    expect(shareOf(respondents, open('cusco'))).toBeGreaterThan(2 * shareOf(respondents, open('cusa1')))
  })

  it('are of every segment and language, in the shares of the model', () => {
    for (const { code, shares } of SEGMENTS) {
      const known = respondents.filter(({ answers }) => shares.some(([value]) => value === answers[code]))
      expect(known.length, code).toBeGreaterThan(0.95 * respondents.length)
      for (const [value, share] of shares) {
        // 4 standard errors of a share of about 5,800.
        const error = 4 * Math.sqrt((share * (1 - share)) / known.length)
        expect(
          Math.abs(shareOf(known, ({ answers }) => answers[code] === value) - share),
          value,
        ).toBeLessThan(error)
      }
    }
    for (const language of languages) {
      expect(shareOf(respondents, (one) => one.language === language)).toBeGreaterThan(0.1)
    }
  })

  it('are drawn in well under two seconds', () => {
    const before = performance.now()
    demoRespondents()
    expect(performance.now() - before).toBeLessThan(1500)
  })

  it.each([0, 13, 5999, 1.5, -12])('refuses a count of %d', (count) => {
    expect(() => demoRespondents({ count })).toThrow('demoRespondents: count must be a multiple of 12')
  })
})
