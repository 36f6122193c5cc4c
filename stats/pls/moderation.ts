import { covarianceOf } from '../core/covariance.ts'
import type { Estimated } from '../core/estimated.ts'
import { momentsOf } from '../core/moments.ts'
import { type Observations, selectRows } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { seeded } from '../core/random.ts'
import { drawCounts } from '../core/resample.ts'
import { estimatePls, type PlsEstimate } from './estimate-pls.ts'
import { type Columns, orthogonalItems, productItems, scoresOf } from './interaction-items.ts'
import { withMargin } from './mediation.ts'
import { type EstimateOptions, settingsOf } from './options.ts'
import type { PathModel, PathModelSource } from './path-model.ts'
import { simpleSlope } from './simple-slope.ts'
import { type SolutionReason, solution } from './solution.ts'
import { specifyModel } from './specify-model.ts'
import { pathQuality } from './structural-quality.ts'

/**
 * `two-stage`: the product of the scores of a model without interactions is the interaction's single item.
 * `product-indicator`: all products of standardised items are its items. `orthogonal`: those less what the items explain.
 */
export const MODERATION_METHODS = ['two-stage', 'product-indicator', 'orthogonal'] as const
export type ModerationMethod = (typeof MODERATION_METHODS)[number]

/** How `moderator` changes the effect of `from` on `to`. */
export interface Interaction {
  readonly from: string
  readonly moderator: string
  readonly to: string
}

export interface ModerationOptions extends EstimateOptions {
  readonly method?: ModerationMethod
  readonly resamples?: number
  readonly seed?: number
  readonly level?: number
}

/** `coefficient` is that of the product of standardised scores, the product itself not standardised again. */
export interface ModeratedPath extends Interaction {
  readonly direct: Estimated
  readonly coefficient: Estimated
  /** .005 small, .01 medium, .025 large (Kenny 2018). */
  readonly fSquared?: number
  readonly slopes: readonly SimpleSlope[]
}

/** Effect of `from` on `to` where the moderator stands `moderator` standard deviations above its mean. */
export interface SimpleSlope {
  readonly moderator: number
  readonly slope: Estimated
}

export interface Moderation {
  readonly method: ModerationMethod
  readonly estimate: PlsEstimate
  readonly interactions: readonly ModeratedPath[]
  readonly resamples?: { readonly count: number; readonly failed: number; readonly seed: number }
}

export type ModerationReason = SolutionReason | 'resamples-failed'

/**
 * Estimates a path model with interactions; `observations` are complete (treatMissing, listwise).
 * Each interaction needs paths from both of its constructs to `to`. With resamples both stages are repeated in every draw.
 * Throws, naming the offender, on an unknown construct or a missing path. Henseler & Chin (2010); handbook 2.16.
 */
export function moderation(
  model: PathModel,
  observations: Observations,
  interactions: readonly Interaction[],
  { method = 'two-stage', resamples = 0, seed = 1, level = 0.95, ...options }: ModerationOptions = {},
): Outcome<Moderation, ModerationReason> {
  checkInteractions(model, interactions, method)
  const fit = fitOf(model, observations, interactions, { method, options })
  if (!fit.ok) return fit
  const drawn: Numbers[][] = []
  for (let draw = 0; draw < resamples; draw++) {
    const counts = new Float64Array(observations.rows)
    drawCounts(seeded(seed, { draw }), counts)
    const again = fitOf(model, reweighted(observations, counts), interactions, { method, options })
    if (again.ok) drawn.push(again.value.numbers)
  }
  if (resamples > 0 && drawn.length < 2) return missed('resamples-failed')
  const estimated = (e: number, read: (numbers: Numbers) => number): Estimated => {
    const value = read(fit.value.numbers[e]!)
    if (resamples === 0) return { value }
    return withMargin(
      value,
      drawn.map((all) => read(all[e]!)),
      level,
    )
  }
  return found({
    method,
    estimate: fit.value.estimate,
    interactions: interactions.map((interaction, e) => ({
      ...interaction,
      direct: estimated(e, ({ direct }) => direct),
      coefficient: estimated(e, ({ coefficient }) => coefficient),
      ...(fit.value.numbers[e]!.fSquared === undefined ? {} : { fSquared: fit.value.numbers[e]!.fSquared }),
      slopes: [-1, 0, 1].map((moderator) => ({
        moderator,
        slope: estimated(e, ({ direct, coefficient }) => simpleSlope(direct, coefficient, moderator)),
      })),
    })),
    ...(resamples === 0 ? {} : { resamples: { count: resamples, failed: resamples - drawn.length, seed } }),
  })
}

interface Numbers {
  readonly direct: number
  readonly coefficient: number
  readonly fSquared: number | undefined
}

interface Fit {
  readonly estimate: PlsEstimate
  readonly numbers: Numbers[]
}

function fitOf(
  model: PathModel,
  observations: Observations,
  interactions: readonly Interaction[],
  { method, options }: { method: ModerationMethod; options: EstimateOptions },
): Outcome<Fit, SolutionReason> {
  const added = interactionColumns(model, observations, interactions, { method, options })
  if (!added.ok) return added
  const all = withColumns(observations, added.value)
  const extended = specifyModel(extendedSource(model, interactions, added.value))
  const moments = momentsOf(all)
  const estimate = estimatePls(extended, moments, options)
  const solved = solution(extended, moments, settingsOf(options))
  if (!estimate.ok) return estimate
  if (!solved.ok) return solved
  const { spreads } = covarianceOf(moments)
  const quality = pathQuality(extended, solved.value)
  const numbers = interactions.map((interaction) => {
    const name = nameOf(interaction)
    const at = (from: string) =>
      estimate.value.paths.findIndex((path) => path.from === from && path.to === interaction.to)
    const loadings = Object.entries(estimate.value.loadings[name]!)
    // The score is standardised; its raw product has this spread (Henseler & Chin 2010, as seminr rescales).
    const total = loadings.reduce((sum, [, loading]) => sum + Math.abs(loading), 0)
    const spread = loadings.reduce(
      (sum, [item, loading]) => sum + (spreads[all.items.indexOf(item)]! * Math.abs(loading)) / total,
      0,
    )
    return {
      direct: estimate.value.paths[at(interaction.from)]!.coefficient,
      coefficient: estimate.value.paths[at(name)]!.coefficient / spread,
      fSquared: quality[at(name)]!.fSquared,
    }
  })
  return found({ estimate: estimate.value, numbers })
}

function interactionColumns(
  model: PathModel,
  observations: Observations,
  interactions: readonly Interaction[],
  { method, options }: { method: ModerationMethod; options: EstimateOptions },
): Outcome<Columns[], SolutionReason> {
  const itemsOf = (name: string) => model.constructs.find((construct) => construct.name === name)!.items
  const first = estimatePls(model, momentsOf(observations), options)
  if (!first.ok) return first
  if (method !== 'two-stage') {
    const make = method === 'orthogonal' ? orthogonalItems : productItems
    const columns = interactions.map(({ from, moderator }) =>
      make(observations, itemsOf(from), itemsOf(moderator)),
    )
    return columns.every((some) => some !== undefined) ? found(columns) : missed('collinear')
  }
  return found(
    interactions.map((interaction) => {
      const x = scoresOf(observations, first.value.weights[interaction.from]!)
      const m = scoresOf(observations, first.value.weights[interaction.moderator]!)
      return { names: [nameOf(interaction)], columns: [x.map((value, i) => value * m[i]!)] }
    }),
  )
}

const nameOf = ({ from, moderator }: Interaction): string => `${from}*${moderator}`

/** The interaction's items have no answer scale; that of one unit makes no index of theirs meaningful. */
function extendedSource(
  model: PathModel,
  interactions: readonly Interaction[],
  added: readonly Columns[],
): PathModelSource {
  const scale = Object.fromEntries([
    ...model.items.map((item, h) => [item, model.scales[h]!] as const),
    ...added.flatMap(({ names }) => names.map((name) => [name, { min: 0, max: 1 }] as const)),
  ])
  return {
    constructs: [
      ...model.constructs,
      ...interactions.map((interaction, e) => ({ name: nameOf(interaction), items: added[e]!.names })),
    ],
    paths: [
      ...model.paths.map(({ from, to }) => [from, to] as const),
      ...interactions.map((interaction) => [nameOf(interaction), interaction.to] as const),
    ],
    scale,
  }
}

function withColumns(observations: Observations, added: readonly Columns[]): Observations {
  const names = added.flatMap((one) => one.names)
  const columns = added.flatMap((one) => one.columns)
  const p = observations.items.length
  const width = p + columns.length
  const values = new Float64Array(observations.rows * width)
  for (let i = 0; i < observations.rows; i++) {
    values.set(observations.values.subarray(i * p, (i + 1) * p), i * width)
    columns.forEach((column, k) => {
      values[i * width + p + k] = column[i]!
    })
  }
  return { ...observations, items: [...observations.items, ...names], values }
}

/** Rows drawn at least once, weighted by how often. */
export function reweighted(observations: Observations, counts: Float64Array): Observations {
  const weights = counts.map((count, i) => count * (observations.weights?.[i] ?? 1))
  return selectRows(
    { ...observations, weights },
    Array.from(counts, (count) => count > 0),
  )
}

function checkInteractions(
  model: PathModel,
  interactions: readonly Interaction[],
  method: ModerationMethod,
): void {
  if (!MODERATION_METHODS.includes(method)) throw new RangeError(`moderation: unknown method "${method}"`)
  if (interactions.length === 0) throw new RangeError('moderation: there is no interaction')
  for (const { from, moderator, to } of interactions) {
    if (from === moderator) throw new RangeError(`moderation: "${from}" cannot moderate itself`)
    for (const name of [from, moderator]) {
      if (!model.paths.some((path) => path.from === name && path.to === to))
        throw new RangeError(`moderation: there is no path ${name} -> ${to} in the model`)
    }
  }
}
