import type { Instrument } from './instrument.ts'
import { ratedBlock } from './rated-block.ts'

const PARTS = ['cost', 'convenience', 'communication', 'understanding']

/** The four C of the customer: cost, convenience, communication, understanding; handbook E.4. */
export const fourC: Instrument = {
  name: 'four-c',
  version: 1,
  family: 'value',
  ...ratedBlock('four-c', PARTS, { prefix: 'four-c', ends: 'agree' }),
  source: 'Lauterborn (1990), Advertising Age; handbook E.4',
}
