import { covarianceOf } from '../core/covariance.ts'
import { type LinearFit, type LinearReason, leastSquares } from '../core/least-squares.ts'
import { listwise } from '../core/listwise.ts'
import { momentsOf } from '../core/moments.ts'
import { effectiveSize, type Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'

export interface SwitchingCostEffect {
  readonly sampleSize: number
  readonly missing: number
  /** Loyalty on satisfaction, switching cost and their product, both centred. */
  readonly fit: LinearFit
  /** Effect of satisfaction on loyalty one standard deviation of switching cost below and above its mean. */
  readonly slopes: { readonly low: number; readonly mean: number; readonly high: number }
}

/** Does it bind less what satisfies when leaving is costly? Moderated regression; handbook 8.7. */
export function switchingCostEffect(
  observations: Observations,
  {
    satisfaction,
    loyalty,
    cost,
  }: { readonly satisfaction: string; readonly loyalty: string; readonly cost: string },
): Outcome<SwitchingCostEffect, LinearReason> {
  const { complete, dropped } = listwise(observations, [loyalty, satisfaction, cost])
  if (complete.rows < 5) return missed('too-few-answers')
  const { means, spreads } = covarianceOf(momentsOf(complete))
  const items = ['loyalty', 'satisfaction', 'cost', 'product']
  const values = new Float64Array(complete.rows * 4)
  for (let i = 0; i < complete.rows; i++) {
    const centred = complete.values
      .subarray(3 * i, 3 * i + 3)
      .map((value, h) => value - (h === 0 ? 0 : means[h]!))
    values.set([centred[0]!, centred[1]!, centred[2]!, centred[1]! * centred[2]!], 4 * i)
  }
  const summary = covarianceOf(momentsOf({ ...complete, items, values }))
  const fit = leastSquares({ names: items, ...summary, sampleSize: effectiveSize(complete) }, 'loyalty')
  if (!fit.ok) return fit
  const [slope, , bend] = fit.value.predictors.map(({ value }) => value)
  const spread = spreads[2]!
  return found({
    sampleSize: complete.rows,
    missing: dropped,
    fit: fit.value,
    slopes: { low: slope! - bend! * spread, mean: slope!, high: slope! + bend! * spread },
  })
}
