import { effectiveSize } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { GENERATOR } from '../core/random.ts'
import { minimumSize } from './admissibility.ts'
import { constructScores } from './construct-scores.ts'
import { type EstimateOptions, type EstimateSettings, settingsOf } from './options.ts'
import type { Path, PathModel } from './path-model.ts'
import { fitMixture, type MixtureFit, type MixtureProblem } from './regression-mixture.ts'
import { createRowSolver, type RowSolver } from './row-solver.ts'
import type { Treated } from './treat-missing.ts'

/** zero: scores have mean 0 in every segment (usual; handbook 2.17). free: every equation has its own level per segment. */
export const SEGMENT_MEANS = ['zero', 'free'] as const
export type SegmentMeans = (typeof SEGMENT_MEANS)[number]

/** Defaults: 1 to 5 segments, 10 starts each, seed 1, zero means, log-likelihood steady to 1e-8 within 5,000 rounds. */
export interface FimixOptions extends EstimateOptions {
  readonly fewestSegments?: number
  readonly mostSegments?: number
  readonly starts?: number
  readonly seed?: number
  readonly means?: SegmentMeans
  readonly steady?: number
  readonly rounds?: number
}

export interface FimixSettings extends EstimateSettings {
  readonly fewestSegments: number
  readonly mostSegments: number
  readonly starts: number
  readonly seed: number
  readonly means: SegmentMeans
  readonly steady: number
  readonly rounds: number
}

export interface FimixSegment {
  readonly share: number
  /** Respondents for whom this segment is the likeliest. */
  readonly size: number
  readonly paths: readonly (Path & { readonly coefficient: number })[]
  readonly levels?: Readonly<Record<string, number>>
  readonly residualVariances: Readonly<Record<string, number>>
}

/** The likeliest solution found with this many segments; smaller criteria are better. */
export interface FimixSolution {
  readonly segments: number
  readonly logLikelihood: number
  readonly parameters: number
  readonly criteria: {
    readonly aic: number
    readonly aic3: number
    readonly bic: number
    readonly caic: number
  }
  /** Normed entropy, 0 to 1: from .5 respondents fall clearly into segments. Left out for one segment. */
  readonly entropy?: number
  readonly converged: boolean
  readonly iterations: number
  readonly starts: { readonly count: number; readonly failed: number; readonly best: number }
  readonly parts: readonly FimixSegment[]
  /** Position in `parts` of the likeliest segment of every treated row. */
  readonly assignment: readonly number[]
  readonly warnings: readonly ('small-segment' | 'not-converged' | 'unclear-segments')[]
}

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
  return describe(model, problem, best.fit, { means, starts: { count, failed, best: best.draw } })
}

function describe(
  model: PathModel,
  { rows, segments, equations, weights }: MixtureProblem,
  { logLikelihood, iterations, converged, shares, coefficients, variances, memberships }: MixtureFit,
  { means, starts }: { readonly means: SegmentMeans; readonly starts: FimixSolution['starts'] },
): FimixSolution {
  const slopes = equations.reduce((sum, { predictors }) => sum + predictors.length, 0)
  const parameters = segments - 1 + segments * (slopes + equations.length)
  const misfit = -2 * logLikelihood
  const assignment = Array.from({ length: rows }, (_, i) => {
    const own = memberships.subarray(i * segments, (i + 1) * segments)
    return own.indexOf(Math.max(...own))
  })
  const entropy = segments === 1 ? undefined : entropyOf(memberships, { rows, segments, weights })
  const sizes = Array.from(shares, (_, k) => assignment.filter((at) => at === k).length)
  const names = model.constructs.map(({ name }) => name)
  const outcomes = equations.map(({ outcome }) => names[outcome - 1]!)
  const first = means === 'free' ? 1 : 0
  const effective = effectiveSize({
    items: [],
    rows,
    values: new Float64Array(0),
    ...(weights === undefined ? {} : { weights }),
  })
  return {
    segments,
    logLikelihood,
    parameters,
    criteria: {
      aic: misfit + 2 * parameters,
      aic3: misfit + 3 * parameters,
      bic: misfit + Math.log(rows) * parameters,
      caic: misfit + (Math.log(rows) + 1) * parameters,
    },
    ...(entropy === undefined ? {} : { entropy }),
    converged,
    iterations,
    starts,
    parts: sizes.map((size, k) => ({
      share: shares[k]!,
      size,
      paths: model.paths.map((path) => {
        const m = outcomes.indexOf(path.to)
        const at = equations[m]!.predictors.indexOf(1 + names.indexOf(path.from))
        return { ...path, coefficient: coefficients[k]![m]![at]! }
      }),
      ...(first === 0 ? {} : { levels: byName(outcomes, (m) => coefficients[k]![m]![0]!) }),
      residualVariances: byName(outcomes, (m) => variances[k]![m]!),
    })),
    assignment,
    warnings: [
      ...(Math.min(...shares) * effective < minimumSize(model) ? (['small-segment'] as const) : []),
      ...(converged ? [] : (['not-converged'] as const)),
      ...(entropy !== undefined && entropy < 0.5 ? (['unclear-segments'] as const) : []),
    ],
  }
}

const byName = (names: readonly string[], value: (at: number) => number): Record<string, number> =>
  Object.fromEntries(names.map((name, at) => [name, value(at)]))

/** 1 - sum of -P ln P over n ln K. */
function entropyOf(
  memberships: Float64Array,
  { rows, segments, weights }: { rows: number; segments: number; weights: Float64Array | undefined },
): number {
  let sum = 0
  memberships.forEach((p, at) => {
    if (p > 0) sum -= (weights?.[Math.floor(at / segments)] ?? 1) * p * Math.log(p)
  })
  return 1 - sum / (rows * Math.log(segments))
}

function fimixSettings({
  fewestSegments = 1,
  mostSegments = 5,
  starts = 10,
  seed = 1,
  means = 'zero',
  steady = 1e-8,
  rounds = 5000,
  ...rest
}: FimixOptions): FimixSettings {
  const whole = (name: string, value: number, [low, high]: readonly [number, number]): void => {
    if (!(Number.isSafeInteger(value) && value >= low && value <= high)) {
      throw new RangeError(`fimix: ${name} must be a whole number from ${low} to ${high}, got ${value}`)
    }
  }
  if (!SEGMENT_MEANS.includes(means)) throw new RangeError(`fimix: unknown means "${means}"`)
  whole('fewestSegments', fewestSegments, [1, 20])
  whole('mostSegments', mostSegments, [fewestSegments, 20])
  whole('starts', starts, [1, 1000])
  whole('rounds', rounds, [1, 100_000])
  whole('seed', seed, [0, Number.MAX_SAFE_INTEGER])
  if (!(steady > 0)) throw new RangeError(`fimix: steady must be above 0, got ${steady}`)
  return { ...settingsOf(rest), fewestSegments, mostSegments, starts, seed, means, steady, rounds }
}
