import type { Layout } from '../core/design.ts'
import type { Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { constructScores } from './construct-scores.ts'
import { type EstimateOptions, type EstimateSettings, settingsOf } from './options.ts'
import type { PathModel } from './path-model.ts'
import { planOf } from './plan.ts'
import { createRowSolver, type RowSource } from './row-solver.ts'
import type { Treated } from './treat-missing.ts'

/** cells: every D-th cell of a block is left out, down one item after the other. rows: every D-th respondent's whole block. */
export const BLIND_PATTERNS = ['cells', 'rows'] as const
export type BlindPattern = (typeof BLIND_PATTERNS)[number]

/** Default: the cells pattern and omission distance 7, or the next that does not divide the number of rows. */
export interface BlindfoldOptions extends EstimateOptions {
  readonly distance?: number
  readonly pattern?: BlindPattern
  /** How the left-out cells enter the estimation: replaced by the item's mean (default) or left out of pairs. */
  readonly holes?: 'mean' | 'pairwise'
}

/** Stone-Geisser Q2 of an endogenous construct: 1 - squared error over that of the mean; above 0 is relevant. */
export interface BlindfoldedConstruct {
  readonly construct: string
  /** Cells predicted from the construct's causes. */
  readonly redundancy: number
  /** Cells predicted from the construct's own score. */
  readonly communality: number
}

export interface Blindfolding {
  readonly method: 'blindfolding'
  readonly version: 1
  readonly options: EstimateSettings & Required<Pick<BlindfoldOptions, 'distance' | 'pattern' | 'holes'>>
  readonly sampleSize: number
  readonly constructs: readonly BlindfoldedConstruct[]
}

export type BlindfoldReason = 'too-few-cases' | 'distance-divides-rows' | 'no-solution'

const DISTANCES = [7, 8, 9, 10, 11, 12, 5, 6]

/**
 * Cross-validated redundancy and communality, for comparison with old reports; predictPls is the better question.
 * Errors are in standard deviations of the item over all rows. Geisser (1974), Stone (1974), Chin (1998); handbook 2.10.
 * Awkward: fewer rows than twice the distance; a distance that divides the rows (then whole respondents would be left
 * out); no solution without some cells. Throws on a distance other than 5 to 12.
 */
export function blindfoldPls(
  model: PathModel,
  { observations, layout }: Pick<Treated, 'observations' | 'layout'>,
  { distance, pattern = 'cells', holes = 'mean', ...rest }: BlindfoldOptions = {},
): Outcome<Blindfolding, BlindfoldReason> {
  if (!BLIND_PATTERNS.includes(pattern)) throw new RangeError(`blindfoldPls: unknown pattern "${pattern}"`)
  if (distance !== undefined && !(Number.isInteger(distance) && distance >= 5 && distance <= 12)) {
    throw new RangeError(`blindfoldPls: distance must be a whole number from 5 to 12, got ${distance}`)
  }
  const settings = settingsOf(rest)
  const { rows } = observations
  const every = distance ?? DISTANCES.find((candidate) => rows % candidate !== 0)
  if (every === undefined || (pattern === 'cells' && rows % every === 0))
    return missed('distance-divides-rows')
  if (rows < 2 * every) return missed('too-few-cases')
  const whole = createRowSolver({ model, observations, layout, settings })
  if (!whole.solve(new Float64Array(rows).fill(1))) return missed('no-solution')
  const spreads = whole.items.spreads.slice()
  const read: Layout = layout === 'pairwise' ? layout : holes
  const { endogenous } = planOf(model, settings.scheme)
  const constructs: BlindfoldedConstruct[] = []
  for (const t of endogenous) {
    const sums = { redundancy: 0, communality: 0, mean: 0 }
    for (let start = 0; start < every; start++) {
      const blind = blindBlock(model, observations, { t, every, start, pattern })
      if (!addErrors({ model, layout: read, settings, observations }, blind, { t, spreads }, sums)) {
        return missed('no-solution', model.constructs[t]!.name)
      }
    }
    if (!(sums.mean > 0)) return missed('no-solution', model.constructs[t]!.name)
    constructs.push({
      construct: model.constructs[t]!.name,
      redundancy: 1 - sums.redundancy / sums.mean,
      communality: 1 - sums.communality / sums.mean,
    })
  }
  return found({
    method: 'blindfolding',
    version: 1,
    options: { ...settings, distance: every, pattern, holes },
    sampleSize: rows,
    constructs,
  })
}

/** The observations without the cells of block t that it is their turn to leave out. */
function blindBlock(
  model: PathModel,
  { items, rows, values, weights }: Observations,
  { t, every, start, pattern }: { t: number; every: number; start: number; pattern: BlindPattern },
): Observations {
  const copy = values.slice()
  const p = items.length
  model.constructs[t]!.items.forEach((item, k) => {
    const h = model.items.indexOf(item)
    for (let i = 0; i < rows; i++) {
      const position = pattern === 'rows' ? i : k * rows + i
      if (position % every === start) copy[i * p + h] = Number.NaN
    }
  })
  return { items, rows, values: copy, ...(weights === undefined ? {} : { weights }) }
}

/** Adds the squared errors of the left-out cells that had an answer; false when the rest has no solution. */
function addErrors(
  source: RowSource,
  blind: Observations,
  { t, spreads }: { readonly t: number; readonly spreads: Float64Array },
  sums: { redundancy: number; communality: number; mean: number },
): boolean {
  const solver = createRowSolver({ ...source, observations: blind })
  if (!solver.solve(new Float64Array(blind.rows).fill(1))) return false
  const { plan, work, items } = solver
  const { constructs, starts, causes, items: p } = plan
  const scores = constructScores(solver, blind)
  for (let i = 0; i < blind.rows; i++) {
    let predicted = 0
    for (const q of causes[t]!)
      predicted += work.coefficients[t * constructs + q]! * scores[i * constructs + q]!
    const own = scores[i * constructs + t]!
    for (let h = starts[t]!; h < starts[t + 1]!; h++) {
      const actual = source.observations.values[i * p + h]!
      if (!Number.isNaN(blind.values[i * p + h]!) || Number.isNaN(actual)) continue
      const weight = (blind.weights?.[i] ?? 1) / spreads[h]! ** 2
      const gap = actual - items.means[h]!
      const reach = items.spreads[h]! * work.loadings[h]!
      sums.redundancy += weight * (gap - reach * predicted) ** 2
      sums.communality += weight * (gap - reach * own) ** 2
      sums.mean += weight * gap ** 2
    }
  }
  return true
}
