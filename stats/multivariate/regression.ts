import { chiSquareUpper } from '../core/chi-square.ts'
import { completeRows } from '../core/complete-rows.ts'
import { covarianceOf } from '../core/covariance.ts'
import { type LinearFit, type LinearReason, leastSquares } from '../core/least-squares.ts'
import { positiveInverse, submatrix } from '../core/matrix.ts'
import { momentsOf } from '../core/moments.ts'
import { type Notice, notice } from '../core/notice.ts'
import { effectiveSize, type Observations } from '../core/observations.ts'
import { found, type Outcome } from '../core/outcome.ts'
import { studentTwoSided } from '../core/student.ts'

/** One respondent far from the fit. */
export interface UnusualRow {
  /** Row of the given observations. */
  readonly row: number
  readonly leverage: number
  /** Residual over its standard error in a fit without this row. */
  readonly studentised: number
  readonly cooksDistance: number
}

export interface Regression extends LinearFit {
  readonly missing: number
  readonly outcome: string
  /** Rows whose studentised residual is too large at .05 after Bonferroni, or whose Cook's distance is above 1. */
  readonly unusual: readonly UnusualRow[]
  /** Does the spread of the residuals hang on the predictors? Koenker's form of Breusch and Pagan. */
  readonly breuschPagan?: { readonly statistic: number; readonly df: number; readonly p: number }
  /** Are the residuals normal? Jarque & Bera (1980). */
  readonly jarqueBera?: { readonly statistic: number; readonly p: number }
  readonly warnings: readonly Notice<'collinear-predictor' | 'unequal-spread' | 'unusual-rows'>[]
}

/**
 * Least squares of `outcome` on the other items, complete respondents only, with diagnostics (of the unweighted residuals
 * even when the fit is weighted). Handbook 13; Cook (1977), Breusch & Pagan (1979), Koenker (1981).
 */
export function regression(
  observations: Observations,
  outcome: string,
  predictors: readonly string[] = observations.items.filter((item) => item !== outcome),
): Outcome<Regression, LinearReason> {
  if (predictors.includes(outcome)) throw new RangeError(`regression: "${outcome}" cannot explain itself`)
  const { observations: complete, kept, dropped } = completeRows(observations, [...predictors, outcome])
  if (complete.rows < predictors.length + 2) return { ok: false, reason: 'too-few-answers' }
  const { means, covariance } = covarianceOf(momentsOf(complete))
  const fit = leastSquares(
    { names: complete.items, means, covariance, sampleSize: effectiveSize(complete) },
    outcome,
  )
  if (!fit.ok) return fit
  const p = predictors.length
  const residuals = kept.map((_, i) => residualOf(complete, fit.value, i))
  const variance = fit.value.residualDeviation ** 2
  const inverse = positiveInverse(submatrix(covariance, p + 1, [...predictors.keys()]), p)
  const { unusual, spread } =
    variance > 0 && inverse !== undefined
      ? diagnose(complete, { kept, residuals, means, inverse, fit: fit.value })
      : { unusual: [], spread: undefined }
  const shape = jarqueBera(residuals)
  const inflated = fit.value.predictors.filter(({ varianceInflation }) => varianceInflation > 5)
  return found({
    ...fit.value,
    missing: dropped,
    outcome,
    unusual,
    ...(spread !== undefined && { breuschPagan: spread }),
    ...(variance > 0 && shape !== undefined && { jarqueBera: shape }),
    warnings: [
      ...inflated.map(({ name }) => notice('collinear-predictor' as const, name)),
      ...(spread !== undefined && spread.p < 0.05 ? [notice('unequal-spread' as const)] : []),
      ...(unusual.length > 0 ? [notice('unusual-rows' as const)] : []),
    ],
  })
}

function residualOf(
  { values, items }: Observations,
  { intercept, predictors }: LinearFit,
  i: number,
): number {
  const from = i * items.length
  return predictors.reduce(
    (rest, { value }, h) => rest - value * values[from + h]!,
    values[from + predictors.length]! - intercept.value,
  )
}

function diagnose(
  complete: Observations,
  {
    kept,
    residuals,
    means,
    inverse,
    fit,
  }: {
    readonly kept: readonly number[]
    readonly residuals: readonly number[]
    readonly means: Float64Array
    readonly inverse: Float64Array
    readonly fit: LinearFit
  },
) {
  const n = complete.rows
  const p = fit.predictors.length
  const df = n - p - 1
  const variance = residuals.reduce((sum, e) => sum + e * e, 0) / df
  const rows = kept.map((row, i): UnusualRow => {
    let leverage = 1 / n
    for (let h = 0; h < p; h++)
      for (let g = 0; g < p; g++)
        leverage +=
          ((complete.values[i * (p + 1) + h]! - means[h]!) *
            inverse[h * p + g]! *
            (complete.values[i * (p + 1) + g]! - means[g]!)) /
          (n - 1)
    const held = Math.min(1 - 1e-9, leverage)
    const square = residuals[i]! ** 2 / (variance * (1 - held))
    const cooksDistance = (square * held) / ((1 - held) * (p + 1))
    const others = Math.max(1e-12, (df - square) / Math.max(1, df - 1))
    return {
      row,
      leverage: held,
      studentised: Math.sign(residuals[i]!) * Math.sqrt(square / others),
      cooksDistance,
    }
  })
  const unusual = rows.filter(
    ({ studentised, cooksDistance }) =>
      cooksDistance > 1 || (df > 1 && n * studentTwoSided(studentised, df - 1) < 0.05),
  )
  return { unusual, spread: p === 0 ? undefined : breuschPagan(complete, residuals, fit) }
}

function breuschPagan(complete: Observations, residuals: readonly number[], { predictors }: LinearFit) {
  const width = complete.items.length
  const values = complete.values.slice()
  residuals.forEach((e, i) => {
    values[i * width + width - 1] = e * e
  })
  const { means, covariance } = covarianceOf(
    momentsOf({ items: complete.items, rows: complete.rows, values }),
  )
  const squares = leastSquares(
    { names: complete.items, means, covariance, sampleSize: complete.rows },
    complete.items[width - 1]!,
  )
  if (!squares.ok) return undefined
  const statistic = complete.rows * squares.value.rSquared
  return { statistic, df: predictors.length, p: chiSquareUpper(statistic, predictors.length) }
}

function jarqueBera(residuals: readonly number[]) {
  const n = residuals.length
  const mean = residuals.reduce((sum, e) => sum + e, 0) / n
  const moment = (power: number) => residuals.reduce((sum, e) => sum + (e - mean) ** power, 0) / n
  const second = moment(2)
  if (!(second > 0)) return undefined
  const statistic = (n / 6) * (moment(3) ** 2 / second ** 3 + (moment(4) / second ** 2 - 3) ** 2 / 4)
  return Number.isFinite(statistic) ? { statistic, p: chiSquareUpper(statistic, 2) } : undefined
}
