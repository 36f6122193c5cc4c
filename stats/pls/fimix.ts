import { found, missed, type Outcome } from '../core/outcome.ts'
import { GENERATOR } from '../core/random.ts'
import { constructScores } from './construct-scores.ts'
import { type FimixOptions, type FimixSettings, fimixSettings } from './fimix-options.ts'
import { describeSolution, type FimixSolution } from './fimix-solution.ts'
import type { PathModel } from './path-model.ts'
import { fitMixture, type MixtureFit, type MixtureProblem } from './regression-mixture.ts'
import { createRowSolver, type RowSolver } from './row-solver.ts'
import type { Treated } from './treat-missing.ts'

export type { FimixOptions } from './fimix-options.ts'

export interface Fimix {
  readonly method: 'fimix-pls'
  readonly version: 1
  readonly options: FimixSettings
  readonly sampleSize: number
  readonly generator: string
  /** Numbers of segments for which no start had a solution are left out. */
  readonly solutions: readonly FimixSolution[]
  /** The number of segments on which AIC3 and CAIC agree; absent when they do not. */
  readonly suggested?: number
  readonly best: { readonly aic3: number; readonly bic: number; readonly caic: number }
}

export type FimixReason = 'too-few-cases' | 'no-solution' | 'segments-collapsed'

/**
 * Unobserved segments with paths of their own: a mixture of regressions on the scores of the model for all, from several
 * random starts. Exploratory: check that segments differ in attributes one can see. Hahn et al. (2002), Sarstedt et al.
 * (2011); handbook 2.17. Awkward: too few rows, no solution for all, no start without a segment that shrinks to nothing.
 */
export function fimix(
  model: PathModel,
  { observations, layout }: Pick<Treated, 'observations' | 'layout'>,
  options: FimixOptions = {},
): Outcome<Fimix, FimixReason> {
  const settings = fimixSettings(options)
  if (observations.rows < 3) return missed('too-few-cases')
  const solver = createRowSolver({ model, observations, layout, settings })
  if (!solver.solve(new Float64Array(observations.rows).fill(1))) return missed('no-solution')
  const problem = problemOf(solver, { observations, layout }, settings)
  const solutions: FimixSolution[] = []
  for (let segments = settings.fewestSegments; segments <= settings.mostSegments; segments++) {
    const solution = likeliest(model, { ...problem, segments }, settings)
    if (solution !== undefined) solutions.push(solution)
  }
  if (solutions.length === 0) return missed('segments-collapsed')
  const lowest = (criterion: 'aic3' | 'bic' | 'caic') =>
    solutions.reduce((one, other) => (other.criteria[criterion] < one.criteria[criterion] ? other : one))
      .segments
  const best = { aic3: lowest('aic3'), bic: lowest('bic'), caic: lowest('caic') }
  return found({
    method: 'fimix-pls',
    version: 1,
    options: settings,
    sampleSize: observations.rows,
    generator: GENERATOR,
    solutions,
    ...(best.aic3 === best.caic ? { suggested: best.aic3 } : {}),
    best,
  })
}

/** The table of a column of ones and the scores, and the regressions on it. */
export function problemOf(
  solver: RowSolver,
  { observations }: Pick<Treated, 'observations' | 'layout'>,
  { means }: Pick<FimixSettings, 'means'>,
): Omit<MixtureProblem, 'segments'> {
  const { plan } = solver
  const { rows, weights } = observations
  const scores = constructScores(solver, observations)
  const width = 1 + plan.constructs
  const table = new Float64Array(rows * width)
  for (let i = 0; i < rows; i++) {
    table[i * width] = 1
    table.set(scores.subarray(i * plan.constructs, (i + 1) * plan.constructs), i * width + 1)
  }
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? rows
  return {
    rows,
    width,
    table,
    ...(weights === undefined ? {} : { weights: weights.map((weight) => (weight * rows) / total) }),
    equations: Array.from(plan.endogenous, (t) => ({
      outcome: 1 + t,
      predictors: [...(means === 'free' ? [0] : []), ...Array.from(plan.causes[t]!, (q) => 1 + q)],
    })),
  }
}

function likeliest(
  model: PathModel,
  problem: MixtureProblem,
  { starts, seed, steady, rounds, means }: FimixSettings,
): FimixSolution | undefined {
  const count = problem.segments === 1 ? 1 : starts
  let best: { fit: MixtureFit; draw: number } | undefined
  let failed = 0
  for (let draw = 0; draw < count; draw++) {
    const fit = fitMixture(problem, { seed, draw, tolerance: steady, maxIterations: rounds })
    if (fit === undefined) failed++
    // A hair's breadth is the same solution again: the first start keeps it.
    else if (best === undefined || fit.logLikelihood > best.fit.logLikelihood + 1e-6) best = { fit, draw }
  }
  if (best === undefined) return undefined
  return describeSolution(model, problem, best.fit, { means, starts: { count, failed, best: best.draw } })
}
