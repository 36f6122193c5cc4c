import { type Derived, derivedMoments } from '../core/derived-moments.ts'
import type { Moments } from '../core/moments.ts'
import { found, type Outcome } from '../core/outcome.ts'
import { assessPls, type PlsAssessment } from './assess-pls.ts'
import { estimatePls, type PlsEstimate } from './estimate-pls.ts'
import type { EstimateOptions } from './options.ts'
import type { ConstructSource, PathModel, PathModelSource, Scale } from './path-model.ts'
import type { SolutionReason } from './solution.ts'
import { specifyModel } from './specify-model.ts'

/**
 * `disjoint`: scores of the components, each estimated in the place of the whole, become its items; the others keep theirs.
 * `embedded`: components from the repeated-items model, and every construct of the second stage is a score.
 * `repeated`: the whole has all items of its components again; one stage.
 */
export const HIGHER_ORDER_APPROACHES = ['disjoint', 'embedded', 'repeated'] as const
export type HigherOrderApproach = (typeof HIGHER_ORDER_APPROACHES)[number]

/** A construct whose parts are constructs. Mode A: it shows in its components; mode B: they make it up. */
export interface HigherOrderConstruct {
  readonly name: string
  readonly mode?: 'A' | 'B'
  readonly components: readonly string[]
}

/** `paths` of the source name the whole, never its components; `constructs` are the components and all others. */
export interface HigherOrderSource extends PathModelSource {
  readonly higherOrder: readonly HigherOrderConstruct[]
}

export interface Stage {
  readonly model: PathModel
  readonly estimate: PlsEstimate
  readonly assessment: PlsAssessment
}

/** `first` is the only stage of repeated items. Quality of the components stands in the first stage. */
export interface HigherOrderEstimate {
  readonly approach: HigherOrderApproach
  readonly first: Stage
  readonly second?: Stage
}

/**
 * A path model with second-order constructs from the moments of the items.
 * Throws, naming the offender, when a component is unknown, in two wholes, or has a path of its own, and where specifyModel does.
 * Sarstedt et al. (2019), Australasian Marketing Journal 27(3); handbook 2.16.
 */
export function higherOrder(
  source: HigherOrderSource,
  moments: Moments,
  { approach = 'disjoint', ...options }: EstimateOptions & { readonly approach?: HigherOrderApproach } = {},
): Outcome<HigherOrderEstimate, SolutionReason> {
  if (!HIGHER_ORDER_APPROACHES.includes(approach))
    throw new RangeError(`higherOrder: unknown approach "${approach}"`)
  checkWholes(source)
  const repeated = approach !== 'disjoint'
  const { items, scale, ...rest } = repeated ? withRepeatedItems(source) : withComponents(source)
  const first = stageOf(specifyModel({ ...rest, scale }), derivedMoments(moments, items), options)
  if (!first.ok || approach === 'repeated') return first.ok ? found({ approach, first: first.value }) : first
  const second = secondStage(source, first.value, approach)
  const next = stageOf(second.model, derivedMoments(moments, second.items), options)
  return next.ok ? found({ approach, first: first.value, second: next.value }) : next
}

function checkWholes({ constructs, paths, higherOrder: wholes }: HigherOrderSource): void {
  const parts = wholes.flatMap(({ components }) => components)
  if (wholes.length === 0) throw new RangeError('higherOrder: the model has no higher-order construct')
  for (const { name, components } of wholes) {
    if (components.length === 0) throw new RangeError(`higherOrder: "${name}" has no components`)
    if (constructs.some((construct) => construct.name === name))
      throw new RangeError(`higherOrder: "${name}" is also a construct with items`)
  }
  for (const part of parts) {
    if (!constructs.some(({ name }) => name === part))
      throw new RangeError(`higherOrder: component "${part}" is not a construct of the model`)
    if (parts.indexOf(part) !== parts.lastIndexOf(part))
      throw new RangeError(`higherOrder: "${part}" is a component twice`)
    if (paths.some((path) => path.includes(part)))
      throw new RangeError(`higherOrder: component "${part}" has a path of its own, draw it to the whole`)
  }
}

interface FirstStage extends PathModelSource {
  readonly items: readonly Derived[]
}

const wholeOf = (source: HigherOrderSource, name: string) =>
  source.higherOrder.find((whole) => whole.name === name)

/** Every component stands where the whole stood. */
function withComponents(source: HigherOrderSource): FirstStage {
  const ends = (name: string) => wholeOf(source, name)?.components ?? [name]
  const paths = source.paths.flatMap(([from, to]) =>
    ends(from).flatMap((a) => ends(to).map((b) => [a, b] as const)),
  )
  const items = source.constructs.flatMap((construct) => construct.items)
  return { ...source, paths, items: items.map((item) => ({ item, of: { [item]: 1 } })) }
}

/** The whole has copies of its components' items; arrows from it to them (mode A) or from them to it (mode B). */
function withRepeatedItems(source: HigherOrderSource): FirstStage {
  const blocks = new Map(source.constructs.map(({ name, items }) => [name, items]))
  const copies = source.higherOrder.map(({ name, mode = 'A', components }) => ({
    name,
    mode,
    items: components.flatMap((part) => blocks.get(part)!.map((item) => copyOf(name, item))),
  }))
  const originals = source.constructs.flatMap(({ items }) => items)
  const items = [
    ...originals.map((item) => ({ item, of: { [item]: 1 } })),
    ...source.higherOrder.flatMap(({ name, components }) =>
      components.flatMap((part) =>
        blocks.get(part)!.map((item) => ({ item: copyOf(name, item), of: { [item]: 1 } })),
      ),
    ),
  ]
  const joints = source.higherOrder.flatMap(({ name, mode = 'A', components }) =>
    components.map((part) => (mode === 'A' ? ([name, part] as const) : ([part, name] as const))),
  )
  const scale = Object.fromEntries(items.map(({ item, of }) => [item, scaleOf(source, Object.keys(of)[0]!)]))
  return {
    constructs: [...source.constructs, ...copies],
    paths: [...source.paths, ...joints],
    scale,
    items,
  }
}

const copyOf = (whole: string, item: string): string => `${whole}: ${item}`

/** Scores of the first stage as items on 0-100: the construct's index of each respondent. */
function secondStage(
  source: HigherOrderSource,
  first: Stage,
  approach: HigherOrderApproach,
): { model: PathModel; items: Derived[] } {
  const parts = new Set(source.higherOrder.flatMap(({ components }) => components))
  const kept = source.constructs.filter(({ name }) => !parts.has(name))
  const scored = approach === 'embedded' ? [...kept.map(({ name }) => name), ...parts] : [...parts]
  const items: Derived[] = scored.map((name) => scoreOf(source, first, name))
  if (approach === 'disjoint') {
    for (const { items: own } of kept) items.push(...own.map((item) => ({ item, of: { [item]: 1 } })))
  }
  const constructs: ConstructSource[] = kept.map((construct) =>
    approach === 'embedded' ? { name: construct.name, items: [construct.name] } : construct,
  )
  for (const { name, mode = 'A', components } of source.higherOrder)
    constructs.push({ name, mode, items: components })
  const scale = Object.fromEntries(
    items.map(({ item }) => [item, scored.includes(item) ? { min: 0, max: 100 } : scaleOf(source, item)]),
  )
  return { model: specifyModel({ constructs, paths: source.paths, scale }), items }
}

/** The index 0-100 as a sum over items; by the raw weights where they do not add up to something above 0. */
function scoreOf(source: HigherOrderSource, { assessment }: Stage, construct: string): Derived {
  const weights = assessment.unstandardisedWeights[construct]!
  if (assessment.index[construct] === undefined) return { item: construct, of: weights }
  const shares = assessment.indexWeights[construct]!
  const of: Record<string, number> = {}
  let plus = 0
  for (const [item, share] of Object.entries(shares)) {
    const { min, max } = scaleOf(source, item)
    of[item] = (100 * share) / (max - min)
    plus -= of[item] * min
  }
  return { item: construct, of, plus }
}

function scaleOf({ scale }: PathModelSource, item: string): Scale {
  const { min, max } = scale as { min?: unknown; max?: unknown }
  if (typeof min === 'number' && typeof max === 'number') return { min, max }
  const own = (scale as Readonly<Record<string, Scale>>)[item]
  if (own === undefined) throw new RangeError(`higherOrder: item "${item}" has no scale`)
  return own
}

function stageOf(
  model: PathModel,
  moments: Moments,
  options: EstimateOptions,
): Outcome<Stage, SolutionReason> {
  const estimate = estimatePls(model, moments, options)
  if (!estimate.ok) return estimate
  const assessment = assessPls(model, moments, options)
  if (!assessment.ok) return assessment
  return found({ model, estimate: estimate.value, assessment: assessment.value })
}
