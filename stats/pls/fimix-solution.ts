import { effectiveSize } from '../core/observations.ts'
import { minimumSize } from './admissibility.ts'
import type { SegmentMeans } from './fimix-options.ts'
import type { Path, PathModel } from './path-model.ts'
import type { MixtureFit, MixtureProblem } from './regression-mixture.ts'

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

/** A fit in the model's own words, with its criteria. N_K = K - 1 + K (regression coefficients + equations). */
export function describeSolution(
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
