import { describe, expect, it } from 'vitest'
import { type Answers, bookOf, estimates, placed, problemsOf } from './module-book.ts'
import { simulateRespondent } from './simulate-respondent.ts'

const times = (n: number, answers: Answers): Answers[] => Array.from({ length: n }, () => answers)

describe('delivered-value', () => {
  it('keeps benefits and costs apart, 0 to 100 each', () => {
    const module = placed('delivered-value')
    const answers = Object.fromEntries(module.items.map(({ code }) => [code, 10]))
    const costs = { 'delivered.money': 4, 'delivered.time': 1, 'delivered.effort': 1, 'delivered.worry': 4 }
    const respondents = times(12, { ...answers, ...costs })
    // Benefits of 10 are 100; costs of 4, 1, 1, 4 are 2.5 on 1-10, so 16.67.
    expect(estimates(module, 'indices.weighted', respondents)).toMatchObject([
      { value: expect.closeTo(100, 9) },
      { value: expect.closeTo(100 / 6, 9) },
    ])
    expect(estimates(module, 'value.delivered', respondents)).toMatchObject([
      { value: expect.closeTo(500 / 6, 9), sampleSize: 12 },
    ])
  })
})

const BLOCKS = {
  'four-c': 4,
  'buying-rules': 7,
  'ten-wishes': 10,
  'product-traits': 7,
  'price-comparisons': 3,
  'four-rights': 4,
}

describe.each(Object.entries(BLOCKS))('%s', (name, parts) => {
  it('asks its parts in an order drawn for each respondent', () => {
    const { items } = placed(name)
    expect(items).toHaveLength(parts)
    expect(new Set(items.map(({ block }) => block))).toEqual(new Set([name]))
  })

  it('scores them together, and ranks them where satisfaction is asked as well', () => {
    const module = placed(name, { overall: true })
    const [overall, ...rest] = module.items.map(({ code }) => code)
    expect(overall).toMatch(/\.overall$/)
    const fields = bookOf(module).fields
    const respondents = Array.from({ length: 60 }, (_, seed) =>
      simulateRespondent(fields, { seed, nonAnswers: 0 }),
    )
    for (const answers of respondents) expect(problemsOf(module, answers)).toEqual([])
    const [found] = estimates(module, 'drivers', respondents)
    const { drivers } = found as { drivers: { name: string }[] }
    expect(drivers.map((driver) => driver.name).toSorted()).toEqual(rest.toSorted())
    const even = times(12, Object.fromEntries([...rest.map((code) => [code, 5]), [overall, 1]]))
    // 5 on 1-10 is 4/9, whatever the satisfaction as a whole.
    expect(estimates(module, 'indices.weighted', even)).toMatchObject([{ value: expect.closeTo(400 / 9, 9) }])
  })
})

describe('e-commerce-psychology', () => {
  it('looks for kinds of shoppers and says nothing about a brand', () => {
    const module = placed('e-commerce-psychology')
    expect(module.items).toHaveLength(3)
    expect(module.feeds.map(({ method }) => method)).toEqual([
      'multivariate.choose-clusters',
      'multivariate.components',
    ])
  })
})
