import { found, missed, type Outcome } from '../core/outcome.ts'
import { type ComplaintMeasures, complaintMeasures } from './complaint-measures.ts'

export const SETTLEMENTS = ['first-contact', 'later', 'not'] as const
export type Settlement = (typeof SETTLEMENTS)[number]

/** One customer; what was not asked or not said is left out. */
export interface ComplaintAnswers {
  readonly problem?: boolean
  readonly told?: boolean
  readonly settled?: Settlement
  readonly hours?: number
}

export interface ComplaintFunnel extends ComplaintMeasures {
  /** Customers who said whether they had a problem. */
  readonly sampleSize: number
  readonly withProblem: number
  readonly complained: number
}

/** The complaint measures of a survey: each step counts only those who answered it. TARP (1979); handbook 9.2. */
export function complaintFunnel(
  answers: readonly ComplaintAnswers[],
  options: { readonly promisedHours?: number; readonly level?: number } = {},
): Outcome<ComplaintFunnel, 'no-answers'> {
  const { promisedHours = 24, ...margin } = options
  const customers = answers.filter(({ problem }) => problem !== undefined)
  if (customers.length === 0) return missed('no-answers')
  const troubled = customers.filter(({ problem }) => problem)
  const voices = troubled.filter(({ told }) => told !== undefined)
  const complaints = voices.filter(({ told }) => told)
  const judged = complaints.filter(({ settled }) => settled !== undefined)
  const counts = {
    customers: customers.length,
    withProblem: troubled.length,
    saidWhetherTold: voices.length,
    complained: complaints.length,
    saidHowSettled: judged.length,
    resolvedAtFirstContact: judged.filter(({ settled }) => settled === 'first-contact').length,
    resolutionHours: complaints.flatMap(({ hours }) => (hours === undefined ? [] : [hours])),
    promisedHours,
  }
  const { withProblem, complained } = counts
  return found({
    sampleSize: customers.length,
    withProblem,
    complained,
    ...complaintMeasures(counts, margin),
  })
}
