import type { Interval } from '../core/interval.ts'
import type { Outcome } from '../core/outcome.ts'
import { poissonInterval } from '../core/poisson-interval.ts'
import { quantile } from '../core/quantile.ts'
import { type Share, shareOf } from '../core/share.ts'
import { isFromZero } from '../core/usable-number.ts'

/** What a period's survey and service desk counted. */
export interface ComplaintCounts {
  readonly customers: number
  readonly withProblem: number
  /** Of those with a problem, who said whether they complained: all unless told. */
  readonly saidWhetherTold?: number
  readonly complained: number
  /** Of those who complained, who said whether it was settled: all unless told. */
  readonly saidHowSettled?: number
  readonly resolvedAtFirstContact: number
  /** Hours to resolution of the closed cases. */
  readonly resolutionHours: readonly number[]
  readonly promisedHours?: number
}

export interface ComplaintMeasures {
  readonly problemRate: Outcome<Share>
  /** Voice: complained of those with a problem. */
  readonly complaintRate: Outcome<Share>
  readonly complaintsPerCustomer: Outcome<Share>
  /** Problems behind each complaint; left out without complaints. */
  readonly icebergFactor?: number
  readonly firstContactResolution: Outcome<Share>
  readonly medianHours?: number
  readonly ninetiethHours?: number
  readonly withinPromise: Outcome<Share>
  readonly perThousand?: { readonly value: number; readonly interval: Interval }
}

/**
 * The complaint funnel; shares with Wilson, complaints per 1,000 customers with exact Poisson intervals, times by
 * quantiles of type 7. Throws when a count exceeds what it is counted among. TARP (1979); handbook 9.2.
 */
export function complaintMeasures(
  {
    customers,
    withProblem,
    saidWhetherTold = withProblem,
    complained,
    saidHowSettled = complained,
    resolvedAtFirstContact,
    resolutionHours,
    promisedHours = 24,
  }: ComplaintCounts,
  { level = 0.95 }: { readonly level?: number } = {},
): ComplaintMeasures {
  const bad = resolutionHours.find((hours) => !isFromZero(hours))
  if (bad !== undefined) throw new RangeError(`complaintMeasures: ${bad} is not a number of hours`)
  const hours = resolutionHours.toSorted((a, b) => a - b)
  const onTime = hours.filter((time) => time <= promisedHours).length
  // Nobody knows whether these complained, so they are no base of complaints.
  const known = customers - (withProblem - saidWhetherTold)
  return {
    problemRate: shareOf(withProblem, customers, level),
    complaintRate: shareOf(complained, saidWhetherTold, level),
    complaintsPerCustomer: shareOf(complained, known, level),
    ...(complained > 0 && { icebergFactor: saidWhetherTold / complained }),
    firstContactResolution: shareOf(resolvedAtFirstContact, saidHowSettled, level),
    ...(hours.length > 0 && { medianHours: quantile(hours, 0.5), ninetiethHours: quantile(hours, 0.9) }),
    withinPromise: shareOf(onTime, hours.length, level),
    ...(known > 0 && { perThousand: perThousand(complained, known, level) }),
  }
}

function perThousand(count: number, customers: number, level: number) {
  const { low, high, ...interval } = poissonInterval(count, level)
  const scale = 1000 / customers
  return { value: count * scale, interval: { ...interval, low: low * scale, high: high * scale } }
}
