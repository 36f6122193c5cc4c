import { correlationOf, covarianceOf } from '../core/covariance.ts'
import { product, symmetricPower } from '../core/matrix.ts'
import { momentsOf } from '../core/moments.ts'
import type { Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { quantile } from '../core/quantile.ts'
import { seeded } from '../core/random.ts'
import { drawCounts } from '../core/resample.ts'
import { isAdmissible } from './admissibility.ts'
import { impliedCorrelations, type Structure } from './implied-correlations.ts'
import { standardise } from './interaction-items.ts'
import { type FitMeasures, fitMeasures } from './model-fit.ts'
import { reweighted } from './moderation.ts'
import { type EstimateOptions, settingsOf } from './options.ts'
import type { PathModel } from './path-model.ts'
import { type SolutionReason, solution } from './solution.ts'

export interface ExactFitOptions extends EstimateOptions {
  readonly structure?: Structure
  readonly resamples?: number
  readonly seed?: number
  readonly level?: number
}

/** `critical`: what the measure stays below in `level` of the resamples if the model is right (HI95). */
export interface ExactFit {
  readonly value: number
  readonly critical: number
  readonly pValue: number
  readonly rejected: boolean
}

/** One test per measure; `geodesic` is left out when a matrix is not positive definite. */
export interface ExactFitTest {
  readonly structure: Structure
  readonly level: number
  readonly srmr: ExactFit
  readonly squared: ExactFit
  readonly geodesic?: ExactFit
  readonly resamples: { readonly count: number; readonly failed: number; readonly seed: number }
}

/**
 * Does the model reproduce the correlations? Bollen & Stine's bootstrap: the data are turned into data for which the model
 * holds exactly, Z* = Z S^-1/2 Sigma^1/2, and the distance of the sample is compared with those of resamples of Z*.
 * `observations` are complete. An inadmissible estimate has no test. Beran & Srivastava (1985); handbook 2.11.
 */
export function exactFitTest(
  model: PathModel,
  observations: Observations,
  { structure = 'saturated', resamples = 500, seed = 1, level = 0.95, ...options }: ExactFitOptions = {},
): Outcome<ExactFitTest, SolutionReason | 'not-positive-definite' | 'resamples-failed'> {
  const settings = settingsOf(options)
  const solved = solution(model, momentsOf(observations), settings)
  if (!solved.ok) return solved
  const { plan, work, scaling } = solved.value
  if (plan.factors.includes(true) && !isAdmissible(plan, work)) return missed('inadmissible')
  const implied = impliedCorrelations(plan, work, scaling.correlation, structure)
  const value = fitMeasures(scaling.correlation, implied, plan.items)
  const right = rightData(model, observations, { empirical: scaling.correlation, implied })
  if (right === undefined) return missed('not-positive-definite')
  const drawn: FitMeasures[] = []
  const counts = new Float64Array(observations.rows)
  for (let draw = 0; draw < resamples; draw++) {
    drawCounts(seeded(seed, { draw }), counts)
    const moments = momentsOf(reweighted(right, counts))
    const again = solution(model, moments, settings)
    if (!again.ok) continue
    const correlation = correlationOf(covarianceOf(moments))
    drawn.push(
      fitMeasures(
        correlation,
        impliedCorrelations(plan, again.value.work, correlation, structure),
        plan.items,
      ),
    )
  }
  if (drawn.length < 2) return missed('resamples-failed')
  const test = (read: (measures: FitMeasures) => number | undefined): ExactFit | undefined => {
    const own = read(value)
    const sorted = drawn.flatMap((one) => read(one) ?? []).sort((a, b) => a - b)
    if (own === undefined || sorted.length < 2) return undefined
    const critical = quantile(sorted, level)
    const above = sorted.filter((one) => one >= own).length
    return { value: own, critical, pValue: above / sorted.length, rejected: own > critical }
  }
  const geodesic = test((one) => one.geodesic)
  return found({
    structure,
    level,
    srmr: test((one) => one.srmr)!,
    squared: test((one) => one.squared)!,
    ...(geodesic === undefined ? {} : { geodesic }),
    resamples: { count: resamples, failed: resamples - drawn.length, seed },
  })
}

/** The standardised rows turned so that their correlations are the implied ones; undefined when a root does not exist. */
function rightData(
  model: PathModel,
  observations: Observations,
  { empirical, implied }: { empirical: Float64Array; implied: Float64Array },
): Observations | undefined {
  const p = model.items.length
  const inverse = symmetricPower(empirical, p, -0.5)
  const root = symmetricPower(implied, p, 0.5)
  if (inverse === undefined || root === undefined) return undefined
  const { columns } = standardise(observations)
  const at = model.items.map((item) => observations.items.indexOf(item))
  const z = new Float64Array(observations.rows * p)
  for (let i = 0; i < observations.rows; i++) {
    for (let h = 0; h < p; h++) z[i * p + h] = columns[at[h]!]![i]!
  }
  return { ...observations, items: model.items, values: product(z, product(inverse, root, p), p) }
}
