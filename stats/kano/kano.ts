import { kishSize } from '../core/kish-size.ts'
import { meanTest } from '../core/mean-test.ts'
import { checkObservations, type Observations, selectItems } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import {
  KANO_ANSWERS,
  KANO_CATEGORIES,
  type KanoCategory,
  type KanoPair,
  type KanoTable,
  kanoCategory,
} from './kano-category.ts'
import { type KanoContinuous, type KanoMean, kanoContinuous } from './kano-continuous.ts'
import { type KanoSummary, kanoSummary } from './kano-summary.ts'
import type { KanoCounts } from './kano-verdict.ts'

/** Where the two halves of an attribute's question, and its importance if asked, stand in the observations. */
export interface KanoAttribute {
  readonly name: string
  readonly functional: string
  readonly dysfunctional: string
  readonly importance?: string
}

export interface KanoResult extends KanoSummary {
  /** Respondents who left out one half or both: not counted. */
  readonly missing: number
  /** Without reverse and questionable pairs; left out below two respondents. */
  readonly continuous?: KanoContinuous
  /** With every pair. */
  readonly continuousAll?: KanoContinuous
  readonly importance?: KanoMean
}

export type KanoReason = 'no-answers'

export interface KanoOptions {
  readonly table?: KanoTable
  readonly level?: number
}

export interface KanoAttributeOutcome {
  readonly name: string
  readonly result: Outcome<KanoResult, KanoReason>
}

/**
 * Every attribute of a Kano study. Halves are coded 1 to 5 in the order of KANO_ANSWERS, NaN is no answer.
 * Throws when a column is missing from the observations or a cell holds anything but 1 to 5. Handbook 4.
 */
export function kano(
  observations: Observations,
  attributes: readonly KanoAttribute[],
  options: KanoOptions = {},
): KanoAttributeOutcome[] {
  checkObservations(observations)
  const twice = attributes.find(({ name }, i) => attributes.findIndex((other) => other.name === name) !== i)
  if (twice !== undefined) throw new RangeError(`kano: attribute "${twice.name}" appears twice`)
  return attributes.map((attribute) => ({
    name: attribute.name,
    result: one(observations, attribute, options),
  }))
}

function one(
  observations: Observations,
  { functional, dysfunctional, importance }: KanoAttribute,
  { table = 'berger', level = 0.95 }: KanoOptions,
): Outcome<KanoResult, KanoReason> {
  const { values, rows, weights } = selectItems(observations, [functional, dysfunctional])
  const pairs: KanoPair[] = []
  const kept: number[] = []
  for (let i = 0; i < rows; i++) {
    const up = answerAt(values[2 * i]!, functional, i)
    const down = answerAt(values[2 * i + 1]!, dysfunctional, i)
    if (up === undefined || down === undefined) continue
    pairs.push({ functional: up, dysfunctional: down })
    kept.push(weights?.[i] ?? 1)
  }
  if (pairs.length === 0) return missed('no-answers')
  const categories = pairs.map((pair) => kanoCategory(pair, table))
  const summary = kanoSummary(kanoCounts(categories, kept), {
    level,
    effectiveSize: kishSize(kept),
    sampleSize: pairs.length,
  })
  if (!summary.ok) return summary
  const classified = categories.map((category) => category !== 'reverse' && category !== 'questionable')
  const clean = kanoContinuous(
    pairs.filter((_, i) => classified[i]),
    { weights: kept.filter((_, i) => classified[i]), level },
  )
  const all = kanoContinuous(pairs, { weights: kept, level })
  const stated = importance === undefined ? undefined : meanOfColumn(observations, importance, level)
  return found({
    ...summary.value,
    missing: rows - pairs.length,
    ...(clean.ok && { continuous: clean.value }),
    ...(all.ok && { continuousAll: all.value }),
    ...(stated !== undefined && { importance: stated }),
  })
}

/** Sums of weights per category; plain counts without weights. */
export function kanoCounts(categories: readonly KanoCategory[], weights?: readonly number[]): KanoCounts {
  const counts = Object.fromEntries(KANO_CATEGORIES.map((category) => [category, 0])) as Record<
    KanoCategory,
    number
  >
  categories.forEach((category, i) => {
    counts[category] += weights?.[i] ?? 1
  })
  return counts
}

function answerAt(code: number, item: string, row: number) {
  if (Number.isNaN(code)) return undefined
  const answer = KANO_ANSWERS[code - 1]
  if (answer === undefined)
    throw new RangeError(`kano: row ${row}, item "${item}" is ${code}, not an answer 1 to 5`)
  return answer
}

function meanOfColumn(observations: Observations, item: string, level: number): KanoMean | undefined {
  const { values, weights } = selectItems(observations, [item])
  const answered = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!))
  const tested = meanTest(
    answered.map((i) => values[i]!),
    { weights: answered.map((i) => weights?.[i] ?? 1), level },
  )
  if (!tested.ok) return undefined
  const { value, standardDeviation, standardError, interval } = tested.value
  return { value, standardDeviation, standardError, interval }
}
