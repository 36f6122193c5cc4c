import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../../../stats/core/normal.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'
import { effectSkewness } from '../../../stats/pls/effect-skewness.ts'
import { planOf } from '../../../stats/pls/plan.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { expectClose } from '../close.ts'

const planWith = (paths: readonly (readonly [string, string])[]) =>
  planOf(
    specifyModel({
      constructs: ['A', 'B', 'C'].map((name) => ({ name, items: [name.toLowerCase()] })),
      paths,
      scale: { min: 1, max: 10 },
    }),
    'path',
  )

/** Of the pair from construct `from` to `to`, positions in the model. */
const ofPair = (plan: ReturnType<typeof planWith>, [from, to]: readonly [number, number]) =>
  plan.effectPairs.findIndex((pair) => pair.from === from && pair.to === to)

describe('skewness of total effects', () => {
  it('is 0 of a path alone, and by hand of a product of two', () => {
    const plan = planWith([
      ['A', 'B'],
      ['B', 'C'],
    ])
    const [a, b, va, vb] = [0.3, -0.4, 0.01, 0.02]
    const effects: number[] = []
    effects[ofPair(plan, [0, 1])] = a
    effects[ofPair(plan, [1, 2])] = b
    effects[ofPair(plan, [0, 2])] = a * b
    const skewness = effectSkewness(plan, effects, Float64Array.of(va, 0, 0, vb))
    expect(skewness[ofPair(plan, [0, 1])]).toBe(0)
    // Independent a, b: third cumulant 6 a b va vb, variance b^2 va + a^2 vb to first order.
    expectClose(
      skewness[ofPair(plan, [0, 2])]!,
      (6 * a * b * va * vb) / (b * b * va + a * a * vb) ** 1.5,
      1e-12,
    )
  })

  it('is that of simulated effects with a direct part and correlated paths', () => {
    const plan = planWith([
      ['A', 'B'],
      ['A', 'C'],
      ['B', 'C'],
    ])
    const [ab, ac, bc] = [0.5, 0.2, 0.4]
    const effects: number[] = []
    effects[ofPair(plan, [0, 1])] = ab
    effects[ofPair(plan, [1, 2])] = bc
    effects[ofPair(plan, [0, 2])] = ac + ab * bc
    const [sd, r] = [0.08, 0.5]
    const at = (from: number, to: number) =>
      plan.paths.findIndex((path) => path.from === from && path.to === to)
    const covariance = new Float64Array(9)
    for (let e = 0; e < 3; e++) covariance[e * 4] = sd * sd
    covariance[at(0, 2) * 3 + at(1, 2)] = r * sd * sd
    covariance[at(1, 2) * 3 + at(0, 2)] = r * sd * sd
    const random = seeded(5)
    const normal = () => normalQuantile(uniform(random))
    const drawn = Array.from({ length: 400_000 }, () => {
      const [x, y, z] = [normal(), normal(), normal()]
      return ac + sd * y + (ab + sd * x) * (bc + sd * (r * y + Math.sqrt(1 - r * r) * z))
    })
    const moment = (k: number, about: number) =>
      drawn.reduce((sum, value) => sum + (value - about) ** k, 0) / drawn.length
    const mean = moment(1, 0)
    const simulated = moment(3, mean) / moment(2, mean) ** 1.5
    // .012: three standard errors of a skewness from 400,000 draws, sqrt(6 / 400,000), and what is beyond second order.
    expect(simulated).toBeGreaterThan(0.05)
    expect(
      Math.abs(effectSkewness(plan, effects, covariance)[ofPair(plan, [0, 2])]! - simulated),
    ).toBeLessThan(0.012)
  })
})
