import type { Instrument } from './instrument.ts'
import { openAnswers } from './open-answers.ts'

const onlyWith = { parameter: 'reason', is: true } as const

/** Net promoter score: one question from 0 to 10, and why in one's own words; handbook 6.4. */
export const nps: Instrument = {
  name: 'nps',
  version: 1,
  family: 'simple',
  items: [
    {
      code: 'nps',
      answer: { kind: 'rating', min: 0, max: 10, ends: 'likely' },
      required: true,
      states: ['dont_know'],
    },
    {
      code: 'nps-reason',
      answer: { kind: 'text', maxLength: 2000 },
      required: false,
      states: [],
      shownWhen: { item: 'nps', atLeast: 0 },
      onlyWith,
    },
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'reason', kind: 'switch', default: true }],
  feeds: [
    { method: 'indices.nps', options: { item: 'nps' } },
    ...openAnswers('nps-reason', { item: 'nps', onlyWith }),
    // What promoters say and detractors do not, and the other way about.
    {
      method: 'text.keyness',
      options: { text: 'nps-reason', between: { item: 'nps', low: 6, high: 9 } },
      onlyWith,
    },
  ],
  source: 'Reichheld (2003), Harvard Business Review 81(12)',
}
