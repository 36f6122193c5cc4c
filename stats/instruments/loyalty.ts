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

/** A place of 1 to 10 on 1 to 7, as one quotient: it equals a mean of three answers that lies just there. */
const placed = (cut: number) => (9 + 6 * (cut - 1)) / 9

/** The handbook's cuts on a scale of 1 to 10, for satisfaction and for the mean of the items of loyalty. Handbook 8.1. */
const CUTS = { satisfaction: placed(8), loyalty: placed(8), apostle: placed(9), terrorist: placed(2) }

/** Satisfaction against loyalty as the mean of its items; handbook 8.1. */
const axes = { satisfaction: SATISFIED, loyalty: codesOf('loyalty') }

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
      options: { ...axes, cuts: CUTS },
      onlyWith,
    },
    {
      method: 'loyalty.bend',
      options: { ...axes, loyalFrom: CUTS.loyalty },
      onlyWith,
    },
    {
      method: 'loyalty.switching-cost',
      options: { ...axes, cost: codesOf('switching') },
      onlyWith,
    },
  ],
  source: 'Jones, Sasser (1995), Harvard Business Review 73(6); Johnson et al. (2001); handbook E.6',
}
