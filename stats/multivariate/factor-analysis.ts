import { chiSquareUpper } from '../core/chi-square.ts'
import { type Notice, notice } from '../core/notice.ts'
import type { Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { symmetricEigen } from '../core/symmetric-eigen.ts'
import { isUsable } from '../core/usable-number.ts'
import { type FactorAdequacy, factorAdequacy } from './factor-adequacy.ts'
import { type Extraction, maximumLikelihood } from './maximum-likelihood.ts'
import { type ParallelAnalysis, parallelAnalysis } from './parallel-analysis.ts'
import { principalAxis, squaredMultiple } from './principal-axis.ts'
import { correlationSummary, type ItemsReason } from './principal-components.ts'
import { promax, type Rotated, type Rotation, tidyFactors, varimax } from './rotate.ts'

export const EXTRACTIONS = ['maximum-likelihood', 'principal-axis'] as const
export type ExtractionMethod = (typeof EXTRACTIONS)[number]

export interface FactorOptions {
  /** Number of factors; that of the parallel analysis (at least 1) when left out. */
  readonly factors?: number
  readonly extraction?: ExtractionMethod
  readonly rotation?: Rotation
  readonly seed?: number
}

export interface FactorSolution {
  readonly factors: number
  readonly extraction: ExtractionMethod
  readonly rotation: Rotation
  readonly iterations: number
  readonly uniquenesses: readonly number[]
  readonly communalities: readonly number[]
  /** loadings[h][k]; after promax the pattern. */
  readonly loadings: readonly (readonly number[])[]
  readonly factorCorrelation: readonly (readonly number[])[]
  /** Share of all variance that each factor explains (sum of squared loadings over p). */
  readonly proportions: readonly number[]
  /** Of "so many factors are enough", with Bartlett's correction; only for maximum likelihood with df above 0. */
  readonly fit?: { readonly statistic: number; readonly df: number; readonly p: number }
  readonly warnings: readonly Notice<'heywood' | 'low-kmo' | 'small-sample'>[]
}

export interface FactorAnalysis extends FactorSolution {
  readonly sampleSize: number
  readonly effectiveSize: number
  readonly missing: number
  readonly items: readonly string[]
  readonly adequacy: FactorAdequacy
  readonly parallel: ParallelAnalysis
}

export type FactorReason = ItemsReason | 'collinear' | 'too-many-factors' | 'not-converged'

/** Factor analysis of complete respondents: adequacy, number of factors, extraction, rotation. Handbook 13, 13.3. */
export function factorAnalysis(
  observations: Observations,
  options: FactorOptions = {},
): Outcome<FactorAnalysis, FactorReason> {
  const summary = correlationSummary(observations)
  if (!summary.ok) return summary
  const { complete, missing, correlation, effectiveSize } = summary.value
  const adequacy = factorAdequacy(correlation, effectiveSize)
  if (!adequacy.ok) return adequacy
  const parallel = parallelAnalysis(correlation, effectiveSize, { seed: options.seed ?? 1 })
  const solution = factorSolution(correlation, effectiveSize, {
    ...options,
    factors: options.factors ?? Math.max(1, Math.min(mostFactors(complete.items.length), parallel.factors)),
  })
  if (!solution.ok) return solution
  const small = complete.rows < Math.max(100, 5 * complete.items.length)
  return found({
    sampleSize: complete.rows,
    effectiveSize,
    missing,
    items: complete.items,
    adequacy: adequacy.value,
    parallel,
    ...solution.value,
    warnings: [
      ...solution.value.warnings,
      ...(adequacy.value.kmo < 0.6 ? [notice('low-kmo' as const)] : []),
      ...(small ? [notice('small-sample' as const)] : []),
    ],
  })
}

/** The same from a correlation matrix (row-major p x p) of n respondents, for a stated number of factors. */
export function factorSolution(
  correlation: Float64Array,
  sampleSize: number,
  {
    factors,
    extraction = 'maximum-likelihood',
    rotation = 'varimax',
  }: FactorOptions & { readonly factors: number },
): Outcome<FactorSolution, 'collinear' | 'too-many-factors' | 'not-converged'> {
  const size = Math.round(Math.sqrt(correlation.length))
  if (size * size !== correlation.length || !correlation.every(isUsable))
    throw new RangeError('factorSolution: the correlations are not a square matrix of numbers')
  if (!Number.isSafeInteger(factors) || factors < 1)
    throw new RangeError(
      `factorSolution: the number of factors must be a whole number above 0, got ${factors}`,
    )
  if (factors > mostFactors(size)) return missed('too-many-factors')
  if (!(symmetricEigen(correlation, size).values[size - 1]! > 1e-10)) return missed('collinear')
  const shape = { size, factors }
  const start = squaredMultiple(correlation, size).map((value) => (1 - (0.5 * factors) / size) * (1 - value))
  const extracted =
    extraction === 'principal-axis'
      ? principalAxis(correlation, shape)
      : maximumLikelihood(correlation, shape, start)
  if (!extracted.converged) return missed('not-converged')
  const rotated = rotate(extracted, factors, rotation)
  if (rotated === undefined) return missed('not-converged')
  const df = ((size - factors) ** 2 - size - factors) / 2
  const statistic =
    (sampleSize - 1 - (2 * size + 5) / 6 - (2 * factors) / 3) * discrepancy(correlation, extracted, shape)
  const { loadings, factorCorrelation } = rotated
  return found({
    factors,
    extraction,
    rotation,
    iterations: extracted.iterations,
    uniquenesses: Array.from(extracted.uniquenesses),
    communalities: Array.from(extracted.uniquenesses, (value) => 1 - value),
    loadings: tableOf(loadings, factors),
    factorCorrelation: tableOf(factorCorrelation, factors),
    proportions: Array.from(
      { length: factors },
      (_, k) => tableOf(loadings, factors).reduce((sum, row) => sum + row[k]! ** 2, 0) / size,
    ),
    ...(extraction === 'maximum-likelihood' &&
      df > 0 &&
      statistic >= 0 && { fit: { statistic, df, p: chiSquareUpper(statistic, df) } }),
    warnings: extracted.uniquenesses.some((value) => value < 0.00501) ? [notice('heywood')] : [],
  })
}

/** Most factors that leave no negative degrees of freedom. */
const mostFactors = (items: number): number =>
  Math.max(0, Math.floor(items + 0.5 - Math.sqrt(2 * items + 0.25) + 1e-9))

function rotate({ loadings }: Extraction, factors: number, rotation: Rotation): Rotated | undefined {
  const identity = Float64Array.from({ length: factors ** 2 }, (_, at) => (at % (factors + 1) === 0 ? 1 : 0))
  const plain = { loadings, factorCorrelation: identity }
  if (rotation === 'none' || factors === 1) return tidyFactors(plain, factors)
  const turned = rotation === 'varimax' ? varimax(loadings, factors) : promax(loadings, factors)
  return turned === undefined ? undefined : tidyFactors(turned, factors)
}

/** Sum over the discarded eigenvalues t of D^-1/2 R D^-1/2 of t - log t - 1. */
function discrepancy(
  correlation: Float64Array,
  { uniquenesses }: Extraction,
  { size, factors }: { readonly size: number; readonly factors: number },
): number {
  const scaled = correlation.map(
    (r, at) => r / Math.sqrt(uniquenesses[Math.floor(at / size)]! * uniquenesses[at % size]!),
  )
  if (!scaled.every(Number.isFinite)) return 0
  const rest = symmetricEigen(scaled, size).values.slice(factors)
  return rest.reduce((sum, t) => sum + t - Math.log(Math.max(1e-300, t)) - 1, 0)
}

const tableOf = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: width === 0 ? 0 : values.length / width }, (_, i) =>
    Array.from(values.subarray(i * width, (i + 1) * width)),
  )
