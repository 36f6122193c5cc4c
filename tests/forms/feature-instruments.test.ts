import { describe, expect, it } from 'vitest'
import { EXAMPLE_BRANDS } from './example-settings.ts'
import { type Answers, bookOf, estimates, placed, problemsOf } from './module-book.ts'
import { simulateRespondent } from './simulate-respondent.ts'

const entry = (key: string) => ({ key, text: { en: key, 'zh-Hans': key, 'zh-Hant': key } })
const features = ['returns', 'night'].map(entry)

const feelings = (feature: string, functional: string, dysfunctional: string): Answers => ({
  [`kano.${feature}.functional`]: functional,
  [`kano.${feature}.dysfunctional`]: dysfunctional,
})

describe('kano', () => {
  const all = placed('kano', { features, importance: true, performance: true, most: 1 })

  it('asks all about one feature before the next, so many features of each respondent', () => {
    expect(all.items.map(({ code }) => code)).toEqual(
      ['returns', 'night'].flatMap((feature) =>
        ['functional', 'dysfunctional', 'importance', 'performance'].map((what) => `kano.${feature}.${what}`),
      ),
    )
    expect(all.takes).toEqual({ kano: 1 })
    expect(placed('kano', { features }).takes).toEqual({ kano: 20 })
    expect(placed('kano', { features }).items).toHaveLength(4)
  })

  it('classifies by the evaluation table, beside stated importance', () => {
    const respondent = {
      ...feelings('returns', 'like', 'neutral'),
      ...feelings('night', 'must-be', 'dislike'),
      ...{ 'kano.returns.importance': 3, 'kano.night.importance': 9 },
      ...{ 'kano.returns.performance': 8, 'kano.night.performance': 2 },
    }
    const [found] = estimates(all, 'kano', Array(10).fill(respondent))
    expect(found).toMatchObject([
      { name: 'returns', result: { value: { counts: { attractive: 10 }, importance: { value: 3 } } } },
      { name: 'night', result: { value: { counts: { 'must-be': 10 }, importance: { value: 9 } } } },
    ])
    expect(estimates(all, 'describe', Array(10).fill(respondent))).toMatchObject([
      { mean: expect.closeTo(8, 9) },
      { mean: expect.closeTo(2, 9) },
    ])
  })

  it('leads to importance against performance only where both are asked', () => {
    const grids = (set: object) =>
      placed('kano', { features, ...set }).feeds.filter(({ method }) => method === 'drivers.grid')
    expect(grids({ importance: true })).toEqual([])
    expect(grids({ performance: true })).toEqual([])
    expect(grids({ importance: true, performance: true }).map(({ options }) => options)).toMatchObject([
      {
        attributes: ['returns', 'night'].map((name) => ({
          name,
          performance: `kano.${name}.performance`,
          importance: `kano.${name}.importance`,
        })),
      },
    ])
  })

  it('refuses half a pair, and a half of a feature that is not asked', () => {
    const module = placed('kano', { features })
    const whole = { ...feelings('returns', 'like', 'neutral'), ...feelings('night', 'like', 'dislike') }
    const { 'kano.night.dysfunctional': _, ...half } = whole as Record<string, unknown>
    expect(problemsOf(module, whole)).toEqual([])
    expect(problemsOf(module, half)).toContainEqual(['kano.night.dysfunctional', 'required'])
    expect(problemsOf(module, { ...half, 'kano.noon.dysfunctional': 'like' })).toEqual(
      expect.arrayContaining([
        ['kano.noon.dysfunctional', 'unknown-item'],
        ['kano.night.dysfunctional', 'required'],
      ]),
    )
    expect(problemsOf(module, { ...whole, 'kano.night.dysfunctional': 'expect' })).toContainEqual([
      'kano.night.dysfunctional',
      'unknown-choice',
    ])
  })

  it.each([
    [{}, 'needs at least 1, has 0'],
    [{ features: Array.from({ length: 31 }, (_, i) => entry(`f${i}`)) }, 'takes at most 30, has 31'],
    [{ features: [entry('night'), entry('night')] }, 'entry 2 has the key \\"night\\" of an earlier one'],
    [{ features, most: 21 }, 'is a whole number from 1 to 20'],
    [{ features, colour: true }, 'has no such setting'],
  ])('says what is wrong with its settings: %#', (given, message) => {
    expect(() => placed('kano', given)).toThrow(message)
  })
})

describe('two factors', () => {
  const module = placed('two-factor', { attributes: ['clean', 'extras', 'colour'].map(entry) })

  it('tells what annoys when poor from what pleases when excellent', () => {
    // 7, less 3 for a poor "clean", plus 2 for excellent "extras"; "colour" does nothing. One point of chance.
    const ratings = [3, 7, 10]
    const respondents = Array.from({ length: 270 }, (_, i) => {
      const [clean, extras, colour] = [
        ratings[i % 3],
        ratings[Math.floor(i / 3) % 3],
        ratings[Math.floor(i / 9) % 3],
      ]
      const chance = Math.floor(i / 27) % 2
      const overall = 7 - (clean === 3 ? 3 : 0) + (extras === 10 ? 2 : 0) + chance
      return { 'tf.overall': overall, 'tf.clean': clean, 'tf.extras': extras, 'tf.colour': colour }
    })
    const [found] = estimates(module, 'twofactor', respondents)
    expect(found).toMatchObject({
      attributes: [
        { name: 'tf.clean', threeFactorClass: 'basic', penalty: { value: expect.closeTo(-3, 9) } },
        { name: 'tf.extras', threeFactorClass: 'excitement', reward: { value: expect.closeTo(2, 9) } },
        { name: 'tf.colour', threeFactorClass: 'unimportant' },
      ],
    })
  })

  it('derives how important each is, since nobody is asked', () => {
    const { fields } = bookOf(module)
    const respondents = Array.from({ length: 80 }, (_, seed) =>
      simulateRespondent(fields, { seed, nonAnswers: 0 }),
    )
    const [grid] = estimates(module, 'drivers.grid', respondents)
    const { attributes } = grid as { attributes: { name: string; importance: number }[] }
    expect(attributes.map(({ name }) => name).toSorted()).toEqual(['clean', 'colour', 'extras'])
    expect(attributes.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(1, 12)
  })

  it('asks for overall satisfaction before the attributes', () => {
    expect(module.items.map(({ code }) => code)).toEqual(['tf.overall', 'tf.clean', 'tf.extras', 'tf.colour'])
  })
})

describe('importance and performance', () => {
  it('keeps the two ratings of an attribute together', () => {
    const module = placed('importance-performance', { attributes: features })
    expect(bookOf(module).fields.map(({ code, pair }) => [code, pair])).toEqual([
      ['ip.returns.importance', 'ip.returns'],
      ['ip.returns.performance', 'ip.returns'],
      ['ip.night.importance', 'ip.night'],
      ['ip.night.performance', 'ip.night'],
    ])
  })

  it('says what to do about each, and where it is not sure', () => {
    const module = placed('importance-performance', { attributes: features })
    const respondents = Array.from({ length: 20 }, (_, i) => ({
      'ip.returns.importance': 9,
      'ip.returns.performance': 3,
      'ip.night.importance': 4,
      // 8 on average, far from the line at 5.5.
      'ip.night.performance': 7 + 2 * (i % 2),
    }))
    expect(estimates(module, 'drivers.grid', respondents)).toMatchObject([
      {
        cut: { importance: 6.5, performance: 5.5 },
        attributes: [
          { name: 'returns', quadrant: 'concentrate-here', borderline: false, priority: 7 },
          { name: 'night', quadrant: 'possible-overkill', borderline: false },
        ],
      },
    ])
  })
})

describe('competitor rating', () => {
  const [first, second, third] = EXAMPLE_BRANDS.map(({ key }) => key) as [string, string, string]
  const about = (brand: string, satisfaction = 8): Answers => ({
    [`cr.${brand}.satisfaction`]: satisfaction,
    [`cr.${brand}.value`]: 6,
    [`cr.${brand}.recommendation`]: 10,
  })

  it('asks three questions about each brand that is known, and about no other', () => {
    const module = placed('competitor-rating')
    expect(problemsOf(module, { 'cr.known': [first, third], ...about(first), ...about(third) })).toEqual([])
    expect(problemsOf(module, { 'cr.known': [first], ...about(first), ...about(second) })).toEqual([
      [`cr.${second}.satisfaction`, 'hidden'],
      [`cr.${second}.value`, 'hidden'],
      [`cr.${second}.recommendation`, 'hidden'],
    ])
    expect(problemsOf(module, { 'cr.known': [first, second], ...about(first) })).toContainEqual([
      `cr.${second}.satisfaction`,
      'required',
    ])
    expect(problemsOf(module, { 'cr.known': 'dont_know' })).toEqual([])
  })

  it('lets no more brands be chosen than the designer says', () => {
    const module = placed('competitor-rating', { most: 1 })
    const answers = { 'cr.known': [first, second], ...about(first), ...about(second) }
    expect(problemsOf(module, answers)).toContainEqual(['cr.known', 'too-many-choices'])
    const { fields } = bookOf(module)
    const known = Array.from({ length: 50 }, (_, seed) => simulateRespondent(fields, { seed })['cr.known'])
    expect(known.filter((chosen) => Array.isArray(chosen) && chosen.length !== 1)).toEqual([])
  })

  it('scores every brand on 0 to 100 and by its promoters', () => {
    const module = placed('competitor-rating')
    const respondents = Array.from({ length: 20 }, (_, i) => ({
      'cr.known': [first, second, third],
      ...about(first, 10),
      ...about(second, 1),
      ...about(third, i % 2 === 0 ? 1 : 10),
    }))
    expect(estimates(module, 'indices.weighted', respondents).slice(0, 3)).toMatchObject(
      [100, 0, 50].map((value) => ({ value: expect.closeTo(value, 9) })),
    )
    expect(estimates(module, 'indices.nps', respondents)).toHaveLength(3)
  })

  it('compares brands over the people who rated both, where anybody is asked about two', () => {
    const module = placed('competitor-rating')
    const respondents = Array.from({ length: 20 }, (_, i) => ({
      'cr.known': [first, second],
      ...about(first, 9),
      ...about(second, 7 + (i % 2)),
    }))
    const [satisfaction] = estimates(module, 'benchmark.pairs', respondents)
    expect(satisfaction).toMatchObject({
      sampleSize: 20,
      pairs: [{ first, second, value: expect.closeTo(1.5, 12), sampleSize: 20 }],
    })
    expect(placed('competitor-rating', { most: 1 }).feeds.map(({ method }) => method)).not.toContain(
      'benchmark.pairs',
    )
  })
})
