import { describe, expect, it } from 'vitest'
import { itemMoments } from '../../api/demo/item-moments.ts'
import { CELLS, ITEMS, type ItemModel } from '../../api/demo/model.ts'
import { constructCorrelations, constructMeans, thresholds } from '../../api/demo/population.ts'
import { normalDensity, normalShare } from '../../stats/core/normal.ts'
import { expectClose } from '../stats/close.ts'

const cell = CELLS[11]!
const means = constructMeans(cell)
const correlations = constructCorrelations()

// The slow and obvious twin: given a construct's deviation d, an answer's mean is 1 + Σ P(its normal passes a point),
// and answers are independent; so E[xy] is an integral over d. A trapezoid is exact to rounding for such smooth tails.
const STEP = 0.1
const DEVIATIONS = Array.from({ length: 181 }, (_, i) => (i - 90) * STEP)

/** Mean answer given that its normal correlates by `link` with the deviation. */
const meanGiven = (item: ItemModel, link: number, deviation: number): number => {
  const centre = item.loading * means[item.construct] + link * deviation
  const rest = Math.sqrt(1 - link ** 2)
  return thresholds(item).reduce((sum, point) => sum + normalShare((centre - point) / rest), 1)
}

const integral = (of: (deviation: number) => number): number =>
  DEVIATIONS.reduce((sum, deviation) => sum + of(deviation) * normalDensity(deviation) * STEP, 0)

describe('itemMoments', () => {
  const { items, means: itemMeans, spreads, correlation } = itemMoments(cell)

  it('agree with integration over the construct', () => {
    const curves = ITEMS.map((other) =>
      ITEMS.map((item) => {
        const link = item.loading * correlations[item.construct][other.construct]
        return DEVIATIONS.map((deviation) => meanGiven(item, link, deviation))
      }),
    )
    ITEMS.forEach((one, h) => {
      const own = curves[h]![h]!
      const at = (curve: readonly number[]) => (deviation: number) =>
        curve[Math.round(deviation / STEP) + 90]!
      expectClose(integral(at(own)), itemMeans[h]!, 1e-10, one.code)
      for (let k = 0; k < h; k++) {
        const other = at(curves[h]![k]!)
        const product = integral((deviation) => at(own)(deviation) * other(deviation))
        const covariance = product - itemMeans[h]! * itemMeans[k]!
        expectClose(
          covariance / (spreads[h]! * spreads[k]!),
          correlation[h]![k]!,
          1e-9,
          `${one.code} ${items[k]}`,
        )
      }
    })
  })

  it('are those of answers from 1 to 10', () => {
    for (const [h, code] of items.entries()) {
      const item = ITEMS[h]!
      const below = thresholds(item).map((point) => normalShare(point - item.loading * means[item.construct]))
      const shares = [...below, 1].map((share, k) => share - (below[k - 1] ?? 0))
      const mean = shares.reduce((sum, share, k) => sum + share * (k + 1), 0)
      const square = shares.reduce((sum, share, k) => sum + share * (k + 1) ** 2, 0)
      expectClose(itemMeans[h], mean, 1e-12, code)
      expectClose(spreads[h], Math.sqrt(square - mean ** 2), 1e-12, code)
    }
  })

  it('are about those of the published mobile-phone data', () => {
    // seminr's mobi data (n = 250): means 6.2-8 except cusl2 (4.99), deviations 1.2-2.8.
    for (const brand of CELLS.filter(({ wave }) => wave === 2)) {
      const moments = itemMoments(brand)
      moments.items.forEach((code, h) => {
        expect(moments.means[h], code).toBeGreaterThan(code === 'cusl2' ? 4 : 4.5)
        expect(moments.means[h], code).toBeLessThan(8.3)
        expect(moments.spreads[h], code).toBeGreaterThan(1.2)
        expect(moments.spreads[h], code).toBeLessThan(2.9)
      })
    }
  })
})
