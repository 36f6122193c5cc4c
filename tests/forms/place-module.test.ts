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
})
