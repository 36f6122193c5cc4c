import { factorInPlace } from '../core/cholesky.ts'
import { symmetricEigenvalues } from '../core/matrix.ts'
import type { Moments } from '../core/moments.ts'
import { constructPairs } from './heterotrait.ts'
import { causesOf, type PathModel } from './path-model.ts'
import type { PlsPlan } from './plan.ts'
import type { Solution } from './solution.ts'
import { pathQuality } from './structural-quality.ts'
import type { Workspace } from './workspace.ts'

export const WARNINGS = [
  'too-few-cases',
  'negative-weight',
  'index-undefined',
  'opposite-loading',
  'weak-loading',
  'loading-above-one',
  'r-squared-above-one',
  'not-positive-definite',
  'correlation-above-one',
  'path-above-one',
  'unstable',
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

/** What makes corrected results meaningless: show those of composites instead. Handbook 2.12. */
const INADMISSIBLE: readonly WarningCode[] = [
  'loading-above-one',
  'r-squared-above-one',
  'not-positive-definite',
  'correlation-above-one',
]

/** `inadmissible`: the numbers are there, but no population could have them. */
export const STATUSES = ['ok', 'inadmissible'] as const
export type Status = (typeof STATUSES)[number]

export const statusOf = (warnings: readonly Warning[]): Status =>
  warnings.some(({ code }) => INADMISSIBLE.includes(code)) ? 'inadmissible' : 'ok'

/** Whether a corrected solution could be one of a population: the checks of statusOf without their names. */
export function isAdmissible(
  { constructs }: PlsPlan,
  { loadings, correlations, rSquared }: Workspace,
): boolean {
  if (loadings.some((loading) => Math.abs(loading) > 1 + 1e-9)) return false
  if (rSquared.some((share) => share > 1)) return false
  return factorInPlace(correlations.slice(), constructs, constructs)
}

/** Named admissibility checks of a solution; handbook 1.12, 2.4, 2.7, 2.8, 2.18, 2.20. */
export function admissibility(model: PathModel, solved: Solution, moments: Moments): Warning[] {
  const { plan, positions, statistics, work, items, scaling } = solved
  const nameAt = (construct: string) => model.constructs.findIndex(({ name }) => name === construct)
  const warnings: Warning[] = []
  const warn = (code: WarningCode, subject?: string) =>
    warnings.push(subject === undefined ? { code } : { code, subject })
  if (moments.rows < minimumSize(model)) warn('too-few-cases')
  if (moments.cross[0]! ** 2 / moments.weightSquares < moments.rows / 2) warn('small-effective-size')
  model.constructs.forEach(({ name }, j) => {
    if (Number.isNaN(statistics[positions.index + j])) warn('index-undefined', name)
    if (work.rSquared[j]! > 1) warn('r-squared-above-one', name)
  })
  for (const { from, to, inflation } of pathQuality(model, solved)) {
    const coefficient = work.coefficients[nameAt(to) * plan.constructs + nameAt(from)]!
    if (Math.abs(coefficient) > 1) warn('path-above-one', `${from} -> ${to}`)
    if (plan.factors.includes(true) && (Math.abs(coefficient) > 1 || (inflation ?? 11) > 10))
      warn('unstable', `${from} -> ${to}`)
  }
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
  if (plan.factors.includes(true)) warnConstructs(model, { plan, work }, warn)
  if (moments.layout === 'pairwise') {
    const smallest = symmetricEigenvalues(scaling.correlation, plan.items).at(-1)!
    if (smallest <= 0) warn('not-positive-definite')
  }
  return warnings
}

/** Correlations and paths that only a correction for unreliability can produce. */
function warnConstructs(
  model: PathModel,
  { plan, work }: Pick<Solution, 'plan' | 'work'>,
  warn: (code: WarningCode, subject?: string) => void,
): void {
  const { constructs } = plan
  for (const [j, k] of constructPairs(constructs)) {
    if (Math.abs(work.correlations[j * constructs + k]!) >= 1)
      warn('correlation-above-one', `${model.constructs[j]!.name} | ${model.constructs[k]!.name}`)
  }
  if (!factorInPlace(work.correlations.slice(), constructs, constructs)) warn('not-positive-definite')
}

/** max(50, 10 x the largest number of causes of a construct or of items weighted by regression); handbook 2.18. */
export function minimumSize(model: PathModel): number {
  const regressors = model.constructs.flatMap(({ name, mode, items }) => [
    causesOf(model, name).length,
    mode === 'B' ? items.length : 0,
  ])
  return Math.max(50, 10 * Math.max(...regressors))
}
