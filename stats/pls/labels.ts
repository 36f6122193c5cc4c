import { constructPairs } from './heterotrait.ts'
import { effectPairs, endogenous, type Path, type PathModel } from './path-model.ts'
import type { StatisticPositions } from './statistics.ts'

/** One thing per statistic of a model, by the names an analyst uses. A thing that is undefined is left out. */
export interface Labelled<Thing> {
  readonly weights: ByItem<Thing>
  readonly loadings: ByItem<Thing>
  readonly paths: readonly (Path & { readonly coefficient: Thing; readonly impact?: Thing })[]
  readonly totalEffects: readonly (Path & { readonly effect: Thing; readonly impact?: Thing })[]
  readonly rSquared: Readonly<Record<string, Thing>>
  readonly index: Readonly<Record<string, Thing>>
  readonly reliability: Readonly<Record<string, Reliability<Thing>>>
  readonly discriminant: readonly Discriminant<Thing>[]
}

/** Heterotrait-monotrait ratios of two constructs: of arithmetic means, and of geometric ones (HTMT2). */
export interface Discriminant<Thing> {
  readonly constructs: readonly [string, string]
  readonly htmt?: Thing
  readonly htmt2?: Thing
}

/** By construct, then by item. */
export type ByItem<Thing> = Readonly<Record<string, Readonly<Record<string, Thing>>>>

/** Of a single item all are 1 by definition. rhoA is left out for regression weights (mode B), where it has no meaning. */
export interface Reliability<Thing> {
  readonly alpha: Thing
  readonly rhoA?: Thing
  readonly rhoC: Thing
  readonly ave: Thing
}

/** Reads a row of statistics by name; `read` returns undefined where there is no such number. */
export function labelStatistics<Thing>(
  model: PathModel,
  positions: StatisticPositions,
  read: (position: number) => Thing | undefined,
): Labelled<Thing> {
  const must = (position: number): Thing => {
    const thing = read(position)
    if (thing === undefined) throw new Error(`labelStatistics: position ${position} holds no number`)
    return thing
  }
  const byItem = (start: number): ByItem<Thing> => {
    let next = start
    return Object.fromEntries(
      model.constructs.map(({ name, items }) => [
        name,
        Object.fromEntries(items.map((item) => [item, must(next++)])),
      ]),
    )
  }
  return {
    weights: byItem(positions.weights),
    loadings: byItem(positions.loadings),
    paths: model.paths.map((path, e) => ({
      ...path,
      coefficient: must(positions.coefficients + e),
      ...named('impact', read(positions.directImpacts + e)),
    })),
    totalEffects: effectPairs(model).map((pair, e) => ({
      ...pair,
      effect: must(positions.totalEffects + e),
      ...named('impact', read(positions.impacts + e)),
    })),
    rSquared: Object.fromEntries(endogenous(model).map((name, e) => [name, must(positions.rSquared + e)])),
    index: Object.fromEntries(
      model.constructs.flatMap(({ name }, j) => {
        const index = read(positions.index + j)
        return index === undefined ? [] : [[name, index]]
      }),
    ),
    reliability: Object.fromEntries(
      model.constructs.map(({ name }, j) => [
        name,
        {
          alpha: must(positions.alpha + j),
          ...named('rhoA', read(positions.rhoA + j)),
          rhoC: must(positions.rhoC + j),
          ave: must(positions.ave + j),
        },
      ]),
    ),
    discriminant: constructPairs(model.constructs.length).map(([j, k], e) => ({
      constructs: [model.constructs[j]!.name, model.constructs[k]!.name],
      ...named('htmt', read(positions.htmt + e)),
      ...named('htmt2', read(positions.htmt2 + e)),
    })),
  }
}

/** A field of this name, or no field. */
const named = <Name extends string, Thing>(name: Name, thing: Thing | undefined): { [K in Name]?: Thing } =>
  thing === undefined ? {} : ({ [name]: thing } as { [K in Name]: Thing })
