import { type BaseSize, baseSize } from '../core/base-size.ts'
import type { Estimated } from '../core/estimated.ts'
import { normalInterval } from '../core/interval.ts'
import { type Notice, notice } from '../core/notice.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { FROM_ZERO, isAboveZero, isFromZero } from '../core/usable-number.ts'
import { wilsonInterval } from '../core/wilson.ts'
import { KANO_CATEGORIES } from './kano-category.ts'
import { type KanoCounts, type KanoVerdict, kanoVerdict } from './kano-verdict.ts'

export const KANO_WARNINGS = [
  'many-questionable',
  'many-reverse',
  'near-tie',
  'weak-category',
  'weak-total',
  'no-classifiable-answers',
] as const
export type KanoWarning = (typeof KANO_WARNINGS)[number]

/** One attribute. Shares are 0-1 of all answered pairs. */
export interface KanoSummary extends KanoVerdict {
  readonly sampleSize: number
  readonly effectiveSize: number
  readonly baseSize: BaseSize
  readonly counts: KanoCounts
  readonly shares: KanoCounts
  /** (A + O) / (A + O + M + I), 0 to 1: what presence adds. Left out when all answers are reverse or questionable. */
  readonly better?: Estimated
  /** -(O + M) / (A + O + M + I), -1 to 0: what absence takes. */
  readonly worse?: Estimated
  /** Better + Worse = (A - M) / (A + O + M + I): above 0 presence delights more than absence annoys. */
  readonly totalSatisfaction?: Estimated
  /** (A + O + M) / N: how much the attribute matters at all. */
  readonly totalStrength: Estimated
  /** (largest - second) / N. */
  readonly categoryStrength: Estimated
  readonly warnings: readonly Notice<KanoWarning>[]
}

/**
 * Everything that the six counts say. With weights, counts are sums of weights and `effectiveSize` is the number of
 * respondents they are worth: margins and tests use it. Better and Worse have Wilson intervals on the binomial base.
 * Berger et al. (1993), Timko; handbook 4.4.
 */
export function kanoSummary(
  counts: KanoCounts,
  {
    level = 0.95,
    effectiveSize,
    sampleSize,
  }: { level?: number; effectiveSize?: number; sampleSize?: number } = {},
): Outcome<KanoSummary, 'no-answers'> {
  const bad = KANO_CATEGORIES.find((category) => !isFromZero(counts[category]))
  if (bad !== undefined) throw new RangeError(`kanoSummary: the count of "${bad}" is not ${FROM_ZERO}`)
  const total = KANO_CATEGORIES.reduce((sum, category) => sum + counts[category], 0)
  if (total === 0) return missed('no-answers')
  const size = effectiveSize ?? total
  if (!isAboveZero(size)) throw new RangeError(`kanoSummary: the effective size must be above 0, got ${size}`)
  const worth = Object.fromEntries(
    KANO_CATEGORIES.map((category) => [category, counts[category] * (size / total)]),
  ) as Record<(typeof KANO_CATEGORIES)[number], number>
  const { attractive, 'one-dimensional': oneDimensional, 'must-be': mustBe, indifferent } = worth
  const base = attractive + oneDimensional + mustBe + indifferent
  const verdict = kanoVerdict(worth)
  const shares = Object.fromEntries(
    KANO_CATEGORIES.map((category) => [category, counts[category] / total]),
  ) as Record<(typeof KANO_CATEGORIES)[number], number>
  const totalStrength = share(attractive + oneDimensional + mustBe, size, level)
  const categoryStrength = contrast(worth[verdict.mode], worth[verdict.runnerUp], size, level)
  const summary = {
    ...verdict,
    sampleSize: sampleSize ?? total,
    effectiveSize: size,
    baseSize: baseSize(size),
    counts,
    shares,
    totalStrength,
    categoryStrength,
    warnings: warningsOf(shares, verdict, totalStrength.value, categoryStrength.value, base),
  }
  if (base === 0) return found(summary)
  return found({
    ...summary,
    better: share(attractive + oneDimensional, base, level),
    worse: negative(share(oneDimensional + mustBe, base, level)),
    totalSatisfaction: contrast(attractive, mustBe, base, level),
  })
}

function warningsOf(
  shares: KanoCounts,
  { fong }: KanoVerdict,
  totalStrength: number,
  categoryStrength: number,
  base: number,
): Notice<KanoWarning>[] {
  const warnings: Notice<KanoWarning>[] = []
  if (shares.questionable > 0.05) warnings.push(notice('many-questionable'))
  if (shares.reverse > 0.1) warnings.push(notice('many-reverse'))
  if (!fong.differs) warnings.push(notice('near-tie'))
  if (categoryStrength < 0.05) warnings.push(notice('weak-category'))
  if (totalStrength < 0.5) warnings.push(notice('weak-total'))
  if (base === 0) warnings.push(notice('no-classifiable-answers'))
  return warnings
}

function share(part: number, whole: number, level: number): Required<Estimated> {
  const value = Math.min(1, part / whole)
  const interval = wilsonInterval(Math.min(part, whole), whole, level)
  return { value, standardError: Math.sqrt((value * (1 - value)) / whole), interval }
}

const negative = ({ value, standardError, interval }: Required<Estimated>): Required<Estimated> => ({
  value: 0 - value,
  standardError,
  interval: { ...interval, low: 0 - interval.high, high: 0 - interval.low },
})

/** Difference of two shares of the same respondents; variance (p + q - (p - q)^2) / n. */
function contrast(a: number, b: number, whole: number, level: number): Required<Estimated> {
  const value = (a - b) / whole
  const variance = Math.max(0, ((a + b) / whole - value ** 2) / whole)
  const { low, high, ...interval } = normalInterval(value, Math.sqrt(variance), level)
  return {
    value,
    standardError: Math.sqrt(variance),
    interval: { ...interval, low: Math.max(-1, low), high: Math.min(1, high) },
  }
}
