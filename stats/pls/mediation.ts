import type { Estimated } from '../core/estimated.ts'
import { type Interval, percentileInterval } from '../core/interval.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { checkUsable, SMALLEST_NUMBER } from '../core/usable-number.ts'
import type { PathModel } from './path-model.ts'
import { planOf } from './plan.ts'
import type { PlsDraws } from './resample-pls.ts'
import { positionsOf } from './statistics.ts'

/** Zhao, Lynch & Chen (2010). `indirect-only` is full mediation; `complementary` and `competitive` are partial. */
export const MEDIATION_TYPES = [
  'complementary',
  'competitive',
  'indirect-only',
  'direct-only',
  'no-effect',
] as const
export type MediationType = (typeof MEDIATION_TYPES)[number]

/** `vaf` is the share of the total effect that goes through the mediator; of complementary mediation only. */
export interface MediationVerdict {
  readonly type: MediationType
  readonly vaf?: number
}

/** The type by which of the two effects have an interval without 0. */
export function mediationType(
  indirect: { readonly value: number; readonly significant: boolean },
  direct: { readonly value: number; readonly significant: boolean },
): MediationVerdict {
  if (!indirect.significant) return { type: direct.significant ? 'direct-only' : 'no-effect' }
  if (!direct.significant) return { type: 'indirect-only' }
  if (indirect.value * direct.value < 0) return { type: 'competitive' }
  checkUsable('mediationType', { indirect: indirect.value, direct: direct.value })
  const total = indirect.value + direct.value
  return { type: 'complementary', ...(total !== 0 && { vaf: indirect.value / total }) }
}

/**
 * Sobel's z of a product of two estimates; assumes it normal, kept for comparison with old reports. Undefined when the
 * product has no error. Throws when a number is not usable. Sobel (1982).
 */
export function sobelZ(a: SobelTerm, b: SobelTerm): number | undefined {
  for (const { value, standardError } of [a, b]) checkUsable('sobelZ', { value, standardError })
  const error = Math.hypot(b.value * a.standardError, a.value * b.standardError)
  return error > SMALLEST_NUMBER ** 2 ? (a.value * b.value) / error : undefined
}

type SobelTerm = Pick<Required<Estimated>, 'value' | 'standardError'>

/** One chain of arrows from cause to effect through at least one mediator. */
export interface IndirectEffect extends MediationVerdict {
  readonly from: string
  readonly through: readonly string[]
  readonly to: string
  readonly indirect: Required<Estimated>
}

/** Every chain between two constructs with the direct path beside them; `total` is all of them together. */
export interface Mediation {
  readonly from: string
  readonly to: string
  readonly direct?: Required<Estimated>
  readonly chains: readonly IndirectEffect[]
  readonly indirect: Required<Estimated>
  readonly total: Required<Estimated>
  readonly resamples: { readonly count: number; readonly failed: number }
}

/**
 * Specific and total indirect effects of `from` on `to` with percentile intervals from the draws of resamplePls.
 * `coefficients`: path coefficients of the estimate in the order of the model's paths. Without a direct path it counts as
 * not significant. Throws when one of the two is no construct. Handbook 2.16.
 */
export function mediation(
  model: PathModel,
  coefficients: readonly number[],
  draws: PlsDraws,
  { from, to, level = 0.95 }: { readonly from: string; readonly to: string; readonly level?: number },
): Outcome<Mediation, 'no-mediator' | 'resamples-failed'> {
  for (const name of [from, to]) {
    if (!model.constructs.some((construct) => construct.name === name))
      throw new RangeError(`mediation: "${name}" is not a construct of the model`)
  }
  const all = chainsBetween(model, from, to)
  const chains = all.filter((chain) => chain.length > 2)
  if (chains.length === 0) return missed('no-mediator')
  const drawn = coefficientsByDraw(model, draws)
  if (drawn.length < 2) return missed('resamples-failed')
  const estimated = (value: (b: readonly number[]) => number): Required<Estimated> =>
    withMargin(value(coefficients), drawn.map(value), level)
  const along = (chain: readonly string[]) => (b: readonly number[]) =>
    chain.slice(1).reduce((product, name, k) => product * b[pathAt(model, chain[k]!, name)]!, 1)
  const sumOf = (some: readonly (readonly string[])[]) => (b: readonly number[]) =>
    some.reduce((sum, chain) => sum + along(chain)(b), 0)
  const direct = all.some((chain) => chain.length === 2) ? estimated(along([from, to])) : undefined
  const straight = {
    value: direct?.value ?? 0,
    significant: direct !== undefined && excludesZero(direct.interval),
  }
  return found({
    from,
    to,
    ...(direct === undefined ? {} : { direct }),
    chains: chains.map((chain) => {
      const indirect = estimated(along(chain))
      const verdict = mediationType({ ...indirect, significant: excludesZero(indirect.interval) }, straight)
      return { from, through: chain.slice(1, -1), to, indirect, ...verdict }
    }),
    indirect: estimated(sumOf(chains)),
    total: estimated(sumOf(all)),
    resamples: { count: draws.to - draws.from, failed: draws.to - draws.from - drawn.length },
  })
}

/** Value with standard error (divisor B - 1) and percentile interval of its resamples. */
export function withMargin(value: number, drawn: readonly number[], level: number): Required<Estimated> {
  const sorted = Float64Array.from(drawn).sort()
  const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length
  const squares = drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return {
    value,
    standardError: Math.sqrt(squares / (drawn.length - 1)),
    interval: percentileInterval(sorted, level),
  }
}

export const excludesZero = ({ low, high }: Interval): boolean => low > 0 || high < 0

function chainsBetween(model: PathModel, from: string, to: string): string[][] {
  if (from === to) return []
  const walk = (chain: readonly string[]): string[][] =>
    model.paths
      .filter((path) => path.from === chain.at(-1))
      .flatMap((path) => (path.to === to ? [[...chain, to]] : walk([...chain, path.to])))
  return walk([from])
}

const pathAt = ({ paths }: PathModel, from: string, to: string): number =>
  paths.findIndex((path) => path.from === from && path.to === to)

function coefficientsByDraw(model: PathModel, { statistics, width, from, to }: PlsDraws): number[][] {
  const { coefficients } = positionsOf(planOf(model, 'path'))
  return Array.from({ length: to - from }, (_, b) =>
    model.paths.map((_, e) => statistics[b * width + coefficients + e]!),
  ).filter((row) => row.every(Number.isFinite))
}
