import type { Instrument } from './instrument.ts'
import { ratedBlock } from './rated-block.ts'

const PARTS = ['quality', 'suppliers', 'expected']

/** The price held against quality, other suppliers and what was expected; handbook E.7. */
export const priceComparisons: Instrument = {
  name: 'price-comparisons',
  version: 1,
  family: 'value',
  ...ratedBlock('price-comparisons', PARTS, { prefix: 'price', ends: 'good' }),
  source: 'Johnson et al. (2001), Journal of Economic Psychology 22; handbook E.7',
}
