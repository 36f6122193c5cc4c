import { agreed } from './asked.ts'
import type { Instrument } from './instrument.ts'

/** What each score is the mean of: how loyal, why, and at what cost one would leave. */
const PARTS = {
  loyalty: ['recommend', 'more', 'resist'],
  affective: ['likes', 'cares'],
  calculative: ['pays', 'loses'],
  switching: ['time', 'money', 'people'],
  attraction: ['appeals', 'surprises'],
  involvement: ['involves', 'listens'],
} as const

const codesOf = (part: keyof typeof PARTS) => PARTS[part].map((name) => `loyalty.${name}`)
const parts = Object.keys(PARTS) as (keyof typeof PARTS)[]
const causes = parts.filter((part) => part !== 'loyalty').flatMap(codesOf)

const SATISFIED = 'loyalty.satisfied'
const STAYS = 'loyalty.resist'
const onlyWith = { parameter: 'satisfaction', is: true } as const

/**
 * The places of the handbook's cuts on a scale of 1 to 10 (8, 8, 9 and 2) on one of 1 to 7: from three quarters up is
 * high, the corners are the ends of the scale. Handbook 8.1.
 */
const CUTS = { satisfaction: 6, loyalty: 6, apostle: 7, terrorist: 1 }

/** Loyalty, commitment, switching cost, attraction and involvement, 1-7 agreement; handbook 8.1, 8.5, 8.7 and E.6. */
export const loyalty: Instrument = {
  name: 'loyalty',
  version: 1,
  family: 'loyalty',
  items: [
    { ...agreed(SATISFIED), onlyWith },
    ...parts.flatMap(codesOf).map((code) => ({ ...agreed(code), block: 'loyalty' })),
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'satisfaction', kind: 'switch', default: true }],
  feeds: [
    ...parts.map((part) => ({
      method: 'indices.weighted',
      options: { items: codesOf(part).map((item) => ({ item, importance: 1 })), min: 1, max: 7 },
    })),
    {
      method: 'loyalty.product',
      options: {
        attraction: codesOf('attraction'),
        satisfaction: SATISFIED,
        involvement: codesOf('involvement'),
        min: 1,
        max: 7,
      },
      onlyWith,
    },
    { method: 'drivers', options: { outcome: STAYS, drivers: causes } },
    {
      method: 'loyalty.matrix',
      options: { satisfaction: SATISFIED, loyalty: STAYS, cuts: CUTS },
      onlyWith,
    },
    {
      method: 'loyalty.bend',
      options: { satisfaction: SATISFIED, loyalty: STAYS, loyalFrom: CUTS.loyalty },
      onlyWith,
    },
    {
      method: 'loyalty.switching-cost',
      options: { satisfaction: SATISFIED, loyalty: STAYS, cost: 'loyalty.time' },
      onlyWith,
    },
  ],
  source: 'Jones, Sasser (1995), Harvard Business Review 73(6); Johnson et al. (2001); handbook E.6',
}
