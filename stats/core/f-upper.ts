import { chiSquareShare, chiSquareUpper } from './chi-square.ts'
import { normalShare } from './normal.ts'
import { betaShare } from './student.ts'
import { isAboveZero } from './usable-number.ts'

/**
 * Share of the F distribution with df1 and df2 degrees of freedom (above 0) above f: the p-value of an F test.
 * Beyond what the beta function's fraction reaches: Paulson's cube root when both are large, chi-square when one is.
 */
export function fUpper(f: number, df1: number, df2: number): number {
  if (!(isAboveZero(df1) && isAboveZero(df2))) {
    throw new RangeError(`fUpper: df must be above 0, got ${df1} and ${df2}`)
  }
  if (Number.isNaN(f)) throw new RangeError('fUpper: the statistic is not a number')
  if (!(f > 0)) return 1
  if (df1 > 1e5 && df2 > 1e5) return paulson(f, 2 / (9 * df1), 2 / (9 * df2))
  if (df2 > 1e8) return chiSquareUpper(df1 * f, df1)
  if (df1 > 1e8) return chiSquareShare(df2 / f, df2)
  return betaShare(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)
}

/** The cube root of a mean square is nearly normal with variance 2 / (9 df). Paulson (1942). */
function paulson(f: number, first: number, second: number): number {
  const root = Math.cbrt(f)
  return normalShare(
    (1 - first - (1 - second) * root) / Math.hypot(Math.sqrt(first), Math.sqrt(second) * root),
  )
}
