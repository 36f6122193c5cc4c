import { type Difference, differenceOf } from '../core/difference.ts'
import { holm } from '../core/holm.ts'
import { type MeanTest, meanTest } from '../core/mean-test.ts'
import { effectiveSize, type Observations, selectRows } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { scaleMeans } from '../core/scale-means.ts'

/** One statement: the customers' column of what they expect, the managers' of what they believe is expected. */
export interface BeliefItem {
  readonly name: string
  readonly expectation: string
  readonly belief: string
}

export interface BeliefDimension {
  readonly name: string
  readonly items: readonly BeliefItem[]
}

/** The mean of one side in scale units, of the respondents who answered. */
export interface BeliefSide
  extends Pick<MeanTest, 'sampleSize' | 'value' | 'standardDeviation' | 'standardError' | 'interval'> {
  /** What the weights leave of them (Kish); the sample size without weights. */
  readonly effectiveSize: number
}

/** Customers' mean less managers' mean: above 0 managers believe that less is expected than is. */
export interface BeliefGap extends Difference {
  readonly customers: BeliefSide
  readonly managers: BeliefSide
  /** Adjusted over all dimensions, or over all statements, that could be tested. */
  readonly pHolm: number
}

export type BeliefReason = 'base-too-small' | 'no-variance' | 'too-few-answers'

export interface NamedBeliefGap {
  readonly name: string
  /** The subject of a base that is too small is the side: `customers` or `managers`. */
  readonly result: Outcome<BeliefGap, BeliefReason>
}

export interface BeliefGaps {
  /** Respondents with a mean in at least one dimension. */
  readonly customers: { readonly sampleSize: number; readonly effectiveSize: number }
  readonly managers: { readonly sampleSize: number; readonly effectiveSize: number }
  readonly dimensions: readonly NamedBeliefGap[]
  readonly items: readonly (NamedBeliefGap & { readonly dimension: string })[]
}

/** Two answers have a variance. */
const FEWEST = 2

interface BeliefOptions {
  readonly level?: number
  /** Smallest effective number of respondents on each side of a gap that is told. */
  readonly least?: number
}

/**
 * Gap 1, management perception, of two independent groups of people: what customers expect less what managers believe
 * they expect, per dimension (each respondent's mean of the statements answered, at least half of them, then the mean
 * over respondents) and per statement. `customers` hold the expectations, `managers` the beliefs, on one scale.
 * Welch, variances unequal: SE = sqrt(s1^2 / n1 + s2^2 / n2), t with Satterthwaite's degrees of freedom
 * SE^4 / ((s1^2 / n1)^2 / (n1 - 1) + (s2^2 / n2)^2 / (n2 - 1)); with weights linearised variances and effective sizes.
 * Throws when a column is missing or a dimension has no statement. A gap that cannot be told is an outcome.
 * Zeithaml, Berry & Parasuraman (1988), Journal of Marketing 52(2); Welch (1947), Biometrika 34; handbook 3.4, 12.1.
 */
export function beliefGaps(
  customers: Observations,
  managers: Observations,
  dimensions: readonly BeliefDimension[],
  options: BeliefOptions = {},
): BeliefGaps {
  const sides = dimensions.map(({ name, items }) => {
    const columns = {
      expectations: items.map((one) => one.expectation),
      beliefs: items.map((one) => one.belief),
    }
    return {
      name,
      customers: scaleMeans(customers, columns.expectations),
      managers: scaleMeans(managers, columns.beliefs),
    }
  })
  const statements = dimensions.flatMap(({ name: dimension, items }) =>
    items.map(({ name, expectation, belief }) => ({ dimension, name, expectation, belief })),
  )
  const items = adjusted(
    statements.map(({ name, expectation, belief }) => ({
      name,
      result: gapOf(
        { observations: customers, means: scaleMeans(customers, [expectation]) },
        { observations: managers, means: scaleMeans(managers, [belief]) },
        options,
      ),
    })),
  )
  return {
    customers: sizesOf(
      customers,
      sides.map((side) => side.customers),
    ),
    managers: sizesOf(
      managers,
      sides.map((side) => side.managers),
    ),
    dimensions: adjusted(
      sides.map((side) => ({
        name: side.name,
        result: gapOf(
          { observations: customers, means: side.customers },
          { observations: managers, means: side.managers },
          options,
        ),
      })),
    ),
    items: items.map((item, i) => ({ dimension: statements[i]!.dimension, ...item })),
  }
}

interface Answered {
  readonly observations: Observations
  /** Per respondent, NaN where there is none. */
  readonly means: readonly number[]
}

type UnadjustedGap = Omit<BeliefGap, 'pHolm'>

function gapOf(
  customers: Answered,
  managers: Answered,
  { level = 0.95, least = FEWEST }: BeliefOptions,
): Outcome<UnadjustedGap, BeliefReason> {
  const expected = sideOf(customers, { level, least })
  const believed = sideOf(managers, { level, least })
  if (!expected.ok) return missed(expected.reason, 'customers')
  if (!believed.ok) return missed(believed.reason, 'managers')
  const difference = differenceOf(scoreOf(expected.value), scoreOf(believed.value), { level })
  if (!difference.ok) return difference
  return found({ ...difference.value, customers: expected.value, managers: believed.value })
}

const scoreOf = ({ value, standardError, effectiveSize }: BeliefSide) => ({
  value,
  standardError,
  sampleSize: effectiveSize,
})

function sideOf(
  { observations, means }: Answered,
  { level, least }: Required<BeliefOptions>,
): Outcome<BeliefSide, 'too-few-answers' | 'base-too-small'> {
  const answered = means.map((mean) => !Number.isNaN(mean))
  const kept = selectRows(observations, answered)
  const size = effectiveSize(kept)
  if (size < least) return missed(least > FEWEST ? 'base-too-small' : 'too-few-answers')
  const values = means.filter((_, i) => answered[i])
  const weights = kept.weights === undefined ? {} : { weights: Array.from(kept.weights) }
  const tested = meanTest(values, { level, ...weights })
  if (!tested.ok) return tested
  const { sampleSize, value, standardDeviation, standardError, interval } = tested.value
  const side = { sampleSize, value, standardDeviation, standardError, interval }
  return found({ ...side, effectiveSize: size })
}

function sizesOf(observations: Observations, means: readonly (readonly number[])[]): BeliefGaps['customers'] {
  const answered = Array.from({ length: observations.rows }, (_, i) =>
    means.some((column) => !Number.isNaN(column[i])),
  )
  const kept = selectRows(observations, answered)
  return { sampleSize: kept.rows, effectiveSize: effectiveSize(kept) }
}

function adjusted(
  gaps: readonly { readonly name: string; readonly result: Outcome<UnadjustedGap, BeliefReason> }[],
): NamedBeliefGap[] {
  const values = gaps.flatMap(({ result }) => (result.ok ? [result.value.p] : []))
  const family = holm(values)
  let place = 0
  return gaps.map(({ name, result }) => ({
    name,
    result: result.ok ? found({ ...result.value, pHolm: family[place++]! }) : result,
  }))
}
