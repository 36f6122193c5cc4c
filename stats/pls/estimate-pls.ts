import type { Moments } from '../core/moments.ts'
import { found, type Outcome } from '../core/outcome.ts'
import { type ByItem, labelStatistics } from './labels.ts'
import { type EstimateOptions, type EstimateSettings, settingsOf } from './options.ts'
import type { Path, PathModel } from './path-model.ts'
import { type SolutionReason, solution } from './solution.ts'

/** Weights are per standardised item, so that a construct's score has variance 1. */
export interface PlsEstimate {
  readonly method: 'pls'
  readonly options: EstimateSettings
  readonly converged: true
  readonly iterations: number
  readonly sampleSize: number
  readonly weights: ByItem<number>
  readonly loadings: ByItem<number>
  readonly constructCorrelations: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly paths: readonly (Path & { readonly coefficient: number })[]
  readonly rSquared: Readonly<Record<string, number>>
}

/**
 * Outer weights, loadings, construct correlations, path coefficients and R2 of a PLS path model.
 * `moments`: of the model's items (more do no harm), from momentsOf(treated.observations, { layout: treated.layout }).
 * No convergence, a constant item or collinear causes are outcomes; the result is then withheld.
 * Throws when the moments lack an item. Lohmoeller (1989), ch. 2; handbook 2.2.
 */
export function estimatePls(
  model: PathModel,
  moments: Moments,
  options: EstimateOptions = {},
): Outcome<PlsEstimate, SolutionReason> {
  const settings = settingsOf(options)
  const solved = solution(model, moments, settings)
  if (!solved.ok) return solved
  const { positions, statistics, work, rounds } = solved.value
  const { weights, loadings, paths, rSquared } = labelStatistics(model, positions, (at) =>
    numberAt(statistics, at),
  )
  return found({
    method: 'pls',
    options: settings,
    converged: true,
    iterations: rounds,
    sampleSize: moments.rows,
    weights,
    loadings,
    constructCorrelations: tableOf(model, work.correlations),
    paths: paths.map(({ from, to, coefficient }) => ({ from, to, coefficient })),
    rSquared,
  })
}

export const numberAt = (statistics: Float64Array, position: number): number | undefined =>
  Number.isFinite(statistics[position]) ? statistics[position] : undefined

/** A J x J matrix by construct names. */
export function tableOf(
  { constructs }: PathModel,
  matrix: Float64Array,
): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const width = constructs.length
  return Object.fromEntries(
    constructs.map(({ name }, j) => [
      name,
      Object.fromEntries(constructs.map((other, k) => [other.name, matrix[j * width + k]!])),
    ]),
  )
}
