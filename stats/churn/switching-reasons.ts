import { found, missed, type Outcome } from '../core/outcome.ts'
import type { Share } from '../core/share.ts'
import { shareOf } from '../core/share.ts'

/** Keaveney (1995), Journal of Marketing 59(2); the lectures list the same eight. */
export const SWITCHING_REASONS = [
  'pricing',
  'inconvenience',
  'core-service-failure',
  'service-encounter-failure',
  'response-to-failure',
  'competition',
  'ethical-problems',
  'involuntary-switching',
] as const
export type SwitchingReason = (typeof SWITCHING_REASONS)[number]

/** One lost customer: all reasons named, and the main one when asked. */
export interface SwitchingAnswer {
  readonly reasons: readonly SwitchingReason[]
  readonly main?: SwitchingReason
}

export interface ReasonShare {
  readonly reason: SwitchingReason
  readonly count: number
  /** Of customers who named any reason. */
  readonly share: Share
  readonly mainCount: number
  /** Running share of all mentions: the Pareto line. */
  readonly cumulative: number
}

export interface SwitchingReasons {
  readonly sampleSize: number
  /** Customers who named no reason: left out. */
  readonly missing: number
  readonly singleReason: Share
  /** Most named first. */
  readonly reasons: readonly ReasonShare[]
  /** together[a][b]: customers who named both, in the order of SWITCHING_REASONS. */
  readonly together: readonly (readonly number[])[]
}

/** Why customers left: shares, Pareto line and what goes together. Handbook 9.3. */
export function switchingReasons(
  answers: readonly SwitchingAnswer[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<SwitchingReasons, 'no-answers'> {
  const unknown = answers
    .flatMap(({ reasons, main }) => (main === undefined ? reasons : [...reasons, main]))
    .find((reason) => !SWITCHING_REASONS.includes(reason))
  if (unknown !== undefined) throw new RangeError(`switchingReasons: unknown reason "${unknown}"`)
  const named = answers
    .map(({ reasons, main }) => ({
      main,
      reasons: new Set(main === undefined ? reasons : [...reasons, main]),
    }))
    .filter(({ reasons }) => reasons.size > 0)
  const sampleSize = named.length
  if (sampleSize === 0) return missed('no-answers')
  const share = (part: number): Share => {
    const outcome = shareOf(part, sampleSize, level)
    if (!outcome.ok) throw new RangeError(`switchingReasons: ${outcome.reason}`)
    return outcome.value
  }
  const count = (reason: SwitchingReason) => named.filter(({ reasons }) => reasons.has(reason)).length
  const mentions = named.reduce((sum, { reasons }) => sum + reasons.size, 0)
  let running = 0
  const ranked = SWITCHING_REASONS.map((reason) => ({ reason, count: count(reason) })).sort(
    (a, b) => b.count - a.count,
  )
  return found({
    sampleSize,
    missing: answers.length - sampleSize,
    singleReason: share(named.filter(({ reasons }) => reasons.size === 1).length),
    reasons: ranked.map((row) => {
      running += row.count
      const mainCount = named.filter(({ main }) => main === row.reason).length
      return { ...row, share: share(row.count), mainCount, cumulative: running / mentions }
    }),
    together: SWITCHING_REASONS.map((a) =>
      SWITCHING_REASONS.map((b) => named.filter(({ reasons }) => reasons.has(a) && reasons.has(b)).length),
    ),
  })
}
