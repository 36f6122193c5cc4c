import { positiveInverse, submatrix } from '../core/matrix.ts'
import type { ByItem } from './labels.ts'
import type { Path, PathModel } from './path-model.ts'
import type { PlsPlan } from './plan.ts'
import type { Solution } from './solution.ts'

/** What each cause adds: `fSquared` .02 small, .15 medium, .35 large; `inflation` (VIF) above 5 is a problem. */
export interface PathQuality extends Path {
  readonly fSquared?: number
  readonly inflation?: number
}

/** Fornell & Larcker (1981): the root of a construct's AVE should exceed its correlation with every other one. */
export interface FornellLarcker {
  readonly rootAve: number
  readonly largestCorrelation: number
  readonly holds: boolean
}

/**
 * f2 = (R2 - R2 without the cause) / (1 - R2) with weights kept, and the variance inflation of every cause:
 * b_k^2 / [C_PP^-1]_kk is what R2 loses without k. Left out where R2 is 1 or more or the causes are collinear.
 * Cohen (1988); handbook 2.10.
 */
export function pathQuality(model: PathModel, { plan, work }: Solution): PathQuality[] {
  return model.paths.map((path, e) => {
    const { from, to } = plan.paths[e]!
    const causes = Array.from(plan.causes[to]!)
    const inverse = positiveInverse(submatrix(work.correlations, plan.constructs, causes), causes.length)
    if (inverse === undefined || !inverse.every(Number.isFinite)) return path
    const inflation = inverse[causes.indexOf(from) * (causes.length + 1)]!
    const lost = work.coefficients[to * plan.constructs + from]! ** 2 / inflation
    const left = 1 - work.rSquared[to]!
    return { ...path, ...(left > 0 ? { fSquared: lost / left } : {}), inflation }
  })
}

/** Variance inflation of every item by the others of its block; 1 of a single item. An item that is collinear has none. */
export function itemInflation(model: PathModel, { plan, scaling }: Solution): ByItem<number> {
  return Object.fromEntries(
    model.constructs.map(({ name, items }, j) => {
      const own = items.map((_, h) => plan.starts[j]! + h)
      const inverse = positiveInverse(submatrix(scaling.correlation, plan.items, own), own.length)
      if (inverse === undefined) return [name, {}]
      const inflation = items.map((item, h) => [item, inverse[h * (own.length + 1)]!] as const)
      return [name, Object.fromEntries(inflation.filter(([, value]) => Number.isFinite(value)))]
    }),
  )
}

export function fornellLarcker(
  model: PathModel,
  { plan, positions, statistics, work }: Solution,
): Readonly<Record<string, FornellLarcker>> {
  return Object.fromEntries(
    model.constructs.map(({ name }, j) => {
      const rootAve = Math.sqrt(statistics[positions.ave + j]!)
      const others = model.constructs.flatMap((_, k) =>
        k === j ? [] : [Math.abs(work.correlations[j * plan.constructs + k]!)],
      )
      const largestCorrelation = Math.max(...others)
      return [name, { rootAve, largestCorrelation, holds: rootAve > largestCorrelation }]
    }),
  )
}

/**
 * Goodness of fit of Tenenhaus et al. (2005): root of mean communality over all items times mean R2. Not a test of fit.
 * Undefined when a mean is below 0.
 */
export function goodnessOfFit({ endogenous }: PlsPlan, { work }: Pick<Solution, 'work'>): number | undefined {
  const communality = mean(Array.from(work.loadings, (loading) => loading * loading))
  const product = communality * mean(Array.from(endogenous, (t) => work.rSquared[t]!))
  return product >= 0 ? Math.sqrt(product) : undefined
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
