import { found, missed, type Outcome } from '../core/outcome.ts'
import { drawFolds } from './folds.ts'
import { linearBenchmark, predictLinear } from './linear-benchmark.ts'
import type { PathModel } from './path-model.ts'
import type { PlsPlan } from './plan.ts'
import {
  type Benchmark,
  type PredictOptions,
  type PredictSettings,
  predictSettings,
  type Technique,
} from './predict-options.ts'
import { createRowSolver, type RowSolver } from './row-solver.ts'
import type { Treated } from './treat-missing.ts'

export type { PredictOptions } from './predict-options.ts'

/**
 * Predictions of rows x targets, row-major, in scale units, each from training rows without that row, averaged over the
 * repeats. NaN where the row did not answer; `linear` is NaN throughout the targets `withoutLinear`.
 */
export interface CrossPredictions {
  readonly targets: readonly string[]
  /** Construct of each target. */
  readonly constructs: readonly string[]
  readonly rows: number
  readonly actual: Float64Array
  readonly pls: Float64Array
  readonly linear: Float64Array
  readonly average: Float64Array
  /** Targets whose regression had no answer in some training rows: predictors that determine each other, or too many. */
  readonly withoutLinear: readonly string[]
  readonly settings: PredictSettings
}

export type PredictReason = 'too-few-cases' | 'training-failed'

/**
 * Every respondent's endogenous items predicted by models that have not seen the respondent. Shmueli et al. (2016);
 * handbook 2.13. Awkward: fewer rows than folds or 2 folds; training rows without a solution.
 * Throws on options that cannot be.
 */
export function crossPredict(
  model: PathModel,
  { observations, layout }: Pick<Treated, 'observations' | 'layout'>,
  options: PredictOptions = {},
): Outcome<CrossPredictions, PredictReason> {
  const { rows } = observations
  const settings = predictSettings(options, rows)
  if (rows < settings.folds || rows < 6) return missed('too-few-cases')
  const solver = createRowSolver({ model, observations, layout, settings })
  const { plan } = solver
  const targets = Array.from(plan.endogenous, (t) => range(plan.starts[t]!, plan.starts[t + 1]!)).flat()
  const sums = {
    pls: new Float64Array(rows * targets.length),
    linear: new Float64Array(rows * targets.length),
    average: new Float64Array(rows * targets.length),
  }
  const predict = createPredictor(solver, settings, targets)
  const take = new Float64Array(rows)
  const p = model.items.length
  for (let repeat = 0; repeat < settings.repeats; repeat++) {
    const folds =
      options.assignment === undefined
        ? drawFolds(rows, settings.folds, { seed: settings.seed, draw: repeat })
        : Int32Array.from(options.assignment)
    for (let fold = 0; fold < settings.folds; fold++) {
      if (!folds.includes(fold)) continue
      for (let i = 0; i < rows; i++) take[i] = folds[i] === fold ? 0 : 1
      if (!(solver.solve(take) && canPredict(solver))) return missed('training-failed', `fold ${fold + 1}`)
      predict.prepare()
      for (let i = 0; i < rows; i++) {
        if (folds[i] === fold) predict.add(observations.values.subarray(i * p, (i + 1) * p), i, sums)
      }
    }
  }
  const lost = targets.map((_, k) =>
    sums.linear.some((sum, at) => at % targets.length === k && Number.isNaN(sum)),
  )
  sums.linear.forEach((_, at) => {
    if (lost[at % targets.length]) sums.linear[at] = Number.NaN
  })
  const share = (total: Float64Array) => total.map((sum) => sum / settings.repeats)
  const owners = targets.map(
    (h) => model.constructs.find(({ items }) => items.includes(model.items[h]!))!.name,
  )
  return found({
    targets: targets.map((h) => model.items[h]!),
    constructs: owners,
    rows,
    actual: Float64Array.from({ length: rows * targets.length }, (_, at) => {
      const row = Math.floor(at / targets.length)
      return observations.values[row * p + targets[at % targets.length]!]!
    }),
    pls: share(sums.pls),
    linear: share(sums.linear),
    average: share(sums.average),
    withoutLinear: targets.filter((_, k) => lost[k]).map((h) => model.items[h]!),
    settings,
  })
}

/** A correction for unreliability can leave loadings or paths that are no numbers. */
const canPredict = ({ standard, work }: RowSolver): boolean =>
  [standard, work.loadings, work.coefficients].every((numbers) => numbers.every(Number.isFinite))

interface Sums {
  readonly pls: Float64Array
  readonly linear: Float64Array
  readonly average: Float64Array
}

/** Adds the predictions of one hold-out row by the training solution in the solver. */
function createPredictor(
  { plan, work, items, correlation, standard }: RowSolver,
  { technique, benchmark }: PredictSettings,
  targets: readonly number[],
) {
  const { constructs, starts, causes, causalOrder, endogenous } = plan
  const scores = new Float64Array(constructs)
  const predicted = new Float64Array(constructs)
  const regressions = Array.from(endogenous, (t) => ({
    targets: range(starts[t]!, starts[t + 1]!),
    predictors: predictorsOf(plan, t, { technique, benchmark }),
  }))
  let coefficients: (Float64Array[] | undefined)[] = []
  return {
    prepare(): void {
      coefficients = regressions.map((regression) => linearBenchmark(correlation, regression))
    },
    add(row: Float64Array, i: number, sums: Sums): void {
      for (let j = 0; j < constructs; j++) {
        let score = 0
        for (let h = starts[j]!; h < starts[j + 1]!; h++) {
          const value = row[h]!
          if (!Number.isNaN(value)) score += (standard[h]! * (value - items.means[h]!)) / items.spreads[h]!
        }
        scores[j] = score
      }
      for (const t of causalOrder) {
        predicted[t] = scores[t]!
        if (causes[t]!.length === 0) continue
        let sum = 0
        for (const q of causes[t]!) {
          sum +=
            work.coefficients[t * constructs + q]! * (technique === 'direct' ? scores[q]! : predicted[q]!)
        }
        predicted[t] = sum
      }
      let at = i * targets.length
      endogenous.forEach((t, e) => {
        const { targets: block, predictors } = regressions[e]!
        block.forEach((h, k) => {
          const beta = coefficients[e]?.[k]
          sums.pls[at]! += items.means[h]! + items.spreads[h]! * work.loadings[h]! * predicted[t]!
          sums.linear[at]! +=
            beta === undefined ? Number.NaN : predictLinear(beta, predictors, { row, target: h, items })
          sums.average[at]! += items.means[h]!
          at++
        })
      })
    },
  }
}

/** Items the linear model of construct t may use. */
function predictorsOf(
  { constructs, starts, causes }: PlsPlan,
  t: number,
  { technique, benchmark }: { readonly technique: Technique; readonly benchmark: Benchmark },
): number[] {
  const all = range(0, constructs)
  const reached = new Set<number>()
  const walk = (to: number): void => {
    for (const q of causes[to]!) {
      if (reached.has(q)) continue
      reached.add(q)
      walk(q)
    }
  }
  walk(t)
  const chosen =
    benchmark === 'others'
      ? all.filter((j) => j !== t)
      : technique === 'direct'
        ? Array.from(causes[t]!)
        : all.filter((j) => reached.has(j) && causes[j]!.length === 0)
  return chosen.flatMap((j) => range(starts[j]!, starts[j + 1]!))
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
