import { type BaseSize, baseSize } from '../core/base-size.ts'
import { cronbachAlpha } from '../core/cronbach-alpha.ts'
import { holm } from '../core/holm.ts'
import { type MeanTest, meanTest } from '../core/mean-test.ts'
import { type Notice, notice } from '../core/notice.ts'
import { effectiveSize, type Observations, selectItems } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { checkUsable } from '../core/usable-number.ts'
import { type ServqualDimension, type ServqualItem, servqualScores } from './servqual-scores.ts'

export const GAP_BANDS = ['met', 'slight', 'clear', 'serious'] as const
export type GapBand = (typeof GAP_BANDS)[number]

/** A mean gap with its t test of 0. `pHolm` is adjusted over all items, or over all dimensions. */
export interface Gap extends MeanTest {
  readonly name: string
  readonly missing: number
  readonly band: GapBand
  readonly pHolm?: number
}

export interface ServqualDimensionResult extends Gap {
  readonly meanPoints?: number
  readonly alphaPerception?: number
  readonly alphaGap?: number
  /** Difference scores are less reliable than their parts; may be below 0. */
  readonly reliabilityOfDifference?: number
}

export interface ServqualResult {
  readonly sampleSize: number
  readonly effectiveSize: number
  readonly baseSize: BaseSize
  readonly items: readonly (Gap & { readonly dimension: string })[]
  readonly dimensions: readonly ServqualDimensionResult[]
  readonly unweighted: MeanTest
  /** Mean of the respondents' own weighted scores; the one to report when points were asked. */
  readonly weighted?: MeanTest
  /** Mean gaps times mean points: the short cut, not the same number. */
  readonly weightedFromMeans?: number
  readonly servperf: MeanTest
  readonly servperfWeighted?: MeanTest
  readonly warnings: readonly Notice<'wrong-points' | 'unreliable-difference' | 'empty-dimension'>[]
}

/**
 * Service quality as perception less expectation, per item, dimension and overall. Throws as servqualScores does.
 * Parasuraman, Zeithaml & Berry (1988, 1991), Cronin & Taylor (1992); handbook 3.4, 3.5.
 */
export function servqual(
  observations: Observations,
  dimensions: readonly ServqualDimension[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<ServqualResult, 'too-few-answers'> {
  const scores = servqualScores(observations, dimensions)
  const test = (values: readonly (number | null)[]) => testOf(values, observations, level)
  const items = dimensions.flatMap(({ name: dimension, items }) =>
    items.flatMap((item) => {
      const gaps = itemGaps(observations, item)
      const tested = test(gaps)
      return tested.ok ? [{ dimension, ...gapOf(item.name, tested.value, observations.rows) }] : []
    }),
  )
  const warnings: ServqualResult['warnings'][number][] = []
  if (scores.wrongPoints > 0) warnings.push(notice('wrong-points'))
  const parts = dimensions.flatMap((dimension, d) => {
    const tested = test(scores.gaps[d]!)
    if (!tested.ok) {
      warnings.push(notice('empty-dimension', dimension.name))
      return []
    }
    const points = test(scores.points[d]!)
    const quality = reliabilityOf(observations, dimension.items)
    if ((quality.reliabilityOfDifference ?? 1) < 0.5)
      warnings.push(notice('unreliable-difference', dimension.name))
    const gap = gapOf(dimension.name, tested.value, observations.rows)
    return [{ ...gap, ...(points.ok && { meanPoints: points.value.value }), ...quality }]
  })
  const unweighted = test(scores.unweighted)
  const servperf = test(scores.performance)
  if (!unweighted.ok || !servperf.ok) return missed('too-few-answers')
  const weighted = test(scores.weighted)
  const servperfWeighted = test(scores.weightedPerformance)
  return found({
    sampleSize: unweighted.value.sampleSize,
    effectiveSize: effectiveSize(observations),
    baseSize: baseSize(unweighted.value.sampleSize),
    items: withHolm(items),
    dimensions: withHolm(parts),
    unweighted: unweighted.value,
    ...(weighted.ok && { weighted: weighted.value }),
    ...(parts.every(({ meanPoints }) => meanPoints !== undefined) && {
      weightedFromMeans: parts.reduce((sum, { value, meanPoints }) => sum + (value * meanPoints!) / 100, 0),
    }),
    servperf: servperf.value,
    ...(servperfWeighted.ok && { servperfWeighted: servperfWeighted.value }),
    warnings,
  })
}

/** Bands for a scale of 1 to 7; handbook 3.6. */
export function gapBand(gap: number): GapBand {
  checkUsable('gapBand', { gap })
  if (gap >= 0) return 'met'
  if (gap >= -0.5) return 'slight'
  return gap >= -1 ? 'clear' : 'serious'
}

const gapOf = (name: string, test: MeanTest, rows: number): Gap => ({
  name,
  ...test,
  missing: rows - test.sampleSize,
  band: gapBand(test.value),
})

function testOf(values: readonly (number | null)[], { weights }: Observations, level: number) {
  const kept = values.flatMap((value, i) => (value === null ? [] : [{ value, weight: weights?.[i] ?? 1 }]))
  return meanTest(
    kept.map(({ value }) => value),
    { weights: kept.map(({ weight }) => weight), level },
  )
}

function itemGaps(observations: Observations, { expectation, perception }: ServqualItem): (number | null)[] {
  const { values, rows } = selectItems(observations, [expectation, perception])
  return Array.from({ length: rows }, (_, i) => {
    const gap = values[2 * i + 1]! - values[2 * i]!
    return Number.isNaN(gap) ? null : gap
  })
}

function withHolm<G extends Gap>(gaps: readonly G[]): G[] {
  const adjusted = holm(gaps.flatMap(({ p }) => p ?? []))
  return gaps.map((gap) => (gap.p === undefined ? gap : { ...gap, pHolm: adjusted.shift()! }))
}

/** Alphas over respondents who answered the whole dimension, unweighted; handbook 3.4. */
function reliabilityOf(observations: Observations, items: readonly ServqualItem[]) {
  const { values, rows } = selectItems(
    observations,
    items.flatMap(({ expectation, perception }) => [expectation, perception]),
  )
  const width = 2 * items.length
  const whole = Array.from({ length: rows }, (_, i) =>
    Array.from(values.subarray(i * width, (i + 1) * width)),
  ).filter((row) => !row.some(Number.isNaN))
  const expected = whole.map((row) => row.filter((_, h) => h % 2 === 0))
  const perceived = whole.map((row) => row.filter((_, h) => h % 2 === 1))
  const alphaExpectation = cronbachAlpha(expected)
  const alphaPerception = cronbachAlpha(perceived)
  const alphaGap = cronbachAlpha(perceived.map((row, i) => row.map((value, h) => value - expected[i]![h]!)))
  const difference =
    alphaExpectation.ok && alphaPerception.ok
      ? differenceReliability(sums(expected), sums(perceived), alphaExpectation.value, alphaPerception.value)
      : undefined
  return {
    ...(alphaPerception.ok && { alphaPerception: alphaPerception.value }),
    ...(alphaGap.ok && { alphaGap: alphaGap.value }),
    ...(difference !== undefined && { reliabilityOfDifference: difference }),
  }
}

const sums = (rows: readonly (readonly number[])[]) =>
  rows.map((row) => row.reduce((sum, value) => sum + value, 0))

/** (s1^2 r11 + s2^2 r22 - 2 s12) / (s1^2 + s2^2 - 2 s12). */
function differenceReliability(
  first: readonly number[],
  second: readonly number[],
  firstAlpha: number,
  secondAlpha: number,
): number | undefined {
  const between = (a: readonly number[], b: readonly number[]) => {
    const meanA = a.reduce((sum, value) => sum + value, 0) / a.length
    const meanB = b.reduce((sum, value) => sum + value, 0) / b.length
    return a.reduce((sum, value, i) => sum + (value - meanA) * (b[i]! - meanB), 0)
  }
  const both = 2 * between(first, second)
  const one = between(first, first)
  const two = between(second, second)
  const whole = one + two - both
  return whole > 1e-9 * (one + two) ? (one * firstAlpha + two * secondAlpha - both) / whole : undefined
}
