import { yesOrNo } from './asked.ts'
import type { Instrument } from './instrument.ts'

const SIGNS = [
  'buys-and-believes',
  'recommends',
  'gives-as-gift',
  'unsolicited-feedback',
  'forgives',
  'not-bribed',
  'feels-part',
  'suggests-ideas',
]

const codes = SIGNS.map((sign) => `evangelist.${sign}`)

/** Eight signs of customers who win others; an evangelist shows at least six. Handbook 8.6 and E.9. */
export const evangelist: Instrument = {
  name: 'evangelist',
  version: 1,
  family: 'loyalty',
  items: codes.map((code) => ({ ...yesOrNo(code), block: 'evangelist' })),
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  feeds: [{ method: 'loyalty.signs', options: { items: codes, atLeast: 6 } }],
  source: 'McConnell, Huba (2002), Creating Customer Evangelists',
}
