import { meanOfAnswers } from '../core/mean-of-answers.ts'
import { type Notice, notice } from '../core/notice.ts'
import { type Observations, selectItems } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { driverAnalysis } from './driver-analysis.ts'
import type { DriverOptions } from './driver-table.ts'
import type { AttributePosition } from './importance-performance-grid.ts'

/** Columns of one attribute: how well it is done, how important it is said to be, how well the best rival does it. */
export interface AttributeColumns {
  readonly name: string
  readonly performance: string
  readonly importance?: string
  readonly bestCompetitor?: string
}

export interface RatedPositions {
  /** Respondents who rated the attribute that most rated. */
  readonly sampleSize: number
  readonly attributes: readonly AttributePosition[]
  /** Attributes left out because fewer than two rated them. */
  readonly warnings: readonly Notice<'empty-attribute'>[]
}

/**
 * Where rated attributes lie in the importance-performance grid, with the standard errors that mark borderline ones. Means
 * are over those who answered. With an `outcome` importance is derived: the share of its explained variance (Shapley), its
 * error from resampled respondents. Throws when neither an outcome nor a column says how important an attribute is.
 * Martilla & James (1977); handbook 7.6.
 */
export function ratedPositions(
  observations: Observations,
  attributes: readonly AttributeColumns[],
  { outcome, ...options }: DriverOptions & { readonly outcome?: string } = {},
): Outcome<RatedPositions> {
  if (attributes.length === 0) throw new RangeError('ratedPositions: there are no attributes')
  const silent = attributes.find(({ importance }) => importance === undefined)
  if (outcome === undefined && silent !== undefined) {
    throw new RangeError(`ratedPositions: nothing says how important "${silent.name}" is`)
  }
  const derived = outcome === undefined ? undefined : sharesOf(observations, attributes, outcome, options)
  if (derived?.ok === false) return derived
  const mean = (item: string | undefined) =>
    item === undefined
      ? undefined
      : meanOfAnswers(selectItems(observations, [item]).values, { weights: observations.weights })
  const positions: (AttributePosition & { readonly sampleSize: number })[] = []
  const warnings: Notice<'empty-attribute'>[] = []
  for (const { name, performance, importance, bestCompetitor } of attributes) {
    const done = mean(performance)
    const said = mean(importance)
    const rival = mean(bestCompetitor)
    const weight = derived?.value.get(performance) ?? (said?.ok ? said.value : undefined)
    if (!done?.ok || weight === undefined) {
      warnings.push(notice('empty-attribute', name))
      continue
    }
    positions.push({
      ...{ name, importance: weight.value, performance: done.value.value },
      ...(weight.standardError !== undefined && { importanceError: weight.standardError }),
      performanceError: done.value.standardError,
      ...(rival?.ok && { bestCompetitor: rival.value.value }),
      sampleSize: done.value.sampleSize,
    })
  }
  if (positions.length === 0) return missed('too-few-answers')
  const sampleSize = Math.max(...positions.map((position) => position.sampleSize))
  return found({ sampleSize, attributes: positions, warnings })
}

/** Shares of the explained variance by column. */
function sharesOf(
  observations: Observations,
  attributes: readonly AttributeColumns[],
  outcome: string,
  options: DriverOptions,
): Outcome<Map<string, { readonly value: number; readonly standardError?: number }>> {
  const columns = attributes.map(({ performance }) => performance)
  const analysed = driverAnalysis(observations, outcome, columns, options)
  if (!analysed.ok) return analysed
  const shares = analysed.value.drivers.flatMap(({ name, share }) =>
    share === undefined ? [] : [[name, share] as const],
  )
  return shares.length < columns.length ? missed('nothing-explained', outcome) : found(new Map(shares))
}
