import type { MeanTest } from '../core/mean-test.ts'
import { found, type Outcome } from '../core/outcome.ts'
import { type CrossPredictions, crossPredict, type PredictReason } from './cross-predict.ts'
import { cvpat } from './cvpat.ts'
import type { PathModel } from './path-model.ts'
import type { PredictOptions, PredictSettings } from './predict-options.ts'
import type { Treated } from './treat-missing.ts'

/** Share of items that PLS predicts better than the linear model: none, a minority, the majority, all. */
export const PREDICTIVE_POWERS = ['none', 'low', 'medium', 'high'] as const
export type PredictivePower = (typeof PREDICTIVE_POWERS)[number]

/** Errors of one item in its scale units. Linear ones are left out where the regression has no single answer. */
export interface ItemPrediction {
  readonly item: string
  readonly construct: string
  readonly answered: number
  readonly rmse: number
  readonly mae: number
  readonly linearRmse?: number
  readonly linearMae?: number
  readonly averageRmse: number
  /** 1 - squared error over that of the training mean; above 0 the item is predicted better than by its mean. */
  readonly qSquared?: number
  /** Third moment of the errors over the cubed RMSE: beyond 1 in size, compare mean absolute errors instead. */
  readonly skewness?: number
}

export interface PlsPrediction {
  readonly method: 'pls-predict'
  readonly version: 1
  readonly options: PredictSettings
  readonly sampleSize: number
  readonly items: readonly ItemPrediction[]
  /** Absent when the linear model has no answer for some item. */
  readonly power?: PredictivePower
  /** Paired tests of the loss per respondent, the mean squared error over the answered items; a value below 0 is good. */
  readonly againstAverage?: MeanTest
  readonly againstLinear?: MeanTest
}

/**
 * Out-of-sample prediction of every endogenous item by k folds x r repeats, against a linear model and the item average.
 * Shmueli et al. (2016, 2019); handbook 2.13.
 */
export function predictPls(
  model: PathModel,
  treated: Pick<Treated, 'observations' | 'layout'>,
  options: PredictOptions = {},
): Outcome<PlsPrediction, PredictReason> {
  const predicted = crossPredict(model, treated, options)
  if (!predicted.ok) return predicted
  const { weights } = treated.observations
  const items = predicted.value.targets.map((_, k) => itemPrediction(predicted.value, k, weights))
  const power = powerOf(items)
  const average = tested(predicted.value, 'average', weights)
  const linear = tested(predicted.value, 'linear', weights)
  return found({
    method: 'pls-predict',
    version: 1,
    options: predicted.value.settings,
    sampleSize: predicted.value.rows,
    items,
    ...(power === undefined ? {} : { power }),
    ...(average === undefined ? {} : { againstAverage: average }),
    ...(linear === undefined ? {} : { againstLinear: linear }),
  })
}

function itemPrediction(
  { targets, constructs, rows, actual, pls, linear, average }: CrossPredictions,
  k: number,
  weights: Float64Array | undefined,
): ItemPrediction {
  const width = targets.length
  let total = 0
  let answered = 0
  const sums = { squares: 0, sizes: 0, cubes: 0, linearSquares: 0, linearSizes: 0, averageSquares: 0 }
  for (let i = 0; i < rows; i++) {
    const at = i * width + k
    if (Number.isNaN(actual[at])) continue
    const weight = weights?.[i] ?? 1
    const error = actual[at]! - pls[at]!
    const linearError = actual[at]! - linear[at]!
    answered++
    total += weight
    sums.squares += weight * error * error
    sums.sizes += weight * Math.abs(error)
    sums.cubes += weight * error ** 3
    sums.linearSquares += weight * linearError * linearError
    sums.linearSizes += weight * Math.abs(linearError)
    sums.averageSquares += weight * (actual[at]! - average[at]!) ** 2
  }
  const rmse = Math.sqrt(sums.squares / total)
  return {
    item: targets[k]!,
    construct: constructs[k]!,
    answered,
    rmse,
    mae: sums.sizes / total,
    ...(Number.isFinite(sums.linearSquares)
      ? { linearRmse: Math.sqrt(sums.linearSquares / total), linearMae: sums.linearSizes / total }
      : {}),
    averageRmse: Math.sqrt(sums.averageSquares / total),
    ...(sums.averageSquares > 0 ? { qSquared: 1 - sums.squares / sums.averageSquares } : {}),
    ...(rmse > 0 ? { skewness: sums.cubes / total / rmse ** 3 } : {}),
  }
}

function powerOf(items: readonly ItemPrediction[]): PredictivePower | undefined {
  if (items.some(({ linearRmse }) => linearRmse === undefined)) return undefined
  const better = items.filter(({ rmse, linearRmse }) => rmse < linearRmse!).length
  if (better === 0) return 'none'
  if (better === items.length) return 'high'
  return better > items.length / 2 ? 'medium' : 'low'
}

function tested(
  predictions: CrossPredictions,
  benchmark: 'average' | 'linear',
  weights: Float64Array | undefined,
): MeanTest | undefined {
  const { losses, rows } = lossesOf(predictions, 'pls')
  const other = lossesOf(predictions, benchmark).losses
  const result = cvpat(losses, other, weights === undefined ? {} : { weights: rows.map((i) => weights[i]!) })
  return result.ok ? result.value : undefined
}

/** Mean squared error over the answered items of every respondent who answered any, with the respondents' positions. */
function lossesOf(
  { targets, rows, actual, ...by }: CrossPredictions,
  kind: 'pls' | 'linear' | 'average',
): { losses: number[]; rows: number[] } {
  const kept: { losses: number[]; rows: number[] } = { losses: [], rows: [] }
  for (let i = 0; i < rows; i++) {
    let sum = 0
    let count = 0
    for (let at = i * targets.length; at < (i + 1) * targets.length; at++) {
      if (Number.isNaN(actual[at])) continue
      sum += (actual[at]! - by[kind][at]!) ** 2
      count++
    }
    if (count === 0) continue
    kept.losses.push(sum / count)
    kept.rows.push(i)
  }
  return kept
}
