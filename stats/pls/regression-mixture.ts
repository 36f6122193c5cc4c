import { factorInPlace, solveInPlace } from '../core/cholesky.ts'
import { addCrossProduct } from '../core/cross-product.ts'
import { seeded, uniform } from '../core/random.ts'

/** Regressions of some columns of a table on others, a different one in every segment. */
export interface MixtureProblem {
  readonly rows: number
  readonly width: number
  /** rows x width, row-major. */
  readonly table: Float64Array
  /** Sampling weights that add up to the number of rows. */
  readonly weights?: Float64Array
  readonly equations: readonly { readonly outcome: number; readonly predictors: readonly number[] }[]
  readonly segments: number
}

export interface MixtureFit {
  readonly logLikelihood: number
  readonly iterations: number
  readonly converged: boolean
  /** Share of every segment, largest first. */
  readonly shares: Float64Array
  /** By segment, then equation. */
  readonly coefficients: readonly (readonly Float64Array[])[]
  readonly variances: readonly Float64Array[]
  /** Probability of each segment for each row, rows x segments. */
  readonly memberships: Float64Array
}

/** A residual variance below this (of scores with variance 1) is a segment that has shrunk onto a few rows. */
const SMALLEST_VARIANCE = 1e-4

/**
 * Expectation-maximisation from one random start: density of a row is sum_k share_k prod_m N(y_m; x_m'b_mk, v_mk). All
 * regressions of a segment come from one weighted cross-product. Undefined when a segment shrinks to nothing or its
 * regression has no single answer. Stops when the log-likelihood moves by less than `tolerance`. Hahn et al. (2002).
 */
export function fitMixture(
  problem: MixtureProblem,
  {
    seed,
    draw,
    tolerance,
    maxIterations,
  }: { seed: number; draw: number; tolerance: number; maxIterations: number },
): MixtureFit | undefined {
  const { rows, width, table, weights, equations, segments } = problem
  const memberships = startingMemberships(problem, { seed, draw })
  const part = new Float64Array(rows)
  const cross = new Float64Array(width * width)
  const shares = new Float64Array(segments)
  const coefficients = range(segments).map(() =>
    equations.map(({ predictors }) => new Float64Array(predictors.length)),
  )
  const variances = range(segments).map(() => new Float64Array(equations.length))
  const flat = flatten(equations)
  let before = Number.NEGATIVE_INFINITY
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    for (let k = 0; k < segments; k++) {
      let total = 0
      for (let i = 0; i < rows; i++) {
        part[i] = memberships[i * segments + k]! * (weights?.[i] ?? 1)
        total += part[i]!
      }
      shares[k] = total / rows
      cross.fill(0)
      addCrossProduct(table, width, part, cross)
      if (!regress(cross, width, total, equations, coefficients[k]!, variances[k]!)) return undefined
    }
    const logLikelihood = expect(problem, flat, { shares, coefficients, variances }, memberships)
    if (!Number.isFinite(logLikelihood)) return undefined
    const converged = Math.abs(logLikelihood - before) < tolerance
    if (converged || iteration === maxIterations) {
      return ordered({
        logLikelihood,
        iterations: iteration,
        converged,
        shares,
        coefficients,
        variances,
        memberships,
      })
    }
    before = logLikelihood
  }
  return undefined
}

/** Every row mostly in one segment, drawn at random. */
function startingMemberships(
  { rows, segments }: MixtureProblem,
  { seed, draw }: { seed: number; draw: number },
): Float64Array {
  const memberships = new Float64Array(rows * segments).fill(segments === 1 ? 1 : 0.1 / (segments - 1))
  if (segments === 1) return memberships
  const random = seeded(seed, { stream: segments, draw })
  for (let i = 0; i < rows; i++) memberships[i * segments + Math.floor(uniform(random) * segments)] = 0.9
  return memberships
}

/** Weighted least squares of every equation from the upper triangle of the cross-product. */
function regress(
  cross: Float64Array,
  width: number,
  total: number,
  equations: MixtureProblem['equations'],
  coefficients: readonly Float64Array[],
  variances: Float64Array,
): boolean {
  const at = (a: number, b: number) => (a <= b ? cross[a * width + b]! : cross[b * width + a]!)
  for (let m = 0; m < equations.length; m++) {
    const { outcome, predictors } = equations[m]!
    const size = predictors.length
    if (!(total > size + 1)) return false
    const factor = new Float64Array(size * size)
    const b = coefficients[m]!
    for (let r = 0; r < size; r++) {
      for (let c = 0; c <= r; c++) factor[r * size + c] = at(predictors[r]!, predictors[c]!)
      b[r] = at(predictors[r]!, outcome)
    }
    if (!factorInPlace(factor, size, size)) return false
    solveInPlace(factor, size, size, b)
    let left = at(outcome, outcome)
    for (let r = 0; r < size; r++) left -= b[r]! * at(predictors[r]!, outcome)
    variances[m] = left / total
    if (!(variances[m]! > SMALLEST_VARIANCE)) return false
  }
  return true
}

/** The equations as flat arrays: predictors of equation m stand at starts[m] .. starts[m + 1] - 1. */
interface FlatEquations {
  readonly outcomes: Int32Array
  readonly predictors: Int32Array
  readonly starts: Int32Array
}

function flatten(equations: MixtureProblem['equations']): FlatEquations {
  const starts = new Int32Array(equations.length + 1)
  equations.forEach(({ predictors }, m) => {
    starts[m + 1] = starts[m]! + predictors.length
  })
  return {
    outcomes: Int32Array.from(equations, ({ outcome }) => outcome),
    predictors: Int32Array.from(equations.flatMap(({ predictors }) => predictors)),
    starts,
  }
}

/** Memberships by Bayes' rule; returns the log-likelihood. */
function expect(
  { rows, width, table, weights, segments }: MixtureProblem,
  { outcomes, predictors, starts }: FlatEquations,
  {
    shares,
    coefficients,
    variances,
  }: {
    readonly shares: Float64Array
    readonly coefficients: readonly (readonly Float64Array[])[]
    readonly variances: readonly Float64Array[]
  },
  memberships: Float64Array,
): number {
  for (let k = 0; k < segments; k++) {
    const own = variances[k]!
    const constant = own.reduce((sum, v) => sum - 0.5 * Math.log(2 * Math.PI * v), Math.log(shares[k]!))
    const halves = own.map((v) => 0.5 / v)
    const slopes = new Float64Array(predictors.length)
    coefficients[k]!.forEach((b, m) => {
      slopes.set(b, starts[m]!)
    })
    for (let i = 0; i < rows; i++) {
      const row = i * width
      let density = constant
      for (let m = 0; m < outcomes.length; m++) {
        let error = table[row + outcomes[m]!]!
        for (let r = starts[m]!; r < starts[m + 1]!; r++) error -= slopes[r]! * table[row + predictors[r]!]!
        density -= halves[m]! * error * error
      }
      memberships[i * segments + k] = density
    }
  }
  let logLikelihood = 0
  for (let i = 0; i < rows; i++) {
    const to = i * segments
    let highest = Number.NEGATIVE_INFINITY
    for (let k = 0; k < segments; k++) if (memberships[to + k]! > highest) highest = memberships[to + k]!
    let sum = 0
    for (let k = 0; k < segments; k++) {
      const share = Math.exp(memberships[to + k]! - highest)
      memberships[to + k] = share
      sum += share
    }
    for (let k = 0; k < segments; k++) memberships[to + k]! /= sum
    logLikelihood += (weights?.[i] ?? 1) * (highest + Math.log(sum))
  }
  return logLikelihood
}

/** The largest segment first, so that the same solution from another start looks the same. */
function ordered(fit: MixtureFit): MixtureFit {
  const segments = fit.shares.length
  const order = range(segments).sort((a, b) => fit.shares[b]! - fit.shares[a]!)
  return {
    ...fit,
    shares: Float64Array.from(order, (k) => fit.shares[k]!),
    coefficients: order.map((k) => fit.coefficients[k]!),
    variances: order.map((k) => fit.variances[k]!),
    memberships: fit.memberships.map(
      (_, at) => fit.memberships[at - (at % segments) + order[at % segments]!]!,
    ),
  }
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)
