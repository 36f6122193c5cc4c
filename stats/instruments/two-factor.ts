import { rated } from './asked.ts'
import type { Instrument } from './instrument.ts'

const OVERALL = 'tf.overall'
const ATTRIBUTES = { each: 'attributes', of: 'tf.{each}' }

/** What poor and what excellent attributes do to overall satisfaction, apart; handbook 5. */
export const twoFactor: Instrument = {
  name: 'two-factor',
  version: 1,
  family: 'features',
  items: [
    // Asked first: what comes after the details is coloured by them.
    rated(OVERALL, 'satisfied'),
    { ...rated('tf.{each}', 'good'), each: 'attributes', block: 'tf' },
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'attributes', kind: 'entries', min: 2, max: 20, described: true }],
  feeds: [
    {
      method: 'twofactor',
      // Low up to 5, high from 9, error probability .10: handbook 5.3, 5.4.
      options: { outcome: OVERALL, attributes: ATTRIBUTES, ranges: { low: 5, high: 9 }, alpha: 0.1 },
    },
    { method: 'drivers', options: { outcome: OVERALL, drivers: ATTRIBUTES } },
    {
      // Nobody is asked how important an attribute is: the outcome tells.
      method: 'drivers.grid',
      options: {
        attributes: { each: 'attributes', of: { name: '{each}', performance: 'tf.{each}' } },
        outcome: OVERALL,
        min: 1,
        max: 10,
      },
    },
  ],
  source: 'Brandt (1987); Mikulić, Prebežac (2008), Managing Service Quality 18(6)',
}
