import { fUpper } from './f-upper.ts'
import { positiveInverse, submatrix } from './matrix.ts'
import { found, missed, type Outcome } from './outcome.ts'
import { studentTwoSided } from './student.ts'
import { isUsable, SMALLEST_NUMBER } from './usable-number.ts'

/** Means and covariances of named variables: all that a linear regression needs. */
export interface LinearSummary {
  readonly names: readonly string[]
  readonly means: ArrayLike<number>
  /** Covariances, row-major, as many rows as names. */
  readonly covariance: Float64Array
  /** Respondents, or their effective number when weighted (handbook 0.6). */
  readonly sampleSize: number
}

/** One line of the regression table. `statistic` and `p` are left out when the fit is perfect. */
export interface Coefficient {
  readonly name: string
  readonly value: number
  readonly standardError: number
  readonly statistic?: number
  readonly p?: number
}

export interface Predictor extends Coefficient {
  /** Coefficient of the standardised predictor for the standardised outcome. */
  readonly standardised: number
  readonly varianceInflation: number
}

export interface LinearFit {
  readonly sampleSize: number
  readonly df: number
  readonly intercept: Coefficient
  readonly predictors: readonly Predictor[]
  readonly rSquared: number
  readonly adjustedRSquared: number
  /** Standard deviation of the residuals. */
  readonly residualDeviation: number
  readonly f?: { readonly statistic: number; readonly df1: number; readonly df2: number; readonly p: number }
  /** Covariances of the predictors' coefficients, row-major. */
  readonly coefficientCovariance: readonly number[]
}

export type LinearReason = 'too-few-answers' | 'constant' | 'collinear'

/**
 * Ordinary least squares of `outcome` on all other variables of the summary.
 * Awkward: fewer than p + 2 respondents, a constant variable, predictors that determine each other.
 * Throws when the outcome is not among the names. Handbook 7.3.
 */
export function leastSquares(
  { names, means, covariance, sampleSize }: LinearSummary,
  outcome: string,
): Outcome<LinearFit, LinearReason> {
  const y = names.indexOf(outcome)
  if (y < 0) throw new RangeError(`leastSquares: there is no variable "${outcome}"`)
  if (!isUsable(sampleSize)) throw new RangeError(`leastSquares: ${sampleSize} is no sample size`)
  if (!covariance.every((s) => isUsable(Math.sqrt(Math.abs(s)))))
    throw new RangeError('leastSquares: a covariance is not a usable number')
  const size = names.length
  const xs = names.map((_, i) => i).filter((i) => i !== y)
  const p = xs.length
  const df = sampleSize - p - 1
  if (!(df > 0)) return missed('too-few-answers')
  const at = (i: number, j: number) => covariance[i * size + j]!
  const constant = names.findIndex((_, i) => !(at(i, i) > SMALLEST_NUMBER ** 2))
  if (constant >= 0) return missed('constant', names[constant]!)
  const spread = (i: number) => Math.sqrt(at(i, i))
  // Solved in correlations, so that units do not decide what counts as collinear.
  const correlation = submatrix(covariance, size, xs).map(
    (s, k) => s / (spread(xs[Math.floor(k / p)]!) * spread(xs[k % p]!)),
  )
  const inverse = positiveInverse(correlation, p)
  if (inverse === undefined || xs.some((_, k) => !(inverse[k * p + k]! < 1e9))) return missed('collinear')
  const toOutcome = xs.map((x) => at(x, y) / (spread(x) * spread(y)))
  const standardised = xs.map((_, k) => toOutcome.reduce((sum, r, m) => sum + inverse[k * p + m]! * r, 0))
  const rSquared = Math.min(
    1,
    Math.max(
      0,
      standardised.reduce((sum, b, k) => sum + b * toOutcome[k]!, 0),
    ),
  )
  const unexplained = rSquared > 1 - 1e-14 ? 0 : 1 - rSquared
  const variance = (at(y, y) * unexplained * (sampleSize - 1)) / df
  const coefficientCovariance = Array.from(inverse, (value, k) => {
    const scale = spread(xs[Math.floor(k / p)]!) * spread(xs[k % p]!)
    return (variance * value) / (scale * (sampleSize - 1)) + 0
  })
  const values = standardised.map((b, k) => (b * spread(y)) / spread(xs[k]!))
  const predictors = xs.map((x, k) => ({
    ...tested(names[x]!, values[k]!, Math.sqrt(coefficientCovariance[k * p + k]!), df),
    standardised: standardised[k]!,
    varianceInflation: inverse[k * p + k]!,
  }))
  const level = values.reduce((sum, b, k) => sum - b * means[xs[k]!]!, means[y]!)
  let levelVariance = variance / sampleSize
  for (let k = 0; k < p; k++) {
    for (let m = 0; m < p; m++) {
      levelVariance += means[xs[k]!]! * means[xs[m]!]! * coefficientCovariance[k * p + m]!
    }
  }
  const fit = {
    sampleSize,
    df,
    intercept: tested('intercept', level, Math.sqrt(Math.max(0, levelVariance)), df),
    predictors,
    rSquared,
    adjustedRSquared: 1 - (unexplained * (sampleSize - 1)) / df,
    residualDeviation: Math.sqrt(variance),
    coefficientCovariance,
  }
  if (p === 0 || unexplained === 0) return found(fit)
  const statistic = rSquared / p / (unexplained / df)
  return found({ ...fit, f: { statistic, df1: p, df2: df, p: fUpper(statistic, p, df) } })
}

function tested(name: string, value: number, standardError: number, df: number): Coefficient {
  if (!(standardError > 0)) return { name, value, standardError: 0 }
  const statistic = value / standardError
  return { name, value, standardError, statistic, p: studentTwoSided(statistic, df) }
}
