import { normalDensity, normalShare } from '../../stats/core/normal.ts'
import { type Cell, ITEMS } from './model.ts'
import { constructCorrelations, constructMeans, thresholds } from './population.ts'

export interface ItemMoments {
  readonly items: readonly string[]
  readonly means: readonly number[]
  readonly spreads: readonly number[]
  readonly correlation: readonly (readonly number[])[]
}

/** Terms of the series; correlations before rounding stay below 0.7, and 0.7^64 is 1e-10. */
const TERMS = 64

/**
 * Means, standard deviations and correlations of the 1-10 answers in the whole population of a brand and wave.
 * Exact, no sampling: an answer is a step function of a normal, and two such functions of normals with correlation r
 * have covariance Σ r^k a_k b_k, where a and b are their Hermite coefficients (Mehler 1866).
 */
export function itemMoments(cell: Cell): ItemMoments {
  const means = constructMeans(cell)
  const correlations = constructCorrelations()
  const answers = ITEMS.map((item) => {
    const centre = item.loading * means[item.construct]
    const points = thresholds(item).map((point) => point - centre)
    return { ...item, ...meanAndSpread(points), coefficients: hermiteCoefficients(points) }
  })
  const correlation = answers.map((one) =>
    answers.map((other) => {
      if (one.code === other.code) return 1
      const before = one.loading * other.loading * correlations[one.construct][other.construct]
      return covariance(one.coefficients, other.coefficients, before) / (one.spread * other.spread)
    }),
  )
  return {
    items: answers.map(({ code }) => code),
    means: answers.map(({ mean }) => mean),
    spreads: answers.map(({ spread }) => spread),
    correlation,
  }
}

/** Of 1 + the number of points that a standard normal has passed. */
function meanAndSpread(points: readonly number[]): { mean: number; spread: number } {
  const passed = points.map((point) => normalShare(-point))
  const steps = passed.reduce((sum, share) => sum + share, 0)
  const squares = passed.reduce((sum, share, k) => sum + (2 * k + 1) * share, 0)
  return { mean: 1 + steps, spread: Math.sqrt(squares - steps ** 2) }
}

/** a_k = Σ φ(t) He_{k-1}(t) / √k!, k = 1, 2 …; h holds He_{k-1}/√(k-1)!, which stays of moderate size. */
function hermiteCoefficients(points: readonly number[]): readonly number[] {
  const coefficients = new Array<number>(TERMS).fill(0)
  for (const point of points) {
    let before = 0
    let h = 1
    for (let k = 1; k <= TERMS; k++) {
      coefficients[k - 1]! += (normalDensity(point) * h) / Math.sqrt(k)
      const next = (point * h - Math.sqrt(k - 1) * before) / Math.sqrt(k)
      before = h
      h = next
    }
  }
  return coefficients
}

const covariance = (a: readonly number[], b: readonly number[], correlation: number): number =>
  a.reduce((sum, coefficient, k) => sum + correlation ** (k + 1) * coefficient * b[k]!, 0)
