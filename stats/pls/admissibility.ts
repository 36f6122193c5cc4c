import { symmetricEigenvalues } from '../core/matrix.ts'
import type { Moments } from '../core/moments.ts'
import { causesOf, type PathModel } from './path-model.ts'
import type { Solution } from './solution.ts'

export const WARNINGS = [
  'too-few-cases',
  'negative-weight',
  'index-undefined',
  'opposite-loading',
  'weak-loading',
  'loading-above-one',
  'r-squared-above-one',
  'not-positive-definite',
  'rare-answer',
  'small-effective-size',
  'failed-resamples',
] as const
export type WarningCode = (typeof WARNINGS)[number]

/** Something a reader of the numbers must know. `subject` names the construct or item it is about. */
export interface Warning {
  readonly code: WarningCode
  readonly subject?: string
}

/** Named admissibility checks of a solution; handbook 1.12, 2.4, 2.7, 2.8, 2.18, 2.20. */
export function admissibility(
  model: PathModel,
  { plan, positions, statistics, work, items, scaling }: Solution,
  moments: Moments,
): Warning[] {
  const warnings: Warning[] = []
  const warn = (code: WarningCode, subject?: string) =>
    warnings.push(subject === undefined ? { code } : { code, subject })
  if (moments.rows < minimumSize(model)) warn('too-few-cases')
  if (moments.cross[0]! ** 2 / moments.weightSquares < moments.rows / 2) warn('small-effective-size')
  model.constructs.forEach(({ name }, j) => {
    if (Number.isNaN(statistics[positions.index + j])) warn('index-undefined', name)
    if (work.rSquared[j]! > 1) warn('r-squared-above-one', name)
  })
  model.items.forEach((item, h) => {
    const loading = work.loadings[h]!
    if (work.weights[h]! < 0) warn('negative-weight', item)
    if (loading < 0) warn('opposite-loading', item)
    else if (loading < 0.4) warn('weak-loading', item)
    if (Math.abs(loading) > 1 + 1e-9) warn('loading-above-one', item)
    const { min, max } = model.scales[h]!
    const share = (items.means[h]! - min) / (max - min)
    const { spreads } = items
    // A binary item has the variance of its share; only then is its mean a share of respondents.
    const binary =
      Math.abs(spreads[h]! ** 2 - share * (1 - share) * (max - min) ** 2) < 0.02 * spreads[h]! ** 2
    if (binary && Math.min(share, 1 - share) < 0.05) warn('rare-answer', item)
  })
  if (moments.layout === 'pairwise') {
    const smallest = symmetricEigenvalues(scaling.correlation, plan.items).at(-1)!
    if (smallest <= 0) warn('not-positive-definite')
  }
  return warnings
}

/** max(50, 10 x the largest number of causes of a construct or of items weighted by regression); handbook 2.18. */
export function minimumSize(model: PathModel): number {
  const regressors = model.constructs.flatMap(({ name, mode, items }) => [
    causesOf(model, name).length,
    mode === 'B' ? items.length : 0,
  ])
  return Math.max(50, 10 * Math.max(...regressors))
}
