import type { Instrument } from './instrument.ts'
import { ratedBlock } from './rated-block.ts'

const PARTS = [
  'quality',
  'service',
  'choice',
  'price',
  'delivery',
  'reaction',
  'care',
  'fairness',
  'answers',
  'thoroughness',
]

/** What customers wish for by experience; w1 to w10 of handbook E.2. */
export const tenWishes: Instrument = {
  name: 'ten-wishes',
  version: 1,
  family: 'value',
  ...ratedBlock('ten-wishes', PARTS, { prefix: 'wishes', ends: 'agree' }),
  source: 'Handbook E.2, after the lectures',
}
