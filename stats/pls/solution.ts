import { type Covariance, correlationOf, covarianceOf } from '../core/covariance.ts'
import type { Moments } from '../core/moments.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { type ItemScaling, measure } from './measure.ts'
import type { EstimateSettings } from './options.ts'
import type { PathModel } from './path-model.ts'
import { type PlsPlan, planOf } from './plan.ts'
import { solve } from './solve.ts'
import { positionsOf, type StatisticPositions } from './statistics.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

export type SolutionReason =
  | 'too-few-cases'
  | 'constant-item'
  | 'collinear'
  | 'not-converged'
  | 'undefined-correlation'
  | 'inadmissible'

/** A solution in numbers, before anybody has named them. */
export interface Solution {
  readonly plan: PlsPlan
  readonly positions: StatisticPositions
  readonly statistics: Float64Array
  readonly work: Workspace
  readonly rounds: number
  readonly items: Covariance
  readonly scaling: ItemScaling
}

/** Solves the model on the moments. Throws when the moments lack an item of the model. */
export function solution(
  model: PathModel,
  moments: Moments,
  settings: EstimateSettings,
): Outcome<Solution, SolutionReason> {
  if (moments.rows < 3) return missed('too-few-cases')
  const items = itemsOf(model, moments)
  const constant = items.spreads.findIndex((spread) => !(spread > 0))
  if (constant >= 0) return missed('constant-item', model.items[constant]!)
  const correlation = correlationOf(items)
  const undefinedAt = correlation.findIndex((r) => !Number.isFinite(r))
  if (undefinedAt >= 0) {
    return missed('undefined-correlation', model.items[Math.floor(undefinedAt / model.items.length)]!)
  }
  const plan = planOf(model, settings.scheme)
  const work = createWorkspace(plan)
  const rounds = new Int32Array(1)
  const end = solve(
    plan,
    settings.input === 'covariance' ? items.covariance : correlation,
    work,
    settings,
    rounds,
  )
  if (end !== 'converged') return missed(end)
  const per = Float64Array.from(model.scales, ({ min, max }) => 100 / (max - min))
  const means100 = per.map((factor, h) => (items.means[h]! - model.scales[h]!.min) * factor)
  const scaling: ItemScaling = { correlation, spreads: items.spreads, per, means100 }
  const positions = positionsOf(plan)
  const statistics = new Float64Array(positions.width)
  measure(plan, work, scaling, toStandard(settings, items.spreads), positions, statistics, 0)
  // Items that cancel each other leave a score or a reliability without a number.
  if (!isDefined(statistics, positions)) return missed('collinear')
  return found({ plan, positions, statistics, work, rounds: rounds[0]!, items, scaling })
}

/** Only impacts, indices, rho_A and HTMT may be without a number. */
function isDefined(statistics: Float64Array, positions: StatisticPositions): boolean {
  const { weights, directImpacts, totalEffects, impacts, rSquared, index, alpha, rhoA, rhoC, htmt } =
    positions
  return [
    [weights, directImpacts],
    [totalEffects, impacts],
    [rSquared, index],
    [alpha, rhoA],
    [rhoC, htmt],
  ].every(([from, to]) => statistics.subarray(from, to).every(Number.isFinite))
}

/** Factor from the solution's weights to those of standardised items: 1, or the spread for covariance input. */
export const toStandard = ({ input }: EstimateSettings, spreads: Float64Array): Float64Array =>
  input === 'covariance' ? spreads : new Float64Array(spreads.length).fill(1)

/** Means, spreads and covariances of the model's items, in the model's order. */
function itemsOf(model: PathModel, moments: Moments): Covariance {
  const all = covarianceOf(moments)
  const width = moments.items.length
  const at = model.items.map((item) => {
    const column = moments.items.indexOf(item)
    if (column < 0) throw new RangeError(`estimatePls: the moments have no item "${item}"`)
    return column
  })
  return {
    means: Float64Array.from(at, (h) => all.means[h]!),
    spreads: Float64Array.from(at, (h) => all.spreads[h]!),
    covariance: Float64Array.from(at.flatMap((h) => at.map((k) => all.covariance[h * width + k]!))),
  }
}
