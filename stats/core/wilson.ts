import { type Interval, tail } from './interval.ts'
import { normalQuantile } from './normal.ts'

/** Wilson's score interval of a share: `successes` of `trials` (above 0). Wilson (1927). */
export function wilsonInterval(successes: number, trials: number, level = 0.95): Interval {
  if (!(trials > 0 && successes >= 0 && successes <= trials)) {
    throw new RangeError(`wilsonInterval: ${successes} of ${trials} is not a share`)
  }
  const z = normalQuantile(1 - tail(level))
  const share = successes / trials
  const centre = share + (z * z) / (2 * trials)
  const reach = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))
  const divisor = 1 + (z * z) / trials
  return { level, method: 'wilson', low: (centre - reach) / divisor, high: (centre + reach) / divisor }
}
