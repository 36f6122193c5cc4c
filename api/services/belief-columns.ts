import { BELIEF_DIMENSIONS } from '../../stats/instruments/gaps-managers.ts'

/** The columns that a side of gap 1 reads, in the order of the dimensions. */
export const BELIEF_COLUMNS = {
  managers: BELIEF_DIMENSIONS.flatMap(({ items }) => items.map(({ belief }) => belief)),
  customers: BELIEF_DIMENSIONS.flatMap(({ items }) => items.map(({ expectation }) => expectation)),
} as const

export type BeliefSideName = keyof typeof BELIEF_COLUMNS
