import { found, missed, type Outcome } from '../core/outcome.ts'
import { ABOVE_ZERO, isAboveZero, isUsable, USABLE } from '../core/usable-number.ts'
import type { TrendPoint } from './linear-trend.ts'

export interface ControlPoint extends TrendPoint {
  readonly low: number
  readonly high: number
  readonly outside: boolean
  /** The wave is the eighth or later of a run on one side of the centre. */
  readonly run: boolean
}

/** Index per wave against its own history. */
export interface ControlChart {
  readonly centre: number
  readonly points: readonly ControlPoint[]
}

/**
 * Shewhart chart for waves of different size: centre +- `reach` standard errors of each wave. The centre is the mean
 * weighted by 1 / SE^2 unless given (a target, or the mean of earlier waves). Shewhart (1931); handbook 12.3.
 */
export function controlChart(
  waves: readonly TrendPoint[],
  { reach = 3, centre }: { readonly reach?: number; readonly centre?: number } = {},
): Outcome<ControlChart, 'too-few-waves' | 'no-variance'> {
  if (!isAboveZero(reach)) {
    throw new RangeError(`controlChart: reach must be ${ABOVE_ZERO}, got ${reach}`)
  }
  const bad = waves.findIndex((wave) => ![wave.time, wave.value, wave.standardError].every(isUsable))
  if (bad >= 0)
    throw new RangeError(`controlChart: wave ${bad} has a time, value or error that is not ${USABLE}`)
  if (waves.length < 2) return missed('too-few-waves')
  if (waves.some(({ standardError }) => !(standardError > 0))) return missed('no-variance')
  const weights = waves.map(({ standardError }) => 1 / standardError ** 2)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const middle = centre ?? waves.reduce((sum, { value }, i) => sum + weights[i]! * value, 0) / total
  if (!Number.isFinite(middle)) return missed('no-variance')
  let length = 0
  let side = 0
  const points = waves.map((wave) => {
    const here = Math.sign(wave.value - middle)
    length = here !== 0 && here === side ? length + 1 : Math.abs(here)
    side = here
    const low = middle - reach * wave.standardError
    const high = middle + reach * wave.standardError
    return { ...wave, low, high, outside: wave.value < low || wave.value > high, run: length >= 8 }
  })
  return found({ centre: middle, points })
}
