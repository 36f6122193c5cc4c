import { normalQuantile, normalShare } from './normal.ts'

/** Share of Student's t with `df` degrees of freedom (any number above 0) at or below t. */
export function studentShare(t: number, df: number): number {
  if (df > NORMAL_DF) return normalShare(t)
  const tail = 0.5 * betaShare(df / (df + t * t), df / 2, 0.5)
  return t > 0 ? 1 - tail : tail
}

/** Two-sided p-value of t: the share of values at least as far from 0. */
export const studentTwoSided = (t: number, df: number): number =>
  df > NORMAL_DF ? 2 * normalShare(-Math.abs(t)) : betaShare(df / (df + t * t), df / 2, 0.5)

/** Beyond it the normal distribution is nearer than the beta function, which loses 1 - df / (df + t^2) to rounding. */
const NORMAL_DF = 1e7

/** The t below which a share `p` lies. Throws unless 0 < p < 1 and df > 0. Bisection between doubled bounds. */
export function studentQuantile(p: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`studentQuantile: df must be above 0, got ${df}`)
  if (p < 0.5) return -studentQuantile(1 - p, df)
  if (p === 0.5) return 0
  let low = 0
  let high = Math.max(1, 2 * normalQuantile(p))
  while (studentShare(high, df) < p) high *= 2
  for (let round = 0; round < 200 && high - low > 1e-15 * high; round++) {
    const middle = (low + high) / 2
    if (studentShare(middle, df) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Regularised incomplete beta function I_x(a, b) by Lentz's continued fraction. Numerical Recipes 6.4. */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a)
  const front =
    Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a
  let c = 1
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / guard(1 + even * d)
    c = guard(1 + even / c)
    fraction *= c * d
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / guard(1 + odd * d)
    c = guard(1 + odd / c)
    fraction *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return front * fraction
}

const guard = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value)

/** Logarithm of the gamma function for x > 0: Stirling's series after shifting x above 15. */
export function logGamma(x: number): number {
  let shift = 0
  let y = x
  while (y < 15) {
    shift += Math.log(y)
    y += 1
  }
  const z = 1 / (y * y)
  const series =
    (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - (z * 691) / 360360))))) / y
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - shift
}
