import type { BeliefDimension } from '../../stats/index.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import type { Feed, Instrument } from '../../stats/instruments/instrument.ts'

const [fed] = CATALOGUE.flatMap((instrument) =>
  (instrument.feeds ?? []).flatMap((feed) =>
    feed.method === 'servqual.beliefs' && feed.beside !== undefined ? [{ instrument, feed }] : [],
  ),
)
if (fed === undefined) throw new Error('belief-dimensions: no instrument of the catalogue feeds gap 1')

/** The statements that managers and customers are both asked about, by dimension, as the catalogue has them. */
export const BELIEF_DIMENSIONS = (fed.feed as Feed).options['dimensions'] as readonly BeliefDimension[]

/** Who is asked what: the managers' instrument, and the customers'. */
export const BELIEF_INSTRUMENTS = {
  managers: (fed.instrument as Instrument).name,
  customers: fed.feed.beside as string,
} as const

/** The columns that a side reads, in the order of the dimensions. */
export const BELIEF_COLUMNS = {
  managers: BELIEF_DIMENSIONS.flatMap(({ items }) => items.map(({ belief }) => belief)),
  customers: BELIEF_DIMENSIONS.flatMap(({ items }) => items.map(({ expectation }) => expectation)),
} as const

export type BeliefSideName = keyof typeof BELIEF_COLUMNS
