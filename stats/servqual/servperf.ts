import { type BaseSize, baseSize } from '../core/base-size.ts'
import { cronbachAlpha } from '../core/cronbach-alpha.ts'
import { meanOfAnswers } from '../core/mean-of-answers.ts'
import type { MeanTest } from '../core/mean-test.ts'
import { type Notice, notice } from '../core/notice.ts'
import { checkObservations, type Observations, selectItems } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { scaleMeans } from '../core/scale-means.ts'

/** A dimension by the columns of its statements and, when asked, the column of the points (of 100) given to it. */
export interface ServperfDimension {
  readonly name: string
  readonly items: readonly string[]
  readonly points?: string
}

export interface ServperfDimensionResult extends MeanTest {
  readonly name: string
  readonly missing: number
  readonly meanPoints?: number
  readonly alpha?: number
}

export interface ServperfResult {
  /** Respondents with a score in every dimension. */
  readonly sampleSize: number
  readonly baseSize: BaseSize
  readonly dimensions: readonly ServperfDimensionResult[]
  readonly unweighted: MeanTest
  /** Mean of the respondents' own weighted scores; the one to report when points were asked. */
  readonly weighted?: MeanTest
  readonly warnings: readonly Notice<'wrong-points'>[]
}

/**
 * Service quality by perception alone, in scale units: the mean of a respondent's dimension means, and the same weighted by
 * the points the respondent gave to each. Throws when a column is missing, or only some dimensions have points.
 * Cronin & Taylor (1992); handbook 3.4.
 */
export function servperf(
  observations: Observations,
  dimensions: readonly ServperfDimension[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<ServperfResult, 'too-few-answers'> {
  checkObservations(observations)
  checkDimensions(dimensions)
  const { rows, weights } = observations
  const test = (values: readonly number[]) => meanOfAnswers(values, { weights, level })
  const scores = dimensions.map(({ items }) => scaleMeans(observations, items))
  const points = dimensions.flatMap((dimension) =>
    dimension.points === undefined ? [] : [selectItems(observations, [dimension.points]).values],
  )
  const shares = Array.from({ length: points.length === 0 ? 0 : rows }, (_, i) => sharesOf(points, i))
  const own = (weigh: (d: number, i: number) => number) =>
    Array.from({ length: rows }, (_, i) => scores.reduce((sum, score, d) => sum + weigh(d, i) * score[i]!, 0))
  const unweighted = test(own(() => 1 / dimensions.length))
  if (!unweighted.ok) return missed('too-few-answers')
  const weighted = test(own((d, i) => (typeof shares[i] === 'object' ? shares[i][d]! : Number.NaN)))
  const warnings: ServperfResult['warnings'][number][] = []
  if (shares.some((given) => given === 'wrong')) warnings.push(notice('wrong-points'))
  return found({
    sampleSize: unweighted.value.sampleSize,
    baseSize: baseSize(unweighted.value.sampleSize),
    dimensions: dimensions.flatMap(({ name, items }, d) => {
      const tested = test(scores[d]!)
      if (!tested.ok) return []
      const given = points[d] === undefined ? undefined : test(Array.from(points[d]))
      const alpha = alphaOf(observations, items)
      return {
        ...{ name, ...tested.value, missing: rows - tested.value.sampleSize },
        ...(given?.ok && { meanPoints: given.value.value }),
        ...(alpha !== undefined && { alpha }),
      }
    }),
    unweighted: unweighted.value,
    ...(weighted.ok && { weighted: weighted.value }),
    warnings,
  })
}

function checkDimensions(dimensions: readonly ServperfDimension[]): void {
  if (dimensions.length === 0) throw new RangeError('servperf: there are no dimensions')
  const empty = dimensions.find(({ items }) => items.length === 0)
  if (empty !== undefined) throw new RangeError(`servperf: dimension "${empty.name}" has no items`)
  const without = dimensions.find(({ points }) => points === undefined)
  if (without !== undefined && dimensions.some(({ points }) => points !== undefined)) {
    throw new RangeError(`servperf: dimension "${without.name}" has no points, the others have`)
  }
}

/** Parts of 1 a respondent gave; undefined without points, wrong when they do not add up to 100. */
function sharesOf(points: readonly Float64Array[], i: number): readonly number[] | 'wrong' | undefined {
  const given = points.map((column) => column[i]!)
  if (given.some(Number.isNaN)) return undefined
  const total = given.reduce((sum, x) => sum + x, 0)
  return given.every((x) => x >= 0) && Math.abs(total - 100) < 1e-6 ? given.map((x) => x / 100) : 'wrong'
}

/** Over respondents who answered the whole dimension, unweighted; handbook 3.4. */
function alphaOf(observations: Observations, items: readonly string[]): number | undefined {
  const { values, rows } = selectItems(observations, items)
  const width = items.length
  const whole = Array.from({ length: rows }, (_, i) =>
    Array.from(values.subarray(i * width, (i + 1) * width)),
  )
  const alpha = cronbachAlpha(whole.filter((row) => !row.some(Number.isNaN)))
  return alpha.ok ? alpha.value : undefined
}
