import { found, missed, type Outcome } from '../core/outcome.ts'

/** What became of everybody who was invited, in the words of AAPOR. */
export interface Dispositions {
  readonly complete: number
  readonly partial: number
  /** Refusals and break-offs. */
  readonly refusal: number
  readonly nonContact: number
  readonly other: number
  /** Unknown whether it is a household, address or account at all. */
  readonly unknownHousehold: number
  /** Reached something, unknown whether somebody eligible is there. */
  readonly unknownOther: number
  /** Screened out, not a customer, over quota: not counted in the rates, needed for the share of eligible. */
  readonly ineligible: number
}

/** All rates 0-1. A rate whose base is empty is left out. */
export interface OutcomeRates {
  readonly invited: number
  /** Estimated share of eligible people among those of unknown eligibility. */
  readonly eligibleShare: number
  readonly response1: number
  readonly response2: number
  readonly response3: number
  readonly response4: number
  readonly response5?: number
  readonly response6?: number
  readonly cooperation1?: number
  readonly cooperation2?: number
  readonly cooperation3?: number
  readonly cooperation4?: number
  readonly refusal1: number
  readonly refusal2: number
  readonly refusal3?: number
  readonly contact1: number
  readonly contact2: number
  readonly contact3?: number
}

/**
 * Response, cooperation, refusal and contact rates. `eligibleShare` is (eligible) / (eligible + known ineligible) unless
 * given. AAPOR, Standard Definitions; handbook 12.7, which warns that several calculators print wrong RR2 to RR6.
 */
export function outcomeRates(
  dispositions: Dispositions,
  { eligibleShare }: { readonly eligibleShare?: number } = {},
): Outcome<OutcomeRates, 'nobody-invited' | 'nobody-eligible'> {
  for (const [name, count] of Object.entries(dispositions)) {
    if (!Number.isSafeInteger(count) || count < 0)
      throw new RangeError(`outcomeRates: the count of "${name}" is not a whole number from 0`)
  }
  if (eligibleShare !== undefined && !(eligibleShare >= 0 && eligibleShare <= 1))
    throw new RangeError(`outcomeRates: the eligible share must be from 0 to 1, got ${eligibleShare}`)
  const { complete, partial, refusal, nonContact, other, ineligible } = dispositions
  const interviews = complete + partial
  const contacted = interviews + refusal + other
  const eligible = contacted + nonContact
  const unknown = dispositions.unknownHousehold + dispositions.unknownOther
  const invited = eligible + unknown + ineligible
  if (invited === 0) return missed('nobody-invited')
  if (eligible + unknown === 0) return missed('nobody-eligible')
  if (eligible + ineligible === 0 && eligibleShare === undefined) return missed('nobody-eligible')
  const e = eligibleShare ?? eligible / (eligible + ineligible)
  const all = eligible + unknown
  const estimated = eligible + e * unknown
  if (!(estimated > 0)) return missed('nobody-eligible')
  return found({
    invited,
    eligibleShare: e,
    response1: complete / all,
    response2: interviews / all,
    response3: complete / estimated,
    response4: interviews / estimated,
    refusal1: refusal / all,
    refusal2: refusal / estimated,
    contact1: contacted / all,
    contact2: contacted / estimated,
    ...(eligible > 0 && {
      response5: complete / eligible,
      response6: interviews / eligible,
      refusal3: refusal / eligible,
      contact3: contacted / eligible,
    }),
    ...(contacted > 0 && { cooperation1: complete / contacted, cooperation2: interviews / contacted }),
    ...(interviews + refusal > 0 && {
      cooperation3: complete / (interviews + refusal),
      cooperation4: interviews / (interviews + refusal),
    }),
  })
}
