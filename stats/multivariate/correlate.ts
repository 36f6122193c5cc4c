import { type Interval, tail } from '../core/interval.ts'
import { normalQuantile, normalShare } from '../core/normal.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { studentTwoSided } from '../core/student.ts'
import { isUsable, USABLE } from '../core/usable-number.ts'
import { midRanks } from './mid-ranks.ts'

export const CORRELATIONS = ['pearson', 'spearman', 'kendall'] as const
export type CorrelationKind = (typeof CORRELATIONS)[number]

export interface Correlation {
  readonly kind: CorrelationKind
  readonly sampleSize: number
  /** Pairs with one answer or none. */
  readonly missing: number
  readonly value: number
  readonly p: number
  /** Fisher's z for Pearson and Spearman, from four pairs on; left out for perfect correlations. */
  readonly interval?: Interval
}

/**
 * Pearson's r (t test), Spearman's rho (r of the ranks) or Kendall's tau-b (normal with ties) of pairs, NaN being no
 * answer. Throws when the lists differ in length or hold infinities. Handbook 13.
 */
export function correlate(
  x: readonly number[],
  y: readonly number[],
  { kind = 'pearson', level = 0.95 }: { readonly kind?: CorrelationKind; readonly level?: number } = {},
): Outcome<Correlation, 'too-few-answers' | 'constant'> {
  if (x.length !== y.length)
    throw new RangeError(`correlate: ${x.length} and ${y.length} values are not pairs`)
  const huge = [...x, ...y].find((value) => !Number.isNaN(value) && !isUsable(value))
  if (huge !== undefined) throw new RangeError(`correlate: ${huge} is not ${USABLE}`)
  const kept = x.flatMap((value, i) => (Number.isNaN(value) || Number.isNaN(y[i]!) ? [] : [i]))
  const sampleSize = kept.length
  if (sampleSize < 3) return missed('too-few-answers')
  const a = kept.map((i) => x[i]!)
  const b = kept.map((i) => y[i]!)
  if (new Set(a).size === 1 || new Set(b).size === 1) return missed('constant')
  const base = { kind, sampleSize, missing: x.length - sampleSize }
  if (kind === 'kendall') return kendall(a, b, base)
  const value = kind === 'pearson' ? pearson(a, b) : pearson([...midRanks(a).ranks], [...midRanks(b).ranks])
  if (value === undefined) return missed('constant')
  if (1 - Math.abs(value) < 1e-14) return found({ ...base, value: Math.sign(value), p: 0 })
  const df = sampleSize - 2
  const p = studentTwoSided(value * Math.sqrt(df / (1 - value ** 2)), df)
  if (sampleSize < 4) return found({ ...base, value, p })
  const reach = normalQuantile(1 - tail(level)) / Math.sqrt(sampleSize - 3)
  const z = Math.atanh(value)
  const interval: Interval = {
    level,
    method: 'normal',
    low: Math.tanh(z - reach),
    high: Math.tanh(z + reach),
  }
  return found({ ...base, value, p, interval })
}

function pearson(a: readonly number[], b: readonly number[]): number | undefined {
  const n = a.length
  const meanA = a.reduce((sum, value) => sum + value / n, 0)
  const meanB = b.reduce((sum, value) => sum + value / n, 0)
  let aa = 0
  let bb = 0
  let ab = 0
  for (let i = 0; i < n; i++) {
    aa += (a[i]! - meanA) ** 2
    bb += (b[i]! - meanB) ** 2
    ab += (a[i]! - meanA) * (b[i]! - meanB)
  }
  const value = ab / (Math.sqrt(aa) * Math.sqrt(bb))
  return Number.isFinite(value) ? Math.min(1, Math.max(-1, value)) : undefined
}

/** Variance of concordant less discordant pairs with ties; Kendall (1970), ch. 5. */
function kendall(
  a: readonly number[],
  b: readonly number[],
  base: { readonly kind: CorrelationKind; readonly sampleSize: number; readonly missing: number },
): Outcome<Correlation, 'constant'> {
  const n = a.length
  let score = 0
  for (let i = 1; i < n; i++)
    for (let j = 0; j < i; j++) score += Math.sign(a[i]! - a[j]!) * Math.sign(b[i]! - b[j]!)
  const ties = (values: readonly number[]) => {
    const counts = new Map<number, number>()
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts.values()].filter((t) => t > 1)
  }
  const sum = (groups: readonly number[], of: (t: number) => number) =>
    groups.reduce((total, t) => total + of(t), 0)
  const tiesA = ties(a)
  const tiesB = ties(b)
  const pairs = (n * (n - 1)) / 2
  const pairsA = sum(tiesA, (t) => (t * (t - 1)) / 2)
  const pairsB = sum(tiesB, (t) => (t * (t - 1)) / 2)
  const value = score / Math.sqrt((pairs - pairsA) * (pairs - pairsB))
  const cubes = (t: number) => t * (t - 1) * (2 * t + 5)
  const triples = (t: number) => t * (t - 1) * (t - 2)
  const variance =
    (cubes(n) - sum(tiesA, cubes) - sum(tiesB, cubes)) / 18 +
    (sum(tiesA, triples) * sum(tiesB, triples)) / (9 * triples(n)) +
    (4 * pairsA * pairsB) / (2 * n * (n - 1))
  return found({ ...base, value, p: Math.min(1, 2 * normalShare(-Math.abs(score / Math.sqrt(variance)))) })
}
