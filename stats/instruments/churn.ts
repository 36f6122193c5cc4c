import { rated, yesOrNo } from './asked.ts'
import type { Condition, Instrument } from './instrument.ts'
import { openAnswers } from './open-answers.ts'
import { sharesOf } from './shares-of.ts'

/** Keaveney's eight; as text analysis and the reason charts name them. */
const REASONS = [
  'pricing',
  'inconvenience',
  'core-service-failure',
  'service-encounter-failure',
  'response-to-failure',
  'competition',
  'ethical-problems',
  'involuntary-switching',
]

const BRING_BACK = ['price', 'product', 'service', 'amends', 'terms', 'closer', 'nothing']

const WIN_BACK = { parameter: 'win-back', is: true } as const

const left: Condition = { item: 'churn.left', isOneOf: ['yes'] }

/** Who left, why, where to, and what would bring them back; asked of those who stayed as well. Handbook 9.3 and 9.4. */
export const churn: Instrument = {
  name: 'churn',
  version: 1,
  family: 'complaints',
  items: [
    {
      code: 'churn.tenure',
      answer: { kind: 'number', min: 0, max: 1200, whole: true },
      required: false,
      states: ['dont_know'],
    },
    yesOrNo('churn.left'),
    rated('churn.satisfaction', 'satisfied'),
    {
      code: 'churn.reasons',
      answer: { kind: 'multi-choice', choices: REASONS, max: REASONS.length },
      required: true,
      states: ['dont_know', 'refused'],
      shownWhen: left,
    },
    {
      code: 'churn.main-reason',
      answer: { kind: 'choice', choices: REASONS },
      required: true,
      states: ['dont_know', 'refused'],
      shownWhen: left,
      within: 'churn.reasons',
    },
    {
      code: 'churn.in-own-words',
      answer: { kind: 'text', maxLength: 2000 },
      required: false,
      states: [],
      shownWhen: left,
    },
    {
      code: 'churn.went-to',
      answer: { kind: 'text', maxLength: 200 },
      required: false,
      states: [],
      shownWhen: left,
      onlyWith: WIN_BACK,
    },
    {
      code: 'churn.bring-back',
      answer: {
        kind: 'multi-choice',
        choices: BRING_BACK,
        max: BRING_BACK.length,
      },
      required: true,
      states: ['dont_know'],
      shownWhen: left,
      onlyWith: WIN_BACK,
    },
    {
      ...rated('churn.return', 'likely'),
      shownWhen: left,
      onlyWith: WIN_BACK,
    },
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'win-back', kind: 'switch', default: true }],
  feeds: [
    { method: 'churn.survival', options: { time: 'churn.tenure', left: 'churn.left' } },
    {
      method: 'churn.model',
      options: { left: 'churn.left', predictors: ['churn.satisfaction', 'churn.tenure'] },
    },
    {
      method: 'churn.reasons',
      options: {
        reasons: Object.fromEntries(REASONS.map((reason) => [reason, `churn.reasons.${reason}`])),
        main: 'churn.main-reason',
      },
    },
    ...openAnswers('churn.in-own-words', { item: 'churn.satisfaction' }),
    { method: 'text.words', options: { text: 'churn.went-to' }, onlyWith: WIN_BACK },
    { method: 'describe', options: { item: 'churn.return' }, onlyWith: WIN_BACK },
    ...sharesOf('churn.bring-back', BRING_BACK, { onlyWith: WIN_BACK }),
  ],
  source: 'Keaveney (1995), Journal of Marketing 59(2)',
}
