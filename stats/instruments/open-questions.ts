import type { Instrument } from './instrument.ts'
import { openAnswers } from './open-answers.ts'

/** The designer's own questions, answered in one's own words; the answers are read by words and topics, handbook 13.2. */
export const openQuestions: Instrument = {
  name: 'open-questions',
  version: 1,
  family: 'open',
  items: [
    {
      code: 'open.{each}',
      answer: { kind: 'text', maxLength: 2000 },
      required: false,
      states: [],
      each: 'questions',
    },
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'questions', kind: 'entries', min: 1, max: 10, described: false }],
  feeds: openAnswers('open.{each}', { each: 'questions' }),
  source: 'Handbook 13.2',
}
