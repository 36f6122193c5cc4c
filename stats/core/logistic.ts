import { type Interval, normalInterval } from './interval.ts'
import { positiveInverse } from './matrix.ts'
import { normalShare } from './normal.ts'
import { found, missed, type Outcome } from './outcome.ts'
import { rankArea } from './rank-area.ts'
import { isUsable, SMALLEST_NUMBER } from './usable-number.ts'

export interface LogisticCoefficient {
  readonly name: string
  readonly value: number
  readonly standardError: number
  readonly z: number
  readonly p: number
  readonly oddsRatio: number
  readonly oddsInterval: Interval
}

export interface LogisticFit {
  readonly sampleSize: number
  readonly events: number
  readonly iterations: number
  readonly intercept: LogisticCoefficient
  readonly predictors: readonly LogisticCoefficient[]
  readonly logLikelihood: number
  /** 1 - log-likelihood over that of the intercept alone; McFadden (1974). */
  readonly mcFadden: number
  /** Area under the ROC curve. */
  readonly area: number
  /** Fitted probabilities in the order of the rows. */
  readonly probabilities: readonly number[]
}

export type LogisticReason = 'too-few-answers' | 'one-outcome-only' | 'constant' | 'collinear' | 'separated'

/**
 * Logistic regression by Newton's method on standardised predictors. `rows` are n x p numbers, `happened` n outcomes.
 * Awkward: all or nobody, a constant predictor, predictors that determine each other, or outcomes that some mix of
 * predictors separates perfectly (then there is no finite estimate). Throws when sizes do not fit or a cell is not usable.
 * Cox (1958); handbook 9.4.
 */
export function logisticRegression(
  names: readonly string[],
  rows: readonly (readonly number[])[],
  happened: readonly boolean[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<LogisticFit, LogisticReason> {
  const n = rows.length
  const p = names.length
  const size = p + 1
  if (happened.length !== n)
    throw new RangeError(`logisticRegression: ${happened.length} outcomes for ${n} rows`)
  const bad = rows.findIndex((row) => row.length !== p || !row.every(isUsable))
  if (bad >= 0) throw new RangeError(`logisticRegression: row ${bad} does not hold ${p} usable numbers`)
  if (n < size + 1) return missed('too-few-answers')
  const events = happened.filter((is) => is).length
  if (events === 0 || events === n) return missed('one-outcome-only')
  const means = names.map((_, h) => rows.reduce((sum, row) => sum + row[h]!, 0) / n)
  const spreads = names.map((_, h) =>
    Math.sqrt(rows.reduce((sum, row) => sum + (row[h]! - means[h]!) ** 2, 0) / n),
  )
  const flat = spreads.findIndex(
    (spread, h) => !(spread > Math.max(1e-12 * Math.abs(means[h]!), SMALLEST_NUMBER)),
  )
  if (flat >= 0) return missed('constant', names[flat]!)
  const design = new Float64Array(n * size)
  rows.forEach((row, i) => {
    design[i * size] = 1
    for (let h = 0; h < p; h++) design[i * size + 1 + h] = (row[h]! - means[h]!) / spreads[h]!
  })
  const fit = newton(design, happened, size)
  if (typeof fit === 'string') return missed(fit)
  const back = unstandardise(fit.beta, fit.inverse, means, spreads)
  const line = (name: string, k: number): LogisticCoefficient => {
    const value = back.beta[k]!
    const standardError = Math.sqrt(back.variance[k]!)
    const { low, high } = normalInterval(value, standardError, level)
    return {
      name,
      value,
      standardError,
      z: value / standardError,
      p: 2 * normalShare(-Math.abs(value / standardError)),
      oddsRatio: bounded(Math.exp(value)),
      oddsInterval: { level, method: 'normal', low: Math.exp(low), high: bounded(Math.exp(high)) },
    }
  }
  const share = events / n
  const alone = events * Math.log(share) + (n - events) * Math.log(1 - share)
  const probabilities = Array.from(fit.probabilities)
  return found({
    sampleSize: n,
    events,
    iterations: fit.iterations,
    intercept: line('intercept', 0),
    predictors: names.map((name, h) => line(name, h + 1)),
    logLikelihood: fit.logLikelihood,
    mcFadden: 1 - fit.logLikelihood / alone,
    // Probabilities that differ by rounding only are ties.
    area: rankArea(
      probabilities.map((probability) => Math.round(probability * 1e12)),
      happened,
    )!,
    probabilities,
  })
}

const bounded = (value: number): number => Math.min(value, Number.MAX_VALUE)

interface Newton {
  readonly beta: Float64Array
  readonly inverse: Float64Array
  readonly probabilities: Float64Array
  readonly logLikelihood: number
  readonly iterations: number
}

/** A log-odds beyond 30 for any respondent means probabilities of 0 or 1: the likelihood has no maximum. */
function newton(
  design: Float64Array,
  happened: readonly boolean[],
  size: number,
): Newton | 'collinear' | 'separated' {
  const n = happened.length
  const beta = new Float64Array(size)
  const probabilities = new Float64Array(n)
  for (let iterations = 1; iterations <= 60; iterations++) {
    const gradient = new Float64Array(size)
    const information = new Float64Array(size * size)
    let logLikelihood = 0
    let extreme = 0
    for (let i = 0; i < n; i++) {
      let odds = 0
      for (let k = 0; k < size; k++) odds += design[i * size + k]! * beta[k]!
      extreme = Math.max(extreme, Math.abs(odds))
      const probability = 1 / (1 + Math.exp(-odds))
      probabilities[i] = probability
      logLikelihood -= Math.log1p(Math.exp(happened[i] ? -odds : odds))
      const weight = probability * (1 - probability)
      for (let k = 0; k < size; k++) {
        const x = design[i * size + k]!
        gradient[k]! += x * ((happened[i] ? 1 : 0) - probability)
        for (let m = k; m < size; m++) information[k * size + m]! += weight * x * design[i * size + m]!
      }
    }
    if (!(extreme < 30)) return 'separated'
    for (let k = 0; k < size; k++)
      for (let m = 0; m < k; m++) information[k * size + m] = information[m * size + k]!
    const inverse = positiveInverse(information, size)
    if (inverse === undefined) return iterations === 1 ? 'collinear' : 'separated'
    if (iterations === 1 && collinear(inverse, n, size)) return 'collinear'
    let moved = 0
    for (let k = 0; k < size; k++) {
      let step = 0
      for (let m = 0; m < size; m++) step += inverse[k * size + m]! * gradient[m]!
      beta[k]! += step
      moved = Math.max(moved, Math.abs(step))
    }
    if (moved < 1e-10) return { beta, inverse, probabilities, logLikelihood, iterations }
  }
  return 'separated'
}

/** At the start all probabilities are 1/2, so n / 4 times the inverse is that of the correlations: variance inflation. */
const collinear = (inverse: Float64Array, n: number, size: number): boolean =>
  Array.from({ length: size }, (_, k) => (inverse[k * size + k]! * n) / 4).some(
    (inflation) => !(inflation < 1e9),
  )

function unstandardise(
  beta: Float64Array,
  inverse: Float64Array,
  means: readonly number[],
  spreads: readonly number[],
): { readonly beta: readonly number[]; readonly variance: readonly number[] } {
  const size = beta.length
  const slopes = means.map((_, h) => beta[h + 1]! / spreads[h]!)
  const towards = [1, ...means.map((mean, h) => -mean / spreads[h]!)]
  let level = 0
  let variance = 0
  for (let k = 0; k < size; k++) {
    level += towards[k]! * beta[k]!
    for (let m = 0; m < size; m++) variance += towards[k]! * towards[m]! * inverse[k * size + m]!
  }
  return {
    beta: [level, ...slopes],
    variance: [variance, ...spreads.map((spread, h) => inverse[(h + 1) * size + h + 1]! / spread ** 2)],
  }
}
