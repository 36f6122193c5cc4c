import { submatrix, symmetricEigenvalues } from '../core/matrix.ts'
import type { Moments } from '../core/moments.ts'
import { found, type Outcome } from '../core/outcome.ts'
import { admissibility, type Warning } from './admissibility.ts'
import { numberAt } from './estimate-pls.ts'
import { type ByItem, type Discriminant, labelStatistics, type Reliability } from './labels.ts'
import { type EstimateOptions, settingsOf } from './options.ts'
import { causesOf, type Path, type PathModel } from './path-model.ts'
import { pathStandardErrors } from './path-standard-errors.ts'
import { type SolutionReason, solution } from './solution.ts'
import {
  type FornellLarcker,
  fornellLarcker,
  goodnessOfFit,
  itemInflation,
  type PathQuality,
  pathQuality,
} from './structural-quality.ts'

/** Quality of a model and its constructs on the 0-100 scale. */
export interface PlsAssessment {
  readonly reliability: Readonly<Record<string, Reliability<number>>>
  /** First two eigenvalues of each block's correlations; one of a single item. */
  readonly eigenvalues: Readonly<Record<string, readonly number[]>>
  readonly adjustedRSquared: Readonly<Record<string, number>>
  /** Correlation of every item with every construct: by item, then construct. */
  readonly crossLoadings: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Weight of the item in scale units: standardised weight over the item's standard deviation. */
  readonly unstandardisedWeights: ByItem<number>
  /** Weights of the items on 0-100, adding up to 1: what the index is the mean of; none where they add up to 0. */
  readonly indexWeights: ByItem<number>
  readonly items: Readonly<Record<string, { readonly mean: number; readonly deviation: number }>>
  readonly index: Readonly<Record<string, IndexScore>>
  readonly paths: readonly (Path & {
    readonly coefficient: number
    /** OLS standard error, taking the scores as given: a quick preview; absent when n is too small for it. */
    readonly standardError?: number
    readonly impact?: number
  })[]
  readonly totalEffects: readonly Effect[]
  readonly discriminant: readonly Discriminant<number>[]
  readonly fornellLarcker: Readonly<Record<string, FornellLarcker>>
  /** Variance inflation of every item by the others of its block. */
  readonly itemInflation: ByItem<number>
  readonly pathQuality: readonly PathQuality[]
  /** Tenenhaus's GoF, for comparison with old reports. */
  readonly goodnessOfFit?: number
  readonly warnings: readonly Warning[]
}

/** `standardError` takes the weights as given: deviation over the root of the effective sample size. */
export interface IndexScore {
  readonly value: number
  readonly deviation: number
  readonly standardError: number
}

/** `effect` direct and indirect together, standardised; `impact` in points of the target per point of the source. */
export interface Effect extends Path {
  readonly effect: number
  readonly direct: number
  readonly indirect: number
  readonly impact?: number
}

/**
 * Reliability, validity, index 0-100, effects and impacts of the model on the same moments and options as the estimate.
 * Handbook 1.5, 2.6-2.8, 2.10.
 */
export function assessPls(
  model: PathModel,
  moments: Moments,
  options: EstimateOptions = {},
): Outcome<PlsAssessment, SolutionReason> {
  const solved = solution(model, moments, settingsOf(options))
  if (!solved.ok) return solved
  const { plan, positions, statistics, work, items, scaling } = solved.value
  const labelled = labelStatistics(model, positions, (at) => numberAt(statistics, at))
  const effectiveSize = effectiveSizeOf(moments)
  const errors = pathStandardErrors(plan, work.correlations, work.rSquared, moments.rows)
  const unstandardised = perItem(model, (h) => statistics[h]! / items.spreads[h]!)
  const onHundred = perItem(model, (h) => statistics[h]! / (items.spreads[h]! * scaling.per[h]!))
  const direct = new Map(labelled.paths.map(({ from, to, coefficient }) => [`${from} ${to}`, coefficient]))
  const overall = goodnessOfFit(plan, solved.value)
  return found({
    reliability: labelled.reliability,
    eigenvalues: Object.fromEntries(
      model.constructs.map(({ name, items: block }, j) => {
        const own = block.map((_, h) => plan.starts[j]! + h)
        const values = symmetricEigenvalues(submatrix(scaling.correlation, plan.items, own), own.length)
        return [name, values.slice(0, 2)]
      }),
    ),
    adjustedRSquared: adjust(model, labelled.rSquared, moments.rows),
    crossLoadings: Object.fromEntries(
      model.items.map((item, h) => [
        item,
        Object.fromEntries(
          model.constructs.map(({ name }, j) => {
            const s = settingsOf(options).input === 'covariance' ? items.spreads[h]! : 1
            return [name, work.cross[h * plan.constructs + j]! / s]
          }),
        ),
      ]),
    ),
    unstandardisedWeights: unstandardised,
    indexWeights: Object.fromEntries(Object.entries(onHundred).map(([name, block]) => [name, shares(block)])),
    items: Object.fromEntries(
      model.items.map((item, h) => [item, { mean: items.means[h]!, deviation: items.spreads[h]! }]),
    ),
    index: Object.fromEntries(
      Object.entries(labelled.index).map(([name, value]) => {
        const deviation = 1 / sum(Object.values(onHundred[name]!))
        return [name, { value, deviation, standardError: deviation / Math.sqrt(effectiveSize) }]
      }),
    ),
    paths: labelled.paths.map((path, e) => ({
      ...path,
      ...(errors[e] === undefined ? {} : { standardError: errors[e] }),
    })),
    totalEffects: labelled.totalEffects.map(({ from, to, effect, ...rest }) => {
      const straight = direct.get(`${from} ${to}`) ?? 0
      return { from, to, effect, direct: straight, indirect: effect - straight, ...rest }
    }),
    discriminant: labelled.discriminant,
    fornellLarcker: fornellLarcker(model, solved.value),
    itemInflation: itemInflation(model, solved.value),
    pathQuality: pathQuality(model, solved.value),
    ...(overall === undefined ? {} : { goodnessOfFit: overall }),
    warnings: admissibility(model, solved.value, moments),
  })
}

/** Kish's effective sample size: what the weights leave of n. */
export const effectiveSizeOf = ({ cross, weightSquares }: Moments): number => cross[0]! ** 2 / weightSquares

function adjust(
  model: PathModel,
  rSquared: Readonly<Record<string, number>>,
  rows: number,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(rSquared).flatMap(([name, value]) => {
      const free = rows - causesOf(model, name).length - 1
      return free > 0 ? [[name, 1 - ((1 - value) * (rows - 1)) / free]] : []
    }),
  )
}

function perItem(model: PathModel, value: (item: number) => number): Record<string, Record<string, number>> {
  let h = 0
  return Object.fromEntries(
    model.constructs.map(({ name, items }) => [
      name,
      Object.fromEntries(items.map((item) => [item, value(h++)])),
    ]),
  )
}

function shares(block: Readonly<Record<string, number>>): Record<string, number> {
  const total = sum(Object.values(block))
  if (total === 0) return {}
  return Object.fromEntries(Object.entries(block).map(([item, value]) => [item, value / total + 0]))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
