import { rated, scaled } from './asked.ts'
import { BRANDS, type Feed, type Instrument, type Item } from './instrument.ts'

const KNOWN = 'cr.known'

const ofKnown = (item: Item): Item => ({
  ...item,
  each: BRANDS,
  shownWhen: { item: KNOWN, includes: '{each}' },
})

const index = (what: string): Feed => ({
  method: 'indices.weighted',
  options: { items: [{ item: `cr.{each}.${what}`, importance: 1 }], min: 1, max: 10 },
  each: BRANDS,
})

/** Brands two by two, over those who rated both: nobody does who is asked about one. */
const paired = (what: string): Feed => ({
  method: 'benchmark.pairs',
  options: { brands: { each: BRANDS, of: { name: '{each}', item: `cr.{each}.${what}` } } },
  onlyWith: { parameter: 'most', atLeast: 2 },
})

/** The same three questions about own and rival brands, of those a respondent knows; handbook 12.2. */
export const competitorRating: Instrument = {
  name: 'competitor-rating',
  version: 1,
  family: 'competitors',
  items: [
    {
      code: KNOWN,
      answer: { kind: 'multi-choice', choices: [], max: 5 },
      required: true,
      states: ['dont_know'],
      choicesFrom: BRANDS,
      mostFrom: 'most',
    },
    ofKnown(rated('cr.{each}.satisfaction', 'satisfied')),
    ofKnown(rated('cr.{each}.value', 'good')),
    ofKnown(scaled('cr.{each}.recommendation', 'likely', { min: 0, max: 10 })),
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'most', kind: 'number', min: 1, max: 5, default: 3 }],
  feeds: [
    index('satisfaction'),
    index('value'),
    { method: 'indices.nps', options: { item: 'cr.{each}.recommendation' }, each: BRANDS },
    ...['satisfaction', 'value', 'recommendation'].map(paired),
  ],
  source: 'Own wording; handbook 12.2',
}
