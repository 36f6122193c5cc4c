import { analyse, type MethodResult } from '../../stats/index.ts'
import { BELIEF_DIMENSIONS } from '../../stats/instruments/gaps-managers.ts'
import type { BeliefReceipt, BeliefSlice } from '../contract/belief-analysis.ts'
import type { StoredOf } from '../db/analyses.ts'
import type { Db } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { SOFTWARE } from '../version.ts'
import { loadBeliefSide } from './load-belief-side.ts'
import { inputState } from './read-results.ts'

type BeliefAnalysis = StoredOf<'servqual.beliefs'>

export interface ComparedBeliefs {
  readonly receipt: BeliefReceipt
  readonly result: Omit<MethodResult, 'missing'> & Partial<Pick<MethodResult, 'missing'>>
  /** Of both programs, from before their answers were read. */
  readonly inputFingerprint: string
}

/** Gap 1 of two slices, with the receipt of both. Refuses people who are on both sides: the sides must be independent. */
export async function compareBeliefs(
  db: Db,
  { slice, beside, options }: Pick<BeliefAnalysis, 'slice' | 'beside' | 'options'>,
): Promise<ComparedBeliefs> {
  // The state first: an answer that comes in between makes the numbers look stale, never fresh.
  const inputFingerprint = await beliefState(db, { slice, beside })
  const managers = await loadBeliefSide(db, 'managers', slice)
  const customers = await loadBeliefSide(db, 'customers', beside)
  const both = [...managers.respondents].filter((id) => customers.respondents.has(id)).length
  if (both > 0) {
    throw new ApiError(
      409,
      'same-respondents',
      `slice and beside: ${both} respondents are on both sides; ask managers and customers in waves of their own and choose those`,
    )
  }
  const [result] = analyse({ ...managers.slice, beside: customers.slice }, [
    { method: 'servqual.beliefs', dimensions: BELIEF_DIMENSIONS, ...options },
  ])
  if (result === undefined) throw new Error('compareBeliefs: one request has one result')
  const receipt = {
    managers: managers.receipt,
    customers: customers.receipt,
    options,
    software: SOFTWARE,
    computedAt: new Date().toISOString(),
  }
  return { receipt, result: withoutSmallCounts(result), inputFingerprint }
}

/** Changes whenever the answers, exclusions or waves of either side do. */
export async function beliefState(
  db: Db,
  { slice, beside }: { readonly slice: BeliefSlice; readonly beside: BeliefSlice },
): Promise<string> {
  return `${await inputState(db, slice.programId)} | ${await inputState(db, beside.programId)}`
}

/** Where the numbers are not shown, neither is how many of so few said they do not know. */
function withoutSmallCounts(result: MethodResult): ComparedBeliefs['result'] {
  if (result.status !== 'suppressed') return result
  const { missing, beside, ...others } = result
  return others
}
