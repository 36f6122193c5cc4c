import { type House, type HouseOptions, houseOfQuality } from './house-of-quality.ts'

/** Other readings of strong, medium and weak. */
export const RELATION_SCALES = {
  '9-3-1': [9, 3, 1],
  '5-3-1': [5, 3, 1],
  '4-2-1': [4, 2, 1],
} as const
export type RelationScale = keyof typeof RELATION_SCALES

export interface RelationSensitivity {
  readonly scale: RelationScale
  /** Ranks of the characteristics, in their order. */
  readonly ranks: readonly number[]
  readonly relative: readonly number[]
}

/**
 * 9-3-1 are judgements: the ranks of the same house read on every scale. `from` names the scale the house is written in.
 * Throws when a relation is not on that scale. Handbook 10.4.
 */
export function relationSensitivity(
  house: House,
  { from = '9-3-1', ...options }: HouseOptions & { readonly from?: RelationScale } = {},
): RelationSensitivity[] {
  const levels: readonly number[] = RELATION_SCALES[from]
  return (Object.keys(RELATION_SCALES) as RelationScale[]).map((scale) => {
    const relations = house.relations.map((row, i) =>
      row.map((cell) => {
        if (cell === 0) return 0
        const level = levels.indexOf(cell)
        if (level < 0) {
          throw new RangeError(
            `relationSensitivity: "${house.requirements[i]?.name}" holds ${cell}, not on ${from}`,
          )
        }
        return RELATION_SCALES[scale][level]!
      }),
    )
    const { characteristics } = houseOfQuality({ ...house, relations }, options)
    return {
      scale,
      ranks: characteristics.map(({ rank }) => rank),
      relative: characteristics.map(({ relative }) => relative),
    }
  })
}
