import { rhoA } from './disattenuate.ts'
import { heterotrait } from './heterotrait.ts'
import type { PlsPlan } from './plan.ts'
import type { StatisticPositions } from './statistics.ts'
import type { Workspace } from './workspace.ts'

/** Item statistics on the 0-100 scale, and the correlations the reliabilities are read from. */
export interface ItemScaling {
  readonly correlation: Float64Array
  readonly spreads: Float64Array
  /** 100 / (max - min) of each item. */
  readonly per: Float64Array
  /** Item means on 0-100. */
  readonly means100: Float64Array
}

/**
 * Writes every statistic of a solution into `into` from `offset`. `toStandard[h]` turns the solution's weight into the
 * weight of the standardised item. With w'Rw = 1 and omega = w / s100:
 *   index = sum omega mean100 / sum omega;  its deviation = 1 / sum omega;
 *   impact of s on t = effect x deviation_t / deviation_s;  rho_A = (w'w)^2 (1 - w'w) / ((w'w)^2 - sum w^4).
 * No index and no impact (NaN) where the weights do not add up to something above 0; no rho_A for regression weights.
 * Handbook 2.7, 2.8.
 */
export function measure(
  plan: PlsPlan,
  work: Workspace,
  { correlation, spreads, per, means100 }: ItemScaling,
  toStandard: Float64Array,
  positions: StatisticPositions,
  into: Float64Array,
  offset: number,
): void {
  const { items: p, constructs, starts, paths, effectPairs, endogenous } = plan
  for (let h = 0; h < p; h++) {
    into[offset + positions.weights + h] = work.weights[h]! * toStandard[h]!
    into[offset + positions.loadings + h] = work.loadings[h]!
  }
  const deviations = work.right
  for (let j = 0; j < constructs; j++) {
    let omegas = 0
    let level = 0
    let squares = 0
    let fourths = 0
    let loadings = 0
    let communality = 0
    let correlations = 0
    const from = starts[j]!
    const to = starts[j + 1]!
    for (let h = from; h < to; h++) {
      const w = work.weights[h]! * toStandard[h]!
      const omega = w / (spreads[h]! * per[h]!)
      omegas += omega
      level += omega * means100[h]!
      squares += w * w
      fourths += w * w * w * w
      loadings += work.loadings[h]!
      communality += work.loadings[h]! * work.loadings[h]!
      for (let g = from; g < to; g++) correlations += correlation[h * p + g]!
    }
    const k = to - from
    const single = k === 1
    deviations[j] = omegas > 0 ? 1 / omegas : Number.NaN
    into[offset + positions.index + j] = omegas > 0 ? level / omegas : Number.NaN
    into[offset + positions.alpha + j] = single ? 1 : (k / (k - 1)) * (1 - k / correlations)
    into[offset + positions.rhoA + j] = single
      ? 1
      : plan.modes[j] === 'B'
        ? Number.NaN
        : rhoA(squares, fourths)
    into[offset + positions.rhoC + j] = single
      ? 1
      : loadings === 0
        ? 0
        : (loadings * loadings) / (loadings * loadings + k - communality)
    into[offset + positions.ave + j] = single ? 1 : communality / k
  }
  for (let e = 0; e < paths.length; e++) {
    const { from, to } = paths[e]!
    const b = work.coefficients[to * constructs + from]!
    into[offset + positions.coefficients + e] = b
    into[offset + positions.directImpacts + e] = (b * deviations[to]!) / deviations[from]!
  }
  for (let e = 0; e < effectPairs.length; e++) {
    const { from, to } = effectPairs[e]!
    const total = work.totals[from * constructs + to]!
    into[offset + positions.totalEffects + e] = total
    into[offset + positions.impacts + e] = (total * deviations[to]!) / deviations[from]!
  }
  for (let e = 0; e < endogenous.length; e++) {
    into[offset + positions.rSquared + e] = work.rSquared[endogenous[e]!]!
  }
  heterotrait(plan, correlation, into, {
    htmt: offset + positions.htmt,
    htmt2: offset + positions.htmt2,
  })
  // No -0, which JSON does not keep.
  for (let at = offset; at < offset + positions.width; at++) into[at] = into[at]! + 0
}
