import { NOT_KNOWN } from './asked.ts'
import type { Feed, Instrument, Item } from './instrument.ts'

/** In the order shown, scored by their place; they are not a scale (handbook 4.9). */
const FEELINGS = ['like', 'must-be', 'neutral', 'live-with', 'dislike']

const ofFeature = { each: 'features', block: 'kano' }

const IMPORTANCE = 'kano.{each}.importance'
const PERFORMANCE = 'kano.{each}.performance'

const half = (code: string): Item => ({
  code,
  answer: { kind: 'choice', choices: FEELINGS },
  required: true,
  states: NOT_KNOWN,
  pair: 'kano.{each}',
  ...ofFeature,
})

const rating = (code: string, ends: string, parameter: string): Item => ({
  code,
  answer: { kind: 'rating', min: 1, max: 9, ends },
  required: true,
  states: NOT_KNOWN,
  onlyWith: { parameter, is: true },
  ...ofFeature,
})

const attribute = {
  name: '{each}',
  functional: 'kano.{each}.functional',
  dysfunctional: 'kano.{each}.dysfunctional',
}

const categories = (of: object, is: boolean): Feed => ({
  method: 'kano',
  options: { attributes: { each: 'features', of } },
  onlyWith: { parameter: 'importance', is },
})

/** How customers would feel with each of the designer's features, and without it; handbook 4. */
export const kano: Instrument = {
  name: 'kano',
  version: 1,
  family: 'features',
  items: [
    half('kano.{each}.functional'),
    half('kano.{each}.dysfunctional'),
    rating(IMPORTANCE, 'important', 'importance'),
    rating(PERFORMANCE, 'well-done', 'performance'),
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [
    { name: 'features', kind: 'entries', min: 1, max: 30, described: true },
    { name: 'importance', kind: 'switch', default: false },
    { name: 'performance', kind: 'switch', default: false },
    // More than 20 pairs tire respondents: handbook 4.2.
    { name: 'most', kind: 'number', min: 1, max: 20, default: 20, takes: 'kano' },
  ],
  feeds: [
    categories(attribute, false),
    categories({ ...attribute, importance: IMPORTANCE }, true),
    {
      method: 'drivers.grid',
      options: {
        attributes: {
          each: 'features',
          of: { name: '{each}', performance: PERFORMANCE, importance: IMPORTANCE },
        },
        min: 1,
        max: 9,
      },
      onlyWith: [
        { parameter: 'importance', is: true },
        { parameter: 'performance', is: true },
      ],
    },
    {
      method: 'describe',
      options: { item: PERFORMANCE },
      each: 'features',
      onlyWith: { parameter: 'performance', is: true },
    },
  ],
  source: 'Kano, Seraku, Takahashi, Tsuji (1984); Berger et al. (1993), CQM Journal 2(4)',
}
