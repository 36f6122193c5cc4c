import { type Notice, notice } from '../core/notice.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { ABOVE_ZERO, isAboveZero } from '../core/usable-number.ts'
import { type DesignEffect, designEffect } from './design-effect.ts'

export interface StratifiedCell {
  readonly cell: string
  readonly sampleSize: number
  readonly targetShare: number
  readonly weight: number
}

export interface PostStratified {
  /** One weight per respondent, adding to n. */
  readonly weights: readonly number[]
  readonly cells: readonly StratifiedCell[]
  readonly effect: DesignEffect
  readonly warnings: readonly Notice<'small-cell' | 'large-design-effect'>[]
}

export type PostStratifyReason = 'no-answers' | 'empty-cell' | 'unknown-cell'

/**
 * Cell weights (N_h / N) / (n_h / n). `cells[i]` is the cell of respondent i, `targets` the population of each cell in
 * any unit. Awkward: a target cell without respondents, respondents in a cell without target. Cells below 5 are warned
 * about: merge them. Holt & Smith (1979); handbook 12.6.
 */
export function postStratify(
  cells: readonly string[],
  targets: Readonly<Record<string, number>>,
): Outcome<PostStratified, PostStratifyReason> {
  const names = Object.keys(targets)
  const bad = names.find((name) => !isAboveZero(targets[name]!))
  if (bad !== undefined) throw new RangeError(`postStratify: the target of "${bad}" is not ${ABOVE_ZERO}`)
  if (cells.length === 0) return missed('no-answers')
  const counts = new Map<string, number>(names.map((name) => [name, 0]))
  for (const cell of cells) {
    const count = counts.get(cell)
    if (count === undefined) return missed('unknown-cell', cell)
    counts.set(cell, count + 1)
  }
  const empty = names.find((name) => counts.get(name) === 0)
  if (empty !== undefined) return missed('empty-cell', empty)
  const total = names.reduce((sum, name) => sum + targets[name]!, 0)
  const report = names.map((cell) => {
    const sampleSize = counts.get(cell)!
    const targetShare = targets[cell]! / total
    return { cell, sampleSize, targetShare, weight: (targetShare * cells.length) / sampleSize }
  })
  const weightOf = new Map(report.map(({ cell, weight }) => [cell, weight]))
  const weights = cells.map((cell) => weightOf.get(cell)!)
  if (!weights.every((weight) => weight > 0))
    throw new RangeError('postStratify: the targets are too far apart to be weighted')
  const effect = designEffect(weights)
  if (!effect.ok) return effect
  const small = report.filter(({ sampleSize }) => sampleSize < 5)
  return found({
    weights,
    cells: report,
    effect: effect.value,
    warnings: [
      ...small.map(({ cell }) => notice('small-cell' as const, cell)),
      ...(effect.value.designEffect > 2 ? [notice('large-design-effect' as const)] : []),
    ],
  })
}
