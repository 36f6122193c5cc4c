import type { Instrument } from './instrument.ts'

/** Customer satisfaction: five levels, each with the mood it stands for; handbook 6.3 and 0.13. */
export const csat: Instrument = {
  name: 'csat',
  version: 1,
  family: 'simple',
  items: [
    {
      code: 'csat',
      answer: { kind: 'rating', min: 1, max: 5, ends: 'satisfied-5' },
      required: true,
      states: ['dont_know', 'not_applicable'],
    },
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  feeds: [{ method: 'indices.csat', options: { item: 'csat' } }],
  source: 'Handbook 6.3; levels after the lectures, handbook 0.13',
}
