import { agreed, yesOrNo } from './asked.ts'
import type { Feed, Instrument, Item } from './instrument.ts'

const REASONS = [
  'attached',
  'prefers',
  'trusts',
  'advocates',
  'no-alternative',
  'price',
  'incentive',
  'convenience',
  'inertia',
  'hindered',
]

const SIGNS = ['buys-more', 'recommends', 'immune-to-competitors', 'forgives-and-reports']

const reasons = REASONS.map((name) => `behaviour.${name}`)
const signs = SIGNS.map((name) => `behaviour.${name}`)

const RIVALS = { parameter: 'rivals', is: true } as const

const amongRivals = (item: string): Feed => ({ method: 'describe', options: { item }, onlyWith: RIVALS })

/** Percent of what one buys in the category, last period. */
const share: Item = {
  code: 'behaviour.share',
  answer: { kind: 'number', min: 0, max: 100, whole: true },
  required: false,
  states: ['dont_know', 'refused'],
}

/**
 * Why and how far one keeps buying: what the loyalty types of the lectures are told by (8.4), share of wallet, and the
 * four signs of loyal customers (8.6); with `rivals` also the brand's place among those used, for the wallet allocation
 * rule (11.2).
 */
export const loyaltyBehaviour: Instrument = {
  name: 'loyalty-behaviour',
  version: 1,
  family: 'loyalty',
  items: [
    share,
    {
      code: 'behaviour.brands-used',
      answer: { kind: 'number', min: 1, max: 20, whole: true },
      required: false,
      states: ['dont_know'],
      onlyWith: RIVALS,
    },
    {
      code: 'behaviour.place',
      answer: { kind: 'number', min: 1, max: 20, whole: true },
      required: false,
      states: ['dont_know'],
      within: 'behaviour.brands-used',
      onlyWith: RIVALS,
    },
    yesOrNo('behaviour.kin'),
    ...reasons.map((code) => ({ ...agreed(code), block: 'loyalty-reasons' })),
    ...signs.map((code) => ({ ...yesOrNo(code), block: 'loyalty-signs' })),
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'rivals', kind: 'switch', default: false }],
  feeds: [
    {
      method: 'loyalty.types',
      options: {
        answers: {
          attached: 'behaviour.attached',
          prefers: 'behaviour.prefers',
          trusts: 'behaviour.trusts',
          advocates: 'behaviour.advocates',
          noAlternative: 'behaviour.no-alternative',
          kin: 'behaviour.kin',
          price: 'behaviour.price',
          incentive: 'behaviour.incentive',
          convenience: 'behaviour.convenience',
          inertia: 'behaviour.inertia',
          hindered: 'behaviour.hindered',
          repeatPercent: share.code,
        },
      },
    },
    { method: 'loyalty.signs', options: { items: signs } },
    { method: 'describe', options: { item: share.code } },
    amongRivals('behaviour.brands-used'),
    amongRivals('behaviour.place'),
    { method: 'drivers', options: { outcome: share.code, drivers: reasons } },
    { method: 'multivariate.choose-clusters', options: { items: reasons } },
  ],
  source:
    'Dick, Basu (1994), JAMS 22; Keiningham et al. (2011), Harvard Business Review 89(10); handbook 8.4, 8.6',
}
