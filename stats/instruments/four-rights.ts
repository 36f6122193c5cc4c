import type { Instrument } from './instrument.ts'
import { ratedBlock } from './rated-block.ts'

const PARTS = ['offer', 'customer', 'channel', 'time']

/** The right offer to the right customer, on the right channel, at the right time; handbook E.10. */
export const fourRights: Instrument = {
  name: 'four-rights',
  version: 1,
  family: 'value',
  ...ratedBlock('four-rights', PARTS, { prefix: 'rights', ends: 'agree' }),
  source: 'Handbook E.10, after the lectures',
}
