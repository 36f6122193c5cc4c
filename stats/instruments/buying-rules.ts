import type { Instrument } from './instrument.ts'
import { ratedBlock } from './rated-block.ts'

const PARTS = ['fast', 'easy', 'cheap', 'personal', 'convenient', 'familiar', 'safe']

/** Seven things the connected customer buys by; handbook E.1. */
export const buyingRules: Instrument = {
  name: 'buying-rules',
  version: 1,
  family: 'value',
  ...ratedBlock('buying-rules', PARTS, { prefix: 'rules', ends: 'agree' }),
  source: 'Handbook E.1, after the lectures',
}
