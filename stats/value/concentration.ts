import { type Notice, notice } from '../core/notice.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { isUsable, USABLE } from '../core/usable-number.ts'

/** How profit is spread over customers. */
export interface Concentration {
  readonly sampleSize: number
  readonly total: number
  /** Share of the total that the best part of customers brings. */
  readonly topShare: number
  readonly top: number
  /** 0 all alike, near 1 all from one. With losses it can pass 1. */
  readonly gini: number
  /** Lorenz curve: share of customers (poorest first) and their share of the total; begins at 0, 0. */
  readonly lorenz: readonly { readonly customers: number; readonly value: number }[]
  readonly warnings: readonly Notice<'has-losses'>[]
}

/**
 * Pareto share, Gini coefficient and Lorenz curve of profits; a part of a customer at the cut counts in part.
 * G = sum (2i - n - 1) y_i / (n sum y), ascending. Throws when a profit is not usable. Gini (1912); handbook 11.2.
 */
export function concentration(
  profits: readonly number[],
  { top = 0.2 }: { readonly top?: number } = {},
): Outcome<Concentration, 'no-customers' | 'no-profit'> {
  if (!profits.every(isUsable)) throw new RangeError(`concentration: a profit is not ${USABLE}`)
  if (!(top > 0 && top <= 1))
    throw new RangeError(`concentration: top must be above 0 and at most 1, got ${top}`)
  const n = profits.length
  if (n === 0) return missed('no-customers')
  const sorted = profits.toSorted((a, b) => a - b)
  const total = sorted.reduce((sum, profit) => sum + profit, 0)
  if (!(total > 0) || !Number.isFinite(total)) return missed('no-profit')
  const gini = sorted.reduce((sum, profit, i) => sum + (2 * (i + 1) - n - 1) * (profit / total), 0) / n
  let running = 0
  const lorenz = sorted.map((profit, i) => {
    running += profit
    return { customers: (i + 1) / n, value: running / total }
  })
  return found({
    sampleSize: n,
    total,
    topShare: bestShare(sorted, top * n) / total,
    top,
    gini,
    lorenz: [{ customers: 0, value: 0 }, ...lorenz],
    warnings: sorted[0]! < 0 ? [notice('has-losses')] : [],
  })
}

/** Sum of the largest `count` values of an ascending list, the last one in part. */
function bestShare(sorted: readonly number[], count: number): number {
  // 0.2 x 15 is 3.0000000000000004: a trace of a customer is rounding.
  const whole = Math.floor(count + 1e-9)
  const best = sorted.slice(sorted.length - whole).reduce((sum, value) => sum + value, 0)
  const part = Math.max(0, count - whole)
  return part > 1e-9 ? best + part * sorted[sorted.length - whole - 1]! : best
}
