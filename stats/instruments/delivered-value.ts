import { rated } from './asked.ts'
import type { Instrument } from './instrument.ts'

const PARTS = ['product', 'service', 'staff', 'image', 'money', 'time', 'effort', 'worry']
const BENEFITS = PARTS.slice(0, 4).map((part) => `delivered.${part}`)
const COSTS = PARTS.slice(4).map((part) => `delivered.${part}`)
const WORTH = 'delivered.worth'

const meanOf = (codes: readonly string[]) => ({
  method: 'indices.weighted',
  options: { items: codes.map((item) => ({ item, importance: 1 })), min: 1, max: 10 },
})

/** Four benefits, four costs, and whether it is worth it. High costs score high. Handbook 11.2 and E.5. */
export const deliveredValue: Instrument = {
  name: 'delivered-value',
  version: 1,
  family: 'value',
  items: [
    rated(WORTH, 'agree'),
    ...[...BENEFITS, ...COSTS].map((code) => ({ ...rated(code, 'amount'), block: 'delivered-value' })),
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  feeds: [
    {
      method: 'value.delivered',
      options: {
        parts: Object.fromEntries(PARTS.map((part) => [part, `delivered.${part}`])),
        min: 1,
        max: 10,
      },
    },
    meanOf(BENEFITS),
    meanOf(COSTS),
    { method: 'drivers', options: { outcome: WORTH, drivers: [...BENEFITS, ...COSTS] } },
  ],
  source: 'Kotler, delivered value (顾客让渡价值); handbook 11.2 and E.5',
}
