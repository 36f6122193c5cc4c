import { describe, expect, it } from 'vitest'
import { placeModule } from '../../api/forms/place-module.ts'
import type { Instrument } from '../../stats/instruments/instrument.ts'

const TIMES = [
  { key: 'morning', text: { en: 'in the morning' } },
  { key: 'night', text: { en: 'at night' } },
]

const instrument: Instrument = {
  name: 'hours',
  version: 1,
  family: 'example',
  items: [
    {
      code: 'hours.{each}',
      answer: { kind: 'rating', min: 1, max: 5, ends: 'good' },
      required: true,
      states: [],
      each: 'times',
    },
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [
    { name: 'times', kind: 'entries', min: 1, max: 5, described: false },
    { name: 'together', kind: 'switch', default: false },
  ],
  feeds: [
    { method: 'indices.csat', options: { item: 'hours.{each}' }, each: 'times' },
    {
      method: 'multivariate.components',
      options: { items: { each: 'times', of: 'hours.{each}' } },
      onlyWith: { parameter: 'together', is: true },
    },
  ],
  source: 'made up',
}

describe('placeModule', () => {
  it('asks an item once per entry, worded as the template', () => {
    const { items } = placeModule(instrument, { times: TIMES, together: false }, [])
    expect(items.map(({ code, wording, entry }) => [code, wording, entry?.key])).toEqual([
      ['hours.morning', 'hours.{each}', 'morning'],
      ['hours.night', 'hours.{each}', 'night'],
    ])
  })

  it('feeds one analysis per entry, or one with a list of the entries, where it is set so', () => {
    const feedsOf = (together: boolean) =>
      placeModule(instrument, { times: TIMES, together }, []).feeds.map(({ method, options }) => [
        method,
        options,
      ])
    const alone = [
      ['indices.csat', { item: 'hours.morning' }],
      ['indices.csat', { item: 'hours.night' }],
    ]
    expect(feedsOf(false)).toEqual(alone)
    expect(feedsOf(true)).toEqual([
      ...alone,
      ['multivariate.components', { items: ['hours.morning', 'hours.night'] }],
    ])
  })

  it('feeds what needs several settings only where all are so', () => {
    const feed = { method: 'describe', options: { item: 'x' } }
    const feeds = [
      {
        ...feed,
        onlyWith: [
          { parameter: 'together', is: true },
          { parameter: 'most', atLeast: 2 },
        ],
      },
    ]
    const count = (settings: { together: boolean; most: number }) =>
      placeModule({ ...instrument, feeds }, { times: TIMES, ...settings }, []).feeds.length
    expect(count({ together: true, most: 2 })).toBe(1)
    expect(count({ together: true, most: 1 })).toBe(0)
    expect(count({ together: false, most: 3 })).toBe(0)
  })

  const rating = { kind: 'rating', min: 1, max: 5, ends: 'good' } as const
  const common = { required: true, states: [] }
  const codesOf = (more: Partial<Instrument>, settings = {}) =>
    placeModule({ ...instrument, ...more }, { times: TIMES, together: false, ...settings }, []).items.map(
      ({ code }) => code,
    )

  it('asks neighbours about one entry before the next, unless they stand in different blocks', () => {
    const two = ['open', 'busy'].map((what) => ({
      ...common,
      code: `${what}.{each}`,
      answer: rating,
      each: 'times',
    }))
    expect(codesOf({ items: two })).toEqual(['open.morning', 'busy.morning', 'open.night', 'busy.night'])
    const apart = two.map((item, i) => ({ ...item, block: `block-${i}` }))
    expect(codesOf({ items: apart })).toEqual(['open.morning', 'open.night', 'busy.morning', 'busy.night'])
  })

  it('asks what belongs to a switch that is on, or off', () => {
    const items = [true, false].map((is) => ({
      ...common,
      code: `together-${is}`,
      answer: rating,
      onlyWith: { parameter: 'together', is },
    }))
    expect(codesOf({ items })).toEqual(['together-false'])
    expect(codesOf({ items }, { together: true })).toEqual(['together-true'])
  })

  it.each([
    [1, 1],
    [9, 2],
  ])('lets %i of two entries be chosen, as the designer says', (most, max) => {
    const item = {
      ...common,
      code: 'best',
      answer: { kind: 'multi-choice', choices: [], max: 99 },
      choicesFrom: 'times',
      mostFrom: 'most',
    } as const
    const { items } = placeModule({ ...instrument, items: [item] }, { times: TIMES, most }, [])
    expect(items[0]?.answer).toEqual({ kind: 'multi-choice', choices: ['morning', 'night'], max })
    expect(items[0]?.choiceTexts).toEqual({ morning: { en: 'in the morning' }, night: { en: 'at night' } })
  })
})
