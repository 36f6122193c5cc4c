import { agreed } from './asked.ts'
import type { Instrument } from './instrument.ts'

/**
 * Customer effort: agreement that it was easy, 1-7, high is good; handbook 6.5. The older form, effort 1-5 with low as
 * good, continues series begun with it: its direction is the other one, so it is an item of its own and no effort score.
 */
export const ces: Instrument = {
  name: 'ces',
  version: 1,
  family: 'simple',
  items: [
    { ...agreed('ces'), onlyWith: { parameter: 'form', is: 'ease' } },
    {
      code: 'ces-effort',
      answer: { kind: 'rating', min: 1, max: 5, ends: 'effort' },
      required: true,
      states: ['dont_know', 'not_applicable'],
      onlyWith: { parameter: 'form', is: 'effort' },
    },
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'form', kind: 'choice', of: ['ease', 'effort'], default: 'ease' }],
  feeds: [
    {
      method: 'indices.effort',
      options: { item: 'ces' },
      onlyWith: { parameter: 'form', is: 'ease' },
    },
    {
      method: 'describe',
      options: { item: 'ces-effort' },
      onlyWith: { parameter: 'form', is: 'effort' },
    },
  ],
  source: 'Dixon, Freeman, Toman (2010), Harvard Business Review 88(7/8)',
}
