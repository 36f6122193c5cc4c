import { rated, yesOrNo } from './asked.ts'
import type { Condition, Instrument } from './instrument.ts'
import { sharesOf } from './shares-of.ts'

const told: Condition = { item: 'complaint.told', isOneOf: ['yes'] }
const WHY_NOT = ['no-use', 'effort', 'not-known-where', 'minor', 'other']
const CHANNELS = ['hotline', 'web', 'shop', 'staff', 'social-media', 'authority']

const handling = ['complaint.outcome', 'complaint.procedure', 'complaint.interaction']

/**
 * Problems, whether they were voiced, and how they were handled. Everybody says whether they will stay, so that those
 * whose complaint was settled can be compared with those who had no problem. Handbook 9.1 and 9.2.
 */
export const complaints: Instrument = {
  name: 'complaints',
  version: 1,
  family: 'complaints',
  items: [
    yesOrNo('complaint.problem'),
    { ...yesOrNo('complaint.told'), shownWhen: { item: 'complaint.problem', isOneOf: ['yes'] } },
    {
      code: 'complaint.why-not',
      answer: {
        kind: 'multi-choice',
        choices: WHY_NOT,
        max: WHY_NOT.length,
      },
      required: false,
      states: ['dont_know', 'refused'],
      shownWhen: { item: 'complaint.told', isOneOf: ['no'] },
    },
    {
      code: 'complaint.channel',
      answer: {
        kind: 'multi-choice',
        choices: CHANNELS,
        max: CHANNELS.length,
      },
      required: true,
      states: ['dont_know', 'refused'],
      shownWhen: told,
    },
    {
      code: 'complaint.resolved',
      answer: { kind: 'choice', choices: ['first-contact', 'later', 'not'] },
      required: true,
      states: ['dont_know', 'refused'],
      shownWhen: told,
    },
    {
      code: 'complaint.hours',
      answer: { kind: 'number', min: 0, max: 8760, whole: false },
      required: false,
      states: ['dont_know'],
      shownWhen: { item: 'complaint.resolved', isOneOf: ['first-contact', 'later'] },
    },
    ...handling.map((code) => ({ ...rated(code, 'good'), shownWhen: told })),
    rated('complaint.stay', 'likely'),
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  feeds: [
    {
      method: 'complaints.funnel',
      options: {
        problem: 'complaint.problem',
        told: 'complaint.told',
        settled: 'complaint.resolved',
        hours: 'complaint.hours',
      },
    },
    {
      method: 'complaints.recovery',
      // Satisfied with the handling from 8 of 10: the cut of the loyalty matrix, handbook 8.1.
      options: {
        problem: 'complaint.problem',
        told: 'complaint.told',
        handling,
        loyalty: 'complaint.stay',
        satisfiedFrom: 8,
      },
    },
    {
      method: 'indices.weighted',
      options: { items: handling.map((item) => ({ item, importance: 1 })), min: 1, max: 10 },
    },
    { method: 'drivers', options: { outcome: 'complaint.stay', drivers: handling } },
    ...sharesOf('complaint.why-not', WHY_NOT),
    ...sharesOf('complaint.channel', CHANNELS),
  ],
  source: 'TARP (1979); Tax, Brown, Chandrashekaran (1998), Journal of Marketing 62(2); ISO 10002',
}
