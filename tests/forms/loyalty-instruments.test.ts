import { describe, expect, it } from 'vitest'
import { toObservations } from '../../stats/core/observations.ts'
import { curveBend } from '../../stats/loyalty/satisfaction-loyalty-curve.ts'
import { switchingCostEffect } from '../../stats/loyalty/switching-cost.ts'
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

  /** Satisfaction, and the three items of loyalty: recommends, buys more, stays. */
  const stands = (satisfied: number, [recommend, more, resist]: readonly (number | string)[]) =>
    all(4, {
      'loyalty.satisfied': satisfied,
      'loyalty.recommend': recommend,
      'loyalty.more': more,
      'loyalty.resist': resist,
    })

  it('places the satisfied who would leave, and the dissatisfied who stay, by the mean of three items', () => {
    // 8 of 10 is 17/3 of 7, 9 is 19/3 and 2 is 5/3 (handbook 8.1): each group stands just on its cut or just below it.
    const respondents = [
      ...Array(10).fill(stands(7, [6, 6, 7])),
      ...Array(10).fill(stands(6, [7, 6, 4])),
      ...Array(10).fill(stands(6, [5, 5, 6])),
      ...Array(10).fill(stands(5, [5, 7, 5])),
      ...Array(10).fill(stands(1, [1, 3, 1])),
      ...Array(10).fill(stands(2, [1, 1, 6])),
    ]
    expect(estimates(loyalty, 'loyalty.matrix', respondents)).toMatchObject([
      {
        quadrants: [
          { name: 'loyalist', count: 20 },
          { name: 'mercenary', count: 10 },
          { name: 'hostage', count: 10 },
          { name: 'defector', count: 20 },
        ],
        extremes: [
          { name: 'apostle', count: 10 },
          { name: 'terrorist', count: 10 },
        ],
      },
    ])
  })

  it('takes two of the three for loyalty, and one for none', () => {
    const [known, unknown] = [stands(7, [7, 'dont_know', 7]), stands(7, ['dont_know', 'dont_know', 7])]
    expect(
      estimates(loyalty, 'loyalty.matrix', [...Array(12).fill(known), ...Array(3).fill(unknown)]),
    ).toMatchObject([
      { sampleSize: 12, missing: 3, quadrants: [{ name: 'loyalist', count: 12 }, {}, {}, {}] },
    ])
  })

  it('bends by the mean of loyalty, and binds by time, money and people', () => {
    // Everybody would resist a rival alike, and changing costs everybody as much time: one item of each tells nothing.
    const within = (score: number) => Math.min(7, Math.max(1, Math.round(score)))
    const respondents = Array.from({ length: 210 }, (_, i) => {
      const satisfied = 1 + (i % 7)
      const [money, people] = [1 + (i % 5) * 1.5, 1 + (i % 3) * 3].map(within) as [number, number]
      const noise = ((i * 37) % 11) / 2 - 2.5
      // The costlier it is to leave, the less satisfaction moves loyalty.
      const bound = 4.5 + (satisfied - 4) * (1.4 - (money + people) / 12) + noise
      return all(4, {
        'loyalty.satisfied': satisfied,
        'loyalty.recommend': within(bound + 1.5),
        'loyalty.more': within(bound + 0.5),
        'loyalty.resist': 6,
        'loyalty.time': 4,
        'loyalty.money': money,
        'loyalty.people': people,
      })
    })
    const mean = (codes: readonly string[]) =>
      respondents.map((answers) => codes.reduce((sum, code) => sum + Number(answers[code]), 0) / codes.length)
    const satisfaction = mean(['loyalty.satisfied'])
    const stays = mean(['loyalty.recommend', 'loyalty.more', 'loyalty.resist'])
    const cost = mean(['loyalty.time', 'loyalty.money', 'loyalty.people'])

    const bend = curveBend(
      satisfaction.map((score, i) => ({ satisfaction: score, loyal: stays[i]! >= 17 / 3 })),
    )
    expect(bend.ok).toBe(true)
    expect(estimates(loyalty, 'loyalty.bend', respondents)).toEqual([bend.ok && bend.value])

    const rows = satisfaction.map((score, i) => [score, stays[i]!, cost[i]!])
    const effect = switchingCostEffect(toObservations(['s', 'l', 'c'], rows), {
      ...{ satisfaction: 's', loyalty: 'l', cost: 'c' },
    })
    expect(effect.ok && effect.value.slopes.high).toBeLessThan(effect.ok ? effect.value.slopes.low : 0)
    expect(estimates(loyalty, 'loyalty.switching-cost', respondents)).toMatchObject([
      { sampleSize: 210, slopes: effect.ok && effect.value.slopes },
    ])
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
