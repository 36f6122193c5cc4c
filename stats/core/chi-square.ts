import { normalShare } from './normal.ts'
import { logGamma } from './student.ts'
import { isAboveZero } from './usable-number.ts'

/** Share of the chi-square distribution with `df` degrees of freedom (above 0) at or below x. */
export const chiSquareShare = (x: number, df: number): number => sharesOf(x, df).lower

/** Share above x: the p-value of a chi-square statistic, accurate also when it is tiny. */
export const chiSquareUpper = (x: number, df: number): number => sharesOf(x, df).upper

function sharesOf(x: number, df: number): { readonly lower: number; readonly upper: number } {
  if (!isAboveZero(df)) throw new RangeError(`chiSquare: df must be above 0, got ${df}`)
  if (Number.isNaN(x)) throw new RangeError('chiSquare: the statistic is not a number')
  return df > 1e6 ? wilsonHilferty(x, df) : gammaShares(x / 2, df / 2)
}

/** The cube root of x / df is nearly normal, to 1e-8 for so many degrees of freedom. Wilson & Hilferty (1931). */
function wilsonHilferty(x: number, df: number): { readonly lower: number; readonly upper: number } {
  const variance = 2 / (9 * df)
  const z = (Math.cbrt(Math.max(0, x) / df) - (1 - variance)) / Math.sqrt(variance)
  return { lower: normalShare(z), upper: normalShare(-z) }
}

/** The x below which a share `p` lies. Throws unless 0 < p < 1 and df > 0. Bisection between doubled bounds. */
export function chiSquareQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`chiSquareQuantile: p must be between 0 and 1, got ${p}`)
  if (!(df > 0)) throw new RangeError(`chiSquareQuantile: df must be above 0, got ${df}`)
  let low = 0
  let high = Math.max(1, df)
  while (chiSquareShare(high, df) < p) high *= 2
  for (let round = 0; round < 200 && high - low > 1e-15 * high; round++) {
    const middle = (low + high) / 2
    if (chiSquareShare(middle, df) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Regularised incomplete gamma functions P and Q: series below a + 1, Lentz's fraction above. Numerical Recipes 6.2. */
function gammaShares(x: number, a: number): { readonly lower: number; readonly upper: number } {
  if (!(x > 0)) return { lower: 0, upper: 1 }
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 }
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    const lower = front * series(x, a)
    return { lower, upper: 1 - lower }
  }
  const upper = front * fraction(x, a)
  return { lower: 1 - upper, upper }
}

function series(x: number, a: number): number {
  let term = 1 / a
  let sum = term
  for (let k = 1; k <= 10_000 && term > sum * 1e-17; k++) {
    term *= x / (a + k)
    sum += term
  }
  return sum
}

function fraction(x: number, a: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let value = d
  for (let k = 1; k <= 10_000; k++) {
    const top = -k * (k - a)
    b += 2
    d = 1 / guard(top * d + b)
    c = guard(b + top / c)
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return value
}

const guard = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value)
