import type { Interval, Words } from './words.ts'

/** What is known about the own brand against the wave before. */
export type ChangeSeen =
  | { readonly kind: 'first-wave' }
  | { readonly kind: 'unknown'; readonly since: string }
  | { readonly kind: 'change'; readonly since: string; readonly value: number; readonly interval?: Interval }

/** Competitors by what the adjusted tests say: better than the own brand, not to be told apart, worse. */
export interface Standing {
  readonly ahead: readonly string[]
  readonly level: readonly string[]
  readonly behind: readonly string[]
}

/** A margin up to this many points is narrow enough to call an unclear change "steady". */
const NARROW = 3

/** One careful sentence about the change since the wave before; chance is ruled out by the interval, not by hope. */
export function changeVerdict(seen: ChangeSeen, { t, index, change, margin }: Words): string {
  if (seen.kind === 'first-wave') return t('verdict.firstWave')
  if (seen.kind === 'unknown') return t('verdict.changeUnknown', { since: seen.since })
  const { since, value, interval } = seen
  if (interval === undefined) return t('verdict.noMargin', { since, change: change(value) })
  const said = { since, change: change(value), size: index(Math.abs(value)), margin: margin(interval) }
  if (interval.low > 0) return t('verdict.up', said)
  if (interval.high < 0) return t('verdict.down', said)
  return (interval.high - interval.low) / 2 <= NARROW
    ? t('verdict.steady', said)
    : t('verdict.tooEarly', said)
}

/** One sentence about the competitors; empty groups are not mentioned. */
export function standingVerdict({ ahead, level, behind }: Standing, { t, list }: Words): string {
  const parts = [
    ...(level.length > 0 ? ['Level'] : []),
    ...(behind.length > 0 ? ['AheadOf'] : []),
    ...(ahead.length > 0 ? ['Behind'] : []),
  ]
  if (parts.length === 0) return t('verdict.alone')
  return t(`verdict.standing${parts.join('')}`, {
    level: list(level),
    behind: list(behind),
    ahead: list(ahead),
  })
}
