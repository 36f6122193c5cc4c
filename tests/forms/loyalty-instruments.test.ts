import { describe, expect, it } from 'vitest'
import { bookOf, estimates, placed, problemsOf } from './module-book.ts'
import { simulateRespondent } from './simulate-respondent.ts'

const loyalty = placed('loyalty')
const codes = loyalty.items.map(({ code }) => code)
/** Everything answered alike, but for what is said. */
const all = (score: number, but: Readonly<Record<string, unknown>> = {}) => ({
  ...Object.fromEntries(codes.map((code) => [code, score])),
  ...but,
})

describe('loyalty', () => {
  it('asks 14 statements and, unless another module does, satisfaction', () => {
    expect(codes).toHaveLength(15)
    const alone = placed('loyalty', { satisfaction: false })
    expect(alone.items.map(({ code }) => code)).toEqual(codes.slice(1))
    expect(alone.feeds.map(({ method }) => method)).not.toContain('loyalty.matrix')
  })

  it('gives an index of loyalty and of each of its causes, 0 to 100', () => {
    // 7 of 7 is 100, 4 is the middle; switching cost of 1, 4 and 7 is the middle, too.
    const costs = { 'loyalty.time': 1, 'loyalty.money': 4, 'loyalty.people': 7 }
    const likes = { 'loyalty.likes': 1, 'loyalty.cares': 1 }
    const respondents = Array.from({ length: 12 }, () => all(7, { ...costs, ...likes }))
    const indices = estimates(loyalty, 'indices.weighted', respondents)
    const values = indices.map((estimate) => (estimate as { value: number }).value)
    expect(values.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([100, 0, 100, 50, 100, 100])
  })

  it('multiplies attraction, satisfaction and involvement', () => {
    const parts = { 'loyalty.appeals': 7, 'loyalty.surprises': 4, 'loyalty.satisfied': 7 }
    const respondents = Array(12).fill(all(4, parts))
    // .75 x 1 x .5
    expect(estimates(loyalty, 'loyalty.product', respondents)).toMatchObject([
      { product: { value: expect.closeTo(0.375, 12) } },
    ])
  })

  it('places the satisfied who would leave, and the dissatisfied who stay', () => {
    const respondents = [
      ...Array(10).fill(all(7)),
      ...Array(10).fill(all(6, { 'loyalty.resist': 3 })),
      ...Array(10).fill(all(2, { 'loyalty.resist': 6 })),
      ...Array(10).fill(all(1)),
    ]
    const [matrix] = estimates(loyalty, 'loyalty.matrix', respondents)
    expect(matrix).toMatchObject({
      quadrants: ['loyalist', 'mercenary', 'hostage', 'defector'].map((name) => ({ name, count: 10 })),
      extremes: [
        { name: 'apostle', count: 10 },
        { name: 'terrorist', count: 10 },
      ],
    })
  })
})

describe('loyalty-behaviour', () => {
  const module = placed('loyalty-behaviour')

  it('takes a share from 0 to 100, or none', () => {
    const answers = simulateRespondent(bookOf(module).fields, { seed: 3, skips: 0 })
    expect(problemsOf(module, answers)).toEqual([])
    expect(problemsOf(module, { ...answers, 'behaviour.share': 101 })).toEqual([
      ['behaviour.share', 'out-of-range'],
    ])
    const { 'behaviour.share': _, ...without } = answers
    expect(problemsOf(module, without)).toEqual([])
  })

  it('tells the types apart, and counts the signs', () => {
    const kinds = ['attached', 'prefers', 'trusts', 'advocates'].map((name) => `behaviour.${name}`)
    const plain: Record<string, unknown> = {}
    for (const { code, answer } of module.items) {
      if (answer.kind === 'rating') plain[code] = 1
      if (answer.kind === 'binary') plain[code] = 'no'
    }
    const fond = { ...plain, ...Object.fromEntries(kinds.map((code) => [code, 6])) }
    const respondents = [
      ...Array(8).fill({ ...fond, 'behaviour.share': 80, 'behaviour.recommends': 'yes' }),
      ...Array(4).fill({ ...fond, 'behaviour.share': 10, 'behaviour.hindered': 7 }),
      ...Array(4).fill({ ...plain, 'behaviour.share': 90, 'behaviour.inertia': 6 }),
      ...Array(4).fill({ ...plain, 'behaviour.kin': 'yes', 'behaviour.share': 50 }),
    ]
    const [types] = estimates(module, 'loyalty.types', respondents)
    const { types: rows } = types as { types: { type: string; count: number }[] }
    expect(rows.filter(({ count }) => count > 0).map(({ type, count }) => [type, count])).toEqual([
      ['kinship', 4],
      ['trust', 8],
      ['latent', 4],
      ['inertia', 4],
    ])
    expect(types).toMatchObject({ sampleSize: 20, apostles: 8, hindered: 4 })
    expect(estimates(module, 'loyalty.signs', respondents)).toMatchObject([{ mean: { value: 0.4 } }])
  })

  it('asks for rivals only where the designer wants to know', () => {
    const asked = (rivals: boolean) =>
      placed('loyalty-behaviour', { rivals }).items.filter(({ code }) => /brands-used|place/.test(code))
    expect(asked(false)).toEqual([])
    expect(asked(true)).toHaveLength(2)
  })
})

describe('evangelist', () => {
  it('is the share of those who show at least six of the eight signs', () => {
    const module = placed('evangelist')
    const signs = module.items.map(({ code }) => code)
    const shows = (n: number) => Object.fromEntries(signs.map((code, i) => [code, i < n ? 'yes' : 'no']))
    const respondents = [...Array(4).fill(shows(8)), ...Array(6).fill(shows(6)), ...Array(10).fill(shows(5))]
    expect(estimates(module, 'loyalty.signs', respondents)).toMatchObject([
      { enough: { value: 0.5, base: 20 }, mean: { value: expect.closeTo((32 + 36 + 50) / 20, 12) } },
    ])
  })
})
