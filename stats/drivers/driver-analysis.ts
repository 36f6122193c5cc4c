import { type BaseSize, baseSize } from '../core/base-size.ts'
import { correlationResampler } from '../core/correlation-resampler.ts'
import { type LinearFit, type LinearReason, leastSquares } from '../core/least-squares.ts'
import { listwise } from '../core/listwise.ts'
import { submatrix, symmetricEigenvalues } from '../core/matrix.ts'
import { type Notice, notice } from '../core/notice.ts'
import { effectiveSize, type Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import type { ResampledReceipt } from '../core/resample-statistics.ts'
import { type DriverOptions, type DriverPair, type DriverRow, tabulateDrivers } from './driver-table.ts'

export const DRIVER_WARNINGS = [
  'too-few-cases',
  'many-missing',
  'collinear-driver',
  'ill-conditioned',
  'weak-fit',
  'suppressor',
  'sampled-shapley',
  'failed-resamples',
] as const
export type DriverWarning = (typeof DRIVER_WARNINGS)[number]

export interface DriverAnalysis {
  readonly outcome: string
  readonly sampleSize: number
  readonly effectiveSize: number
  /** Respondents without the outcome or a driver: left out. */
  readonly missing: number
  readonly baseSize: BaseSize
  readonly fit: LinearFit
  /** Square root of largest over smallest eigenvalue of the drivers' correlations. */
  readonly conditionNumber: number
  readonly shapley: 'exact' | 'sampled'
  /** Most important first. */
  readonly drivers: readonly DriverRow[]
  readonly pairs: readonly DriverPair[]
  readonly resamples: ResampledReceipt
  readonly warnings: readonly Notice<DriverWarning>[]
}

/**
 * What moves the outcome: regression, Shapley values, relative weights, dominance, with resampled margins.
 * Respondents who left out one of the items are dropped and counted. Handbook 7.
 */
export function driverAnalysis(
  observations: Observations,
  outcome: string,
  drivers: readonly string[],
  options: DriverOptions = {},
): Outcome<DriverAnalysis, LinearReason> {
  if (drivers.length === 0) throw new RangeError('driverAnalysis: there are no drivers')
  if (drivers.includes(outcome)) throw new RangeError(`driverAnalysis: "${outcome}" is its own driver`)
  const { complete, dropped } = listwise(observations, [outcome, ...drivers])
  if (complete.rows < drivers.length + 2) return missed('too-few-answers')
  const summarise = correlationResampler(complete)
  const whole = summarise(new Float64Array(complete.rows).fill(1))
  const size = effectiveSize(complete)
  const fit = leastSquares({ names: complete.items, ...whole, sampleSize: size }, outcome)
  if (!fit.ok) return fit
  const correlation = Float64Array.from(whole.correlation)
  const among = submatrix(
    correlation,
    drivers.length + 1,
    drivers.map((_, k) => k + 1),
  )
  const eigenvalues = symmetricEigenvalues(among, drivers.length)
  const conditionNumber = Math.sqrt(eigenvalues[0]! / Math.max(eigenvalues.at(-1)!, 1e-12))
  const table = tabulateDrivers(complete, { correlation, fit: fit.value, summarise }, options)
  return found({
    outcome,
    sampleSize: complete.rows,
    effectiveSize: size,
    missing: dropped,
    baseSize: baseSize(size),
    fit: fit.value,
    conditionNumber,
    ...table,
    warnings: warningsOf(fit.value, {
      conditionNumber,
      rows: complete.rows,
      dropped,
      table,
    }),
  })
}

function warningsOf(
  { predictors, rSquared }: LinearFit,
  found: {
    readonly conditionNumber: number
    readonly rows: number
    readonly dropped: number
    readonly table: ReturnType<typeof tabulateDrivers>
  },
): Notice<DriverWarning>[] {
  const { conditionNumber, rows, dropped, table } = found
  const warnings: Notice<DriverWarning>[] = []
  if (rows < Math.max(100, 10 * predictors.length)) warnings.push(notice('too-few-cases'))
  if (rows < 0.7 * (rows + dropped)) warnings.push(notice('many-missing'))
  for (const { name, varianceInflation } of predictors) {
    if (varianceInflation > 5) warnings.push(notice('collinear-driver', name))
  }
  if (conditionNumber > 30) warnings.push(notice('ill-conditioned'))
  if (rSquared < 0.1) warnings.push(notice('weak-fit'))
  for (const { name, pratt } of table.drivers) if (pratt < 0) warnings.push(notice('suppressor', name))
  if (table.shapley === 'sampled') warnings.push(notice('sampled-shapley'))
  if (table.resamples.failed > 0.05 * table.resamples.count) warnings.push(notice('failed-resamples'))
  return warnings
}
