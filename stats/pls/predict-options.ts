import { type EstimateOptions, settingsOf } from './options.ts'

/** earliest: only exogenous constructs are scored from answers, the rest follows down the chain. direct: every cause is. */
export const TECHNIQUES = ['earliest', 'direct'] as const
export type Technique = (typeof TECHNIQUES)[number]

/** What the linear model regresses an item on: the items of the same antecedents, or all items of other constructs. */
export const BENCHMARKS = ['antecedents', 'others'] as const
export type Benchmark = (typeof BENCHMARKS)[number]

/** Defaults: 10 folds, 10 repeats, seed 1, earliest antecedents, items of the same antecedents. */
export interface PredictOptions extends EstimateOptions {
  readonly folds?: number
  readonly repeats?: number
  readonly seed?: number
  readonly technique?: Technique
  readonly benchmark?: Benchmark
  /** The fold of every treated row, 0 .. folds - 1, instead of drawn ones; then there is one repeat. */
  readonly assignment?: readonly number[]
}

export type PredictSettings = Required<Omit<PredictOptions, 'assignment'>>

/** Every option with its default, for so many rows. Throws on one that cannot be. */
export function predictSettings(
  {
    folds = 10,
    repeats = 10,
    seed = 1,
    technique = 'earliest',
    benchmark = 'antecedents',
    assignment,
    ...rest
  }: PredictOptions,
  rows: number,
): PredictSettings {
  if (!TECHNIQUES.includes(technique)) throw new RangeError(`predictPls: unknown technique "${technique}"`)
  if (!BENCHMARKS.includes(benchmark)) throw new RangeError(`predictPls: unknown benchmark "${benchmark}"`)
  if (!(Number.isSafeInteger(folds) && folds >= 2)) {
    throw new RangeError(`predictPls: folds must be a whole number from 2, got ${folds}`)
  }
  if (!(Number.isSafeInteger(repeats) && repeats >= 1 && repeats <= 1000)) {
    throw new RangeError(`predictPls: repeats must be a whole number from 1 to 1000, got ${repeats}`)
  }
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`predictPls: seed must be a whole number from 0 to 2^53 - 1, got ${seed}`)
  }
  if (assignment !== undefined) {
    if (assignment.length !== rows) {
      throw new RangeError(`predictPls: ${assignment.length} folds are given for ${rows} rows`)
    }
    const bad = assignment.findIndex((fold) => !(Number.isInteger(fold) && fold >= 0 && fold < folds))
    if (bad >= 0) throw new RangeError(`predictPls: the fold of row ${bad} is not from 0 to ${folds - 1}`)
  }
  return {
    ...settingsOf(rest),
    folds,
    repeats: assignment === undefined ? repeats : 1,
    seed,
    technique,
    benchmark,
  }
}
