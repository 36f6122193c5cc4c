import { betaShare } from './student.ts'

/** Share of the F distribution with df1 and df2 degrees of freedom (above 0) above f: the p-value of an F test. */
export function fUpper(f: number, df1: number, df2: number): number {
  if (!(df1 > 0 && df2 > 0)) throw new RangeError(`fUpper: df must be above 0, got ${df1} and ${df2}`)
  if (![f, df1, df2].every(Number.isFinite))
    throw new RangeError(`fUpper: F(${df1}, ${df2}) = ${f} is not finite`)
  return f > 0 ? betaShare(df2 / (df2 + df1 * f), df2 / 2, df1 / 2) : 1
}
