import { type Interval, tail } from './interval.ts'
import { normalQuantile } from './normal.ts'

/** Wilson's score interval of a share: `successes` of `trials` (above 0). Wilson (1927). */
export function wilsonInterval(successes: number, trials: number, level = 0.95): Interval {
  if (!(trials > 0 && successes >= 0 && successes <= trials)) {
    throw new RangeError(`wilsonInterval: ${successes} of ${trials} is not a share`)
  }
  const z = normalQuantile(1 - tail(level))
  // Multiplied out by the trials, so that a base of almost nothing (a tiny weight) divides by no small square.
  const divisor = trials + z * z
  const centre = successes + (z * z) / 2
  const reach = z * Math.sqrt(successes * (1 - successes / trials) + (z * z) / 4)
  return { level, method: 'wilson', low: (centre - reach) / divisor, high: (centre + reach) / divisor }
}
