import { type Notice, notice } from '../core/notice.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { ABOVE_ZERO, isAboveZero } from '../core/usable-number.ts'
import { checkWeights, type DesignEffect, designEffect } from './design-effect.ts'
import { type TrimRange, trimWeights } from './trim-weights.ts'

/** One margin of the population: the category of every respondent and the target of every category, in any unit. */
export interface RakeMargin {
  readonly name: string
  readonly categories: readonly string[]
  readonly targets: Readonly<Record<string, number>>
}

export interface RakeOptions {
  /** Weights to start from, one per respondent; all 1 when left out. */
  readonly base?: readonly number[]
  /** Trim to this range of the median and rake again; not trimmed when left out. */
  readonly trim?: TrimRange
  readonly tolerance?: number
  readonly maxCycles?: number
}

export interface Raked {
  /** One weight per respondent, adding to n. */
  readonly weights: readonly number[]
  readonly cycles: number
  readonly trimmed: number
  readonly effect: DesignEffect
  /** Largest distance of a weighted share from its target after all steps, 0-1. */
  readonly largestError: number
  readonly warnings: readonly Notice<'small-cell' | 'large-design-effect' | 'trimming-left-error'>[]
}

export type RakeReason = 'no-answers' | 'empty-cell' | 'unknown-cell' | 'not-converged'

/**
 * Raking (iterative proportional fitting): the margins are fitted in turn until no step of a cycle
 * changes a weight by more than `tolerance` relative. Margins that contradict each other do not converge.
 * Deming & Stephan (1940); handbook 12.6.
 */
export function rake(
  margins: readonly RakeMargin[],
  { base, trim, tolerance = 1e-10, maxCycles = 200 }: RakeOptions = {},
): Outcome<Raked, RakeReason> {
  if (margins.length === 0) throw new RangeError('rake: there are no margins')
  const rows = margins[0]!.categories.length
  if (base !== undefined) checkWeights('rake', base)
  if (base !== undefined && base.length !== rows)
    throw new RangeError(`rake: ${base.length} base weights for ${rows} rows`)
  if (rows === 0) return missed('no-answers')
  const coded: CodedMargin[] = []
  for (const margin of margins) {
    const one = codeMargin(margin, rows)
    if (!one.ok) return one
    coded.push(one.value)
  }
  const start = Float64Array.from(base ?? new Array<number>(rows).fill(1))
  let fit = fitMargins(start, coded, { tolerance, maxCycles })
  let cycles = fit.cycles
  let trimmed = 0
  // Trimming moves the margins and raking moves the weights: a few rounds settle both, or the rest is reported.
  for (let round = 0; trim !== undefined && fit.converged && round < 20; round++) {
    const cut = trimWeights(Array.from(fit.weights), trim)
    if (cut.trimmed === 0) break
    trimmed = Math.max(trimmed, cut.trimmed)
    fit = fitMargins(Float64Array.from(cut.weights), coded, { tolerance, maxCycles })
    cycles += fit.cycles
  }
  if (!fit.converged) return missed('not-converged')
  let weights = Array.from(fit.weights)
  if (trim !== undefined) {
    // The range has the last word; margins may then miss by what `largestError` says.
    const cut = trimWeights(weights, trim).weights
    const sum = cut.reduce((total, weight) => total + weight, 0)
    weights = cut.map((weight) => (weight * rows) / sum)
  }
  const effect = designEffect(weights)
  if (!effect.ok) return effect
  const largestError = errorOf(weights, coded)
  return found({
    weights,
    cycles,
    trimmed,
    effect: effect.value,
    largestError,
    warnings: [
      ...coded.flatMap(({ name, labels, counts }) =>
        labels
          .filter((_, c) => counts[c]! < 5)
          .map((label) => notice('small-cell' as const, `${name}: ${label}`)),
      ),
      ...(effect.value.designEffect > 2 ? [notice('large-design-effect' as const)] : []),
      ...(largestError > 1e-6 ? [notice('trimming-left-error' as const)] : []),
    ],
  })
}

interface CodedMargin {
  readonly name: string
  readonly labels: readonly string[]
  readonly codes: Int32Array
  readonly counts: readonly number[]
  /** Adding to n. */
  readonly targets: Float64Array
}

function codeMargin(
  { name, categories, targets }: RakeMargin,
  rows: number,
): Outcome<CodedMargin, 'empty-cell' | 'unknown-cell'> {
  if (categories.length !== rows)
    throw new RangeError(`rake: margin "${name}" has ${categories.length} rows, expected ${rows}`)
  const labels = Object.keys(targets)
  const bad = labels.find((label) => !isAboveZero(targets[label]!))
  if (bad !== undefined) throw new RangeError(`rake: the target of "${name}: ${bad}" is not ${ABOVE_ZERO}`)
  const place = new Map(labels.map((label, c) => [label, c]))
  const counts = labels.map(() => 0)
  const codes = new Int32Array(rows)
  for (let i = 0; i < rows; i++) {
    const c = place.get(categories[i]!)
    if (c === undefined) return missed('unknown-cell', `${name}: ${categories[i]}`)
    codes[i] = c
    counts[c]! += 1
  }
  const empty = labels.findIndex((_, c) => counts[c] === 0)
  if (empty >= 0) return missed('empty-cell', `${name}: ${labels[empty]}`)
  const total = labels.reduce((sum, label) => sum + targets[label]!, 0)
  const scaled = Float64Array.from(labels, (label) => (targets[label]! / total) * rows)
  return found({ name, labels, codes, counts, targets: scaled })
}

function fitMargins(
  start: Float64Array,
  margins: readonly CodedMargin[],
  { tolerance, maxCycles }: { readonly tolerance: number; readonly maxCycles: number },
): { readonly weights: Float64Array; readonly cycles: number; readonly converged: boolean } {
  const weights = start.slice()
  for (let cycle = 1; cycle <= maxCycles; cycle++) {
    // The steps of one cycle may undo each other when margins contradict: every single step has to be small.
    let change = 0
    for (const { codes, targets } of margins) {
      const sums = new Float64Array(targets.length)
      for (let i = 0; i < weights.length; i++) sums[codes[i]!]! += weights[i]!
      const factors = targets.map((target, c) => target / sums[c]!)
      for (let i = 0; i < weights.length; i++) weights[i]! *= factors[codes[i]!]!
      change = factors.reduce((most, factor) => Math.max(most, Math.abs(factor - 1)), change)
    }
    if (!weights.every((weight) => weight > 0 && Number.isFinite(weight))) break
    if (change < tolerance) return { weights, cycles: cycle, converged: true }
  }
  return { weights, cycles: maxCycles, converged: false }
}

function errorOf(weights: readonly number[], margins: readonly CodedMargin[]): number {
  let largest = 0
  for (const { codes, targets } of margins) {
    const sums = new Float64Array(targets.length)
    weights.forEach((weight, i) => {
      sums[codes[i]!]! += weight
    })
    targets.forEach((target, c) => {
      largest = Math.max(largest, Math.abs(sums[c]! - target) / weights.length)
    })
  }
  return largest
}
