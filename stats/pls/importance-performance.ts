import { found, missed, type Outcome } from '../core/outcome.ts'
import type { PlsAssessment } from './assess-pls.ts'
import type { PathModel } from './path-model.ts'

/** One point: `importance` in points of the target per point gained, `performance` 0-100. */
export interface MapPoint {
  readonly name: string
  readonly importance: number
  readonly performance: number
}

/** Quadrant lines stand at the means of the points. */
export interface ImportancePerformanceMap {
  readonly target: string
  readonly constructs: readonly (MapPoint & { readonly standardisedImportance: number })[]
  readonly items: readonly (MapPoint & { readonly construct: string })[]
  readonly lines: Readonly<Record<'constructs' | 'items', { importance: number; performance: number }>>
}

/**
 * Importance-performance map: unstandardised total effects on `target` against the indices of the constructs that have one;
 * an item's importance is its share of the construct's index times the construct's importance.
 * Needs positive weights: a construct with a negative one makes both axes uninterpretable.
 * Throws when the target is no construct. Ringle & Sarstedt (2016); handbook 2.14.
 */
export function importancePerformance(
  model: PathModel,
  { totalEffects, index, indexWeights, items }: PlsAssessment,
  target: string,
): Outcome<ImportancePerformanceMap, 'no-causes' | 'negative-weight' | 'index-undefined'> {
  if (!model.constructs.some(({ name }) => name === target)) {
    throw new RangeError(`importancePerformance: target "${target}" is not a construct of the model`)
  }
  const effects = totalEffects.filter(({ to }) => to === target)
  if (effects.length === 0) return missed('no-causes', target)
  for (const name of [target, ...effects.map(({ from }) => from)]) {
    if (index[name] === undefined) return missed('index-undefined', name)
    if (Object.values(indexWeights[name]!).some((weight) => weight < 0))
      return missed('negative-weight', name)
  }
  const constructs = effects.map(({ from, effect, impact }) => ({
    name: from,
    importance: impact!,
    standardisedImportance: effect,
    performance: index[from]!.value,
  }))
  const points = constructs.flatMap(({ name: construct, importance }) =>
    Object.entries(indexWeights[construct]!).map(([name, weight]) => {
      const { min, max } = model.scales[model.items.indexOf(name)]!
      const performance = ((items[name]!.mean - min) / (max - min)) * 100
      return { name, construct, importance: weight * importance, performance }
    }),
  )
  return found({
    target,
    constructs,
    items: points,
    lines: { constructs: meanOf(constructs), items: meanOf(points) },
  })
}

const meanOf = (points: readonly MapPoint[]) => ({
  importance: points.reduce((sum, { importance }) => sum + importance, 0) / points.length,
  performance: points.reduce((sum, { performance }) => sum + performance, 0) / points.length,
})
