import { rated } from './asked.ts'
import type { Instrument } from './instrument.ts'

const codes = ['informed', 'convenient', 'enjoyable'].map((part) => `shopping.${part}`)

/** How one likes to shop online; about the shopper, not the brand, and so for finding groups. Handbook E.11. */
export const eCommercePsychology: Instrument = {
  name: 'e-commerce-psychology',
  version: 1,
  family: 'value',
  items: codes.map((code) => ({ ...rated(code, 'agree'), block: 'e-commerce-psychology' })),
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  feeds: [
    { method: 'multivariate.choose-clusters', options: { items: codes } },
    { method: 'multivariate.components', options: { items: codes } },
  ],
  source: 'Handbook E.11, after the lectures',
}
