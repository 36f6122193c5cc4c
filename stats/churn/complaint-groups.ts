import { type MeanTest, meanTest } from '../core/mean-test.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { type RecoveryParadox, recoveryParadox } from './recovery-paradox.ts'

export const COMPLAINT_GROUPS = ['no-problem', 'silent', 'recovered', 'disappointed'] as const
export type ComplaintGroup = (typeof COMPLAINT_GROUPS)[number]

/** One customer: what happened, whether the handling satisfied, and a score of loyalty. */
export interface HandledCustomer {
  readonly problem?: boolean
  readonly told?: boolean
  readonly satisfied?: boolean
  readonly loyalty?: number
}

export interface ComplaintGroups {
  readonly sampleSize: number
  /** Customers who cannot be placed, or gave no score. */
  readonly missing: number
  readonly groups: readonly {
    readonly name: ComplaintGroup
    readonly count: number
    readonly loyalty: Outcome<MeanTest>
  }[]
  /** Are the recovered more loyal than those without a problem? */
  readonly paradox: Outcome<RecoveryParadox>
}

/**
 * Loyalty of customers without a problem, with one they kept to themselves, and with a complaint that was handled to their
 * satisfaction or not. No complaint does not mean satisfied: the silent have their own row. Handbook 9.2.
 */
export function complaintGroups(
  customers: readonly HandledCustomer[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<ComplaintGroups, 'too-few-answers'> {
  const placed = customers.flatMap((customer) => {
    const name = groupOf(customer)
    return name === undefined || customer.loyalty === undefined ? [] : [{ name, loyalty: customer.loyalty }]
  })
  if (placed.length < 2) return missed('too-few-answers')
  const groups = COMPLAINT_GROUPS.map((name) => {
    const scores = placed.filter((one) => one.name === name).map(({ loyalty }) => loyalty)
    return { name, count: scores.length, loyalty: meanTest(scores, { level }) }
  })
  const [without, , recovered] = groups.map(({ loyalty }) => loyalty)
  return found({
    sampleSize: placed.length,
    missing: customers.length - placed.length,
    groups,
    paradox:
      recovered?.ok && without?.ok
        ? recoveryParadox(summaryOf(recovered.value), summaryOf(without.value), { level })
        : missed('too-few-answers'),
  })
}

const summaryOf = ({ value, ...others }: MeanTest) => ({ mean: value, ...others })

function groupOf({ problem, told, satisfied }: HandledCustomer): ComplaintGroup | undefined {
  if (problem === undefined) return undefined
  if (!problem) return 'no-problem'
  if (told === undefined) return undefined
  if (!told) return 'silent'
  if (satisfied === undefined) return undefined
  return satisfied ? 'recovered' : 'disappointed'
}
