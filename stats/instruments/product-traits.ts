import type { Instrument } from './instrument.ts'
import { ratedBlock } from './rated-block.ts'

const PARTS = [
  'performance',
  'features',
  'reliability',
  'conformance',
  'durability',
  'serviceability',
  'aesthetics',
]

/** What makes up the quality of a product; handbook E.3. */
export const productTraits: Instrument = {
  name: 'product-traits',
  version: 1,
  family: 'value',
  ...ratedBlock('product-traits', PARTS, { prefix: 'traits', ends: 'good' }),
  source: 'After Garvin (1987), Harvard Business Review 65(6); handbook E.3',
}
