import { type WeightedSatisfaction, weightedSatisfaction } from './weighted-satisfaction.ts'

/** An attribute with the importance people state and the one that shows in their answers. */
export interface AttributeWeights {
  readonly satisfaction: number
  readonly stated: number
  readonly derived: number
}

export interface WeightSensitivity {
  readonly stated: WeightedSatisfaction
  readonly derived: WeightedSatisfaction
  readonly equal: WeightedSatisfaction
  /** Largest less smallest of the three indices, 0-100. */
  readonly spread: number
}

/** The same index under three sets of weights: show it whenever weights matter. Handbook 6.2. */
export function weightSensitivity(
  attributes: readonly AttributeWeights[],
  scale: { readonly min: number; readonly max: number },
): WeightSensitivity {
  const by = (importance: (attribute: AttributeWeights) => number) =>
    weightedSatisfaction(
      attributes.map((attribute) => ({
        importance: importance(attribute),
        satisfaction: attribute.satisfaction,
      })),
      scale,
    )
  const [stated, derived, equal] = [by((one) => one.stated), by((one) => one.derived), by(() => 1)]
  const scores = [stated.indexScore, derived.indexScore, equal.indexScore]
  return { stated, derived, equal, spread: Math.max(...scores) - Math.min(...scores) }
}
