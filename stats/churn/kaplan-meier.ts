import { type Interval, tail } from '../core/interval.ts'
import { normalQuantile } from '../core/normal.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { isFromZero } from '../core/usable-number.ts'

/** How long a customer was observed, and whether it ended by leaving (else still a customer: censored). */
export interface Tenure {
  readonly time: number
  readonly left: boolean
}

export interface SurvivalStep {
  readonly time: number
  readonly atRisk: number
  readonly events: number
  /** Share of customers who stay longer than `time`. */
  readonly survival: number
  /** Greenwood's error. */
  readonly standardError: number
  /** On the log-log scale, so that it stays between 0 and 1; left out when survival is 0. */
  readonly interval?: Interval
}

export interface SurvivalCurve {
  readonly sampleSize: number
  readonly events: number
  readonly steps: readonly SurvivalStep[]
  /** First time at which half have left; left out when more than half stay to the end. */
  readonly medianTenure?: number
}

/**
 * Kaplan-Meier curve of tenure: S(t) = product of (1 - d / n), one step per time at which somebody left.
 * Throws when a time is below 0. Kaplan & Meier (1958), Greenwood (1926); handbook 9.4.
 */
export function kaplanMeier(
  tenures: readonly Tenure[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<SurvivalCurve, 'no-customers'> {
  const bad = tenures.findIndex(({ time }) => !isFromZero(time))
  if (bad >= 0) throw new RangeError(`kaplanMeier: tenure ${bad} is not a time from 0`)
  if (tenures.length === 0) return missed('no-customers')
  const z = normalQuantile(1 - tail(level))
  const sorted = tenures.toSorted((a, b) => a.time - b.time)
  const steps: SurvivalStep[] = []
  let survival = 1
  let greenwood = 0
  for (let from = 0; from < sorted.length; ) {
    const { time } = sorted[from]!
    let to = from
    let events = 0
    while (to < sorted.length && sorted[to]!.time === time) events += sorted[to++]!.left ? 1 : 0
    const atRisk = sorted.length - from
    from = to
    if (events === 0) continue
    survival *= 1 - events / atRisk
    if (events < atRisk) greenwood += events / (atRisk * (atRisk - events))
    const step = { time, atRisk, events, survival, standardError: survival * Math.sqrt(greenwood) }
    steps.push(survival > 0 ? { ...step, interval: logLog(survival, greenwood, { z, level }) } : step)
  }
  const half = steps.find((step) => step.survival <= 0.5 + 1e-12)
  return found({
    sampleSize: tenures.length,
    events: tenures.filter(({ left }) => left).length,
    steps,
    ...(half !== undefined && { medianTenure: half.time }),
  })
}

function logLog(survival: number, greenwood: number, { z, level }: { z: number; level: number }): Interval {
  const reach = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival))
  const low = survival ** Math.exp(reach)
  return { level, method: 'normal', low, high: survival ** Math.exp(-reach) }
}
