import { agreed } from './asked.ts'
import type { Instrument, Item } from './instrument.ts'

const SATISFACTION = 'touch.{each}.satisfaction'
const EFFORT = 'touch.{each}.effort'

const overall: Item = {
  code: 'touch-overall',
  answer: { kind: 'rating', min: 1, max: 5, ends: 'satisfied-5' },
  required: true,
  states: ['dont_know'],
  onlyWith: { parameter: 'overall', is: true },
}

const entry = { each: 'touchpoints', pair: 'touch.{each}', block: 'touchpoints' }

/**
 * Satisfaction and effort at each of the designer's touchpoints; effort only where the touchpoint was rated, and so used.
 * Handbook 6.3 and 6.5.
 */
export const touchpoint: Instrument = {
  name: 'touchpoint',
  version: 1,
  family: 'simple',
  items: [
    overall,
    {
      code: SATISFACTION,
      answer: { kind: 'rating', min: 1, max: 5, ends: 'satisfied-5' },
      required: true,
      states: ['not_applicable', 'dont_know'],
      ...entry,
    },
    {
      ...agreed(EFFORT),
      states: ['dont_know'],
      shownWhen: { item: SATISFACTION, atLeast: 1 },
      ...entry,
    },
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [
    { name: 'touchpoints', kind: 'entries', min: 1, max: 20, described: false },
    { name: 'overall', kind: 'switch', default: false },
    { name: 'asked', kind: 'number', min: 1, max: 20, default: 20, takes: 'touchpoints' },
  ],
  feeds: [
    { method: 'indices.csat', options: { item: SATISFACTION }, each: 'touchpoints' },
    { method: 'indices.effort', options: { item: EFFORT }, each: 'touchpoints' },
    {
      method: 'indices.csat',
      options: { item: overall.code },
      onlyWith: { parameter: 'overall', is: true },
    },
    {
      method: 'drivers',
      options: { outcome: overall.code, drivers: { each: 'touchpoints', of: SATISFACTION } },
      onlyWith: { parameter: 'overall', is: true },
    },
  ],
  source: 'Handbook 6.3 and 6.5',
}
