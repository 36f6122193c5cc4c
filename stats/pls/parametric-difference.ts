import { studentTwoSided } from '../core/student.ts'
import { isUsable, SMALLEST_NUMBER } from '../core/usable-number.ts'

/** A coefficient of one group with its resampled standard error. */
export interface GroupCoefficient {
  readonly coefficient: number
  readonly standardError: number
  readonly sampleSize: number
}

export interface DifferenceTest {
  readonly statistic: number
  readonly df: number
  readonly p: number
}

/** Both t tests of a difference between groups: equal variances (Keil et al. 2000), unequal (Welch-Satterthwaite). */
export interface ParametricDifference {
  readonly equal: DifferenceTest
  readonly unequal: DifferenceTest
}

/**
 * t = (b1 - b2) / (sqrt((n1 - 1)^2 / (n1 + n2 - 2) s1^2 + (n2 - 1)^2 / (n1 + n2 - 2) s2^2) sqrt(1/n1 + 1/n2)), df n1 + n2 - 2;
 * unequal: t = (b1 - b2) / sqrt(v1 + v2), v = (n - 1)/n s^2, df (v1 + v2)^2 / (v1^2/(n1 - 1) + v2^2/(n2 - 1)) - 2.
 * Undefined when no standard error is above 0, a group has fewer than 3 respondents or a number is not usable.
 * Sarstedt et al. (2011); handbook 2.15.
 */
export function parametricDifference(
  a: GroupCoefficient,
  b: GroupCoefficient,
): ParametricDifference | undefined {
  const given = [a, b].flatMap((group) => [group.coefficient, group.standardError, group.sampleSize])
  if (!given.every(isUsable)) return undefined
  const difference = a.coefficient - b.coefficient
  const n1 = a.sampleSize
  const n2 = b.sampleSize
  const df = n1 + n2 - 2
  const pooled = ((n1 - 1) ** 2 * a.standardError ** 2 + (n2 - 1) ** 2 * b.standardError ** 2) / df
  const v1 = ((n1 - 1) / n1) * a.standardError ** 2
  const v2 = ((n2 - 1) / n2) * b.standardError ** 2
  if (!(v1 + v2 > SMALLEST_NUMBER ** 2 && n1 >= 3 && n2 >= 3)) return undefined
  const equal = difference / (Math.sqrt(pooled) * Math.sqrt(1 / n1 + 1 / n2))
  const unequal = difference / Math.sqrt(v1 + v2)
  const satterthwaite = Math.max(1, (v1 + v2) ** 2 / (v1 ** 2 / (n1 - 1) + v2 ** 2 / (n2 - 1)) - 2)
  return {
    equal: { statistic: equal, df, p: studentTwoSided(equal, df) },
    unequal: { statistic: unequal, df: satterthwaite, p: studentTwoSided(unequal, satterthwaite) },
  }
}
