import type { Estimated } from '../core/estimated.ts'
import { meanTest } from '../core/mean-test.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { checkUsable } from '../core/usable-number.ts'
import { KANO_ANSWERS, type KanoAnswer, type KanoCategory, type KanoPair } from './kano-category.ts'

/** DuMouchel's scores, in the order of the answers. */
export const FUNCTIONAL_SCORES = scores(4, 2, 0, -1, -2)
export const DYSFUNCTIONAL_SCORES = scores(-2, -1, 0, 2, 4)

function scores(...values: readonly number[]): Readonly<Record<KanoAnswer, number>> {
  return Object.fromEntries(KANO_ANSWERS.map((answer, i) => [answer, values[i]!])) as Record<
    KanoAnswer,
    number
  >
}

/** A mean with its spread and margin. */
export interface KanoMean extends Required<Estimated> {
  readonly standardDeviation: number
}

/** Means on DuMouchel's scale: functional (up) and dysfunctional (across), -2 to 4; the lines are drawn at 2. */
export interface KanoContinuous {
  readonly sampleSize: number
  readonly functional: KanoMean
  readonly dysfunctional: KanoMean
  readonly quadrant: KanoCategory
}

/**
 * Continuous analysis of the pairs handed in; leave reverse and questionable pairs out for the usual picture.
 * Intervals are t. DuMouchel in Berger et al. (1993); handbook 4.4.
 */
export function kanoContinuous(
  pairs: readonly KanoPair[],
  options: { readonly weights?: readonly number[]; readonly level?: number } = {},
): Outcome<KanoContinuous, 'too-few-answers'> {
  const up = meanTest(
    pairs.map(({ functional }) => FUNCTIONAL_SCORES[functional]),
    options,
  )
  const across = meanTest(
    pairs.map(({ dysfunctional }) => DYSFUNCTIONAL_SCORES[dysfunctional]),
    options,
  )
  if (!up.ok || !across.ok) return missed('too-few-answers')
  return found({
    sampleSize: pairs.length,
    functional: meanOf(up.value),
    dysfunctional: meanOf(across.value),
    quadrant: kanoQuadrant(up.value.value, across.value.value),
  })
}

/** Which corner of the picture: attractive up, must-be across, one-dimensional both, indifferent neither. */
export function kanoQuadrant(functional: number, dysfunctional: number): KanoCategory {
  checkUsable('kanoQuadrant', { functional, dysfunctional })
  if (functional >= 2) return dysfunctional >= 2 ? 'one-dimensional' : 'attractive'
  return dysfunctional >= 2 ? 'must-be' : 'indifferent'
}

const meanOf = ({ value, standardDeviation, standardError, interval }: KanoMean): KanoMean => ({
  value,
  standardDeviation,
  standardError,
  interval,
})
