import { chiSquareUpper } from '../core/chi-square.ts'
import { listwise } from '../core/listwise.ts'
import { type LogisticFit, type LogisticReason, logisticRegression } from '../core/logistic.ts'
import { type Notice, notice } from '../core/notice.ts'
import type { Observations } from '../core/observations.ts'
import { found, type Outcome } from '../core/outcome.ts'

/** Customers of similar predicted risk: what was predicted, what happened. */
export interface RiskGroup {
  readonly size: number
  readonly predicted: number
  readonly observed: number
}

export interface Calibration {
  /** Lowest risk first, at most ten. */
  readonly groups: readonly RiskGroup[]
  /** Mean squared error of the probabilities. */
  readonly brier: number
  /** Left out below three groups. */
  readonly hosmerLemeshow?: { readonly statistic: number; readonly df: number; readonly p: number }
}

/** What a warning costs compared to a customer lost unwarned. */
export interface WarningCosts {
  readonly falseAlarm: number
  readonly missedChurn: number
}

export interface ChurnModel {
  readonly missing: number
  readonly fit: LogisticFit
  readonly calibration: Calibration
  /** Warn from this probability on: false alarm / (false alarm + missed churn). */
  readonly threshold: number
  readonly warned: number
  readonly caught: number
  readonly warnings: readonly Notice<'few-events-per-predictor' | 'weak-model' | 'miscalibrated'>[]
}

/**
 * Who is about to leave: logistic regression of `left` (1 or 0) on the predictors, with calibration and the threshold
 * that costs ask for. Throws when `left` holds anything but 0 and 1. Hosmer & Lemeshow (1980); handbook 9.4.
 */
export function churnModel(
  observations: Observations,
  { left, predictors }: { readonly left: string; readonly predictors: readonly string[] },
  { costs = { falseAlarm: 1, missedChurn: 5 }, level = 0.95 }: { costs?: WarningCosts; level?: number } = {},
): Outcome<ChurnModel, LogisticReason> {
  if (predictors.length === 0) throw new RangeError('churnModel: there are no predictors')
  if (!(costs.falseAlarm > 0 && costs.missedChurn > 0))
    throw new RangeError('churnModel: costs must be above 0')
  const { complete, dropped } = listwise(observations, [left, ...predictors])
  const width = predictors.length + 1
  const rows = Array.from({ length: complete.rows }, (_, i) =>
    Array.from(complete.values.subarray(i * width, (i + 1) * width)),
  )
  const odd = rows.findIndex(([is]) => is !== 0 && is !== 1)
  if (odd >= 0) throw new RangeError(`churnModel: "${left}" is ${rows[odd]![0]}, not 0 or 1`)
  const happened = rows.map(([is]) => is === 1)
  const fit = logisticRegression(
    predictors,
    rows.map((row) => row.slice(1)),
    happened,
    { level },
  )
  if (!fit.ok) return fit
  const { probabilities, events, sampleSize, area } = fit.value
  const quality = calibration(probabilities, happened)
  const threshold = costs.falseAlarm / (costs.falseAlarm + costs.missedChurn)
  const warnings: Notice<'few-events-per-predictor' | 'weak-model' | 'miscalibrated'>[] = []
  if (Math.min(events, sampleSize - events) < 10 * predictors.length)
    warnings.push(notice('few-events-per-predictor'))
  if (area < 0.7) warnings.push(notice('weak-model'))
  if ((quality.hosmerLemeshow?.p ?? 1) < 0.05) warnings.push(notice('miscalibrated'))
  return found({
    missing: dropped,
    fit: fit.value,
    calibration: quality,
    threshold,
    warned: probabilities.filter((probability) => probability >= threshold).length,
    caught: probabilities.filter((probability, i) => probability >= threshold && happened[i]).length,
    warnings,
  })
}

/** Ten groups of equal size by predicted probability; equal probabilities stay together. */
export function calibration(probabilities: readonly number[], happened: readonly boolean[]): Calibration {
  if (probabilities.length !== happened.length || probabilities.length === 0) {
    throw new RangeError(`calibration: ${happened.length} outcomes for ${probabilities.length} probabilities`)
  }
  const bad = probabilities.find((probability) => !(probability >= 0 && probability <= 1))
  if (bad !== undefined) throw new RangeError(`calibration: ${bad} is not a probability from 0 to 1`)
  const order = probabilities.map((_, i) => i).sort((a, b) => probabilities[a]! - probabilities[b]!)
  const parts: number[][] = []
  order.forEach((i, place) => {
    const decile = Math.floor((10 * place) / order.length)
    const part = parts.at(-1)
    const before = part?.at(-1)
    const tied = before !== undefined && probabilities[i]! - probabilities[before]! < 1e-12
    if (part === undefined || (!tied && decile > Math.floor((10 * (place - part.length)) / order.length))) {
      parts.push([i])
    } else part.push(i)
  })
  const groups = parts.map((part) => ({
    size: part.length,
    predicted: part.reduce((sum, i) => sum + probabilities[i]!, 0) / part.length,
    observed: part.filter((i) => happened[i]).length / part.length,
  }))
  const brier =
    probabilities.reduce((sum, p, i) => sum + (p - (happened[i] ? 1 : 0)) ** 2, 0) / probabilities.length
  const usable = groups.every(({ predicted }) => predicted > 1e-12 && predicted < 1 - 1e-12)
  if (groups.length < 3 || !usable) return { groups, brier }
  const statistic = groups.reduce(
    (sum, { size, predicted, observed }) =>
      sum + (size * (observed - predicted) ** 2) / (predicted * (1 - predicted)),
    0,
  )
  const df = groups.length - 2
  return { groups, brier, hosmerLemeshow: { statistic, df, p: chiSquareUpper(statistic, df) } }
}
