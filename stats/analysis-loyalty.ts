import { columnOf, completeRowsOf } from './analysis-columns.ts'
import { type AnalysisSlice, answered, method, sized } from './analysis-method.ts'
import type { Observations } from './core/observations.ts'
import type { ResampleOptions } from './core/resample-statistics.ts'
import { scaleMeans } from './core/scale-means.ts'
import { LOYALTY_CUTS, type LoyaltyCuts, loyaltyMatrix } from './loyalty/jones-sasser.ts'
import { groupLoyaltyProduct } from './loyalty/loyalty-product.ts'
import { loyaltyProfile } from './loyalty/loyalty-profile.ts'
import { LOYALTY_RULE, type LoyaltyAnswers, type LoyaltyRule } from './loyalty/loyalty-type.ts'
import { curveBend } from './loyalty/satisfaction-loyalty-curve.ts'
import { signCounts } from './loyalty/sign-counts.ts'
import { switchingCostEffect } from './loyalty/switching-cost.ts'

const LEVEL = { level: 0.95 }

/** An item, or several on one scale whose mean counts; half of them answered is enough (handbook 0.4). */
type Factor = string | readonly string[]
const itemsOf = (factor: Factor): readonly string[] => (typeof factor === 'string' ? [factor] : factor)
const meansOf = ({ observations }: AnalysisSlice, factor: Factor) => scaleMeans(observations, itemsOf(factor))

interface Pair {
  readonly satisfaction: Factor
  readonly loyalty: Factor
}

const FACTORS = ['attraction', 'satisfaction', 'involvement'] as const
const BINDING = ['loyalty', 'satisfaction', 'cost'] as const

/** Columns of the answers the types are told by; `repeatPercent` is 0 to 100, `kin` 0 or 1. */
type TypeColumns = Readonly<Record<Exclude<keyof LoyaltyAnswers, 'repeatShare' | 'hindered'>, string>> & {
  readonly repeatPercent: string
  readonly hindered?: string
}

/** Who stays, and why; handbook 8. */
export const LOYALTY = {
  'loyalty.matrix': method<Pair & { readonly cuts?: LoyaltyCuts; readonly level?: number }>({
    version: 1,
    needs: ['satisfaction', 'loyalty'],
    defaults: { ...LEVEL, cuts: LOYALTY_CUTS },
    items: ({ satisfaction, loyalty }) => [...itemsOf(satisfaction), ...itemsOf(loyalty)],
    run: (slice, { satisfaction, loyalty, ...options }) => {
      const stays = meansOf(slice, loyalty)
      const scores = meansOf(slice, satisfaction).map((score, i) => ({
        satisfaction: orNull(score),
        loyalty: orNull(stays[i]!),
      }))
      return answered(loyaltyMatrix(scores, options))
    },
  }),
  'loyalty.bend': method<Pair & { readonly loyalFrom: number }>({
    version: 1,
    needs: ['satisfaction', 'loyalty', 'loyalFrom'],
    items: ({ satisfaction, loyalty }) => [...itemsOf(satisfaction), ...itemsOf(loyalty)],
    run: (slice, { satisfaction, loyalty, loyalFrom }) => {
      const stays = meansOf(slice, loyalty)
      const respondents = meansOf(slice, satisfaction).flatMap((score, i) =>
        Number.isNaN(score) || Number.isNaN(stays[i])
          ? []
          : [{ satisfaction: score, loyal: stays[i]! >= loyalFrom }],
      )
      return sized(curveBend(respondents), respondents.length)
    },
  }),
  'loyalty.product': method<
    ResampleOptions & {
      readonly [Name in (typeof FACTORS)[number]]: Factor
    } & { readonly min?: number; readonly max?: number }
  >({
    version: 1,
    needs: FACTORS,
    defaults: { min: 0, max: 1, resamples: 2000, seed: 1, ...LEVEL },
    items: (options) => FACTORS.flatMap((name) => itemsOf(options[name])),
    run: (slice, { attraction, satisfaction, involvement, min = 0, max = 1, ...options }) => {
      if (!(max > min)) throw new RangeError('analyse: "loyalty.product" needs a max above min')
      const [a, s, v] = [attraction, satisfaction, involvement].map((factor) =>
        meansOf(slice, factor).map((mean) => (mean - min) / (max - min)),
      )
      const factors = a!.map((x, i) => ({ attraction: x, satisfaction: s![i]!, involvement: v![i]! }))
      const complete = factors.filter((row) => !Object.values(row).some(Number.isNaN))
      return answered(groupLoyaltyProduct(complete, options))
    },
  }),
  'loyalty.switching-cost': method<Pair & { readonly cost: Factor }>({
    version: 1,
    needs: ['satisfaction', 'loyalty', 'cost'],
    weighted: true,
    items: (options) => BINDING.flatMap((name) => itemsOf(options[name])),
    run: (slice, options) => {
      const columns = BINDING.map((name) => meansOf(slice, options[name]))
      const means: Observations = {
        ...slice.observations,
        items: BINDING,
        values: Float64Array.from(columns[0]!.flatMap((_, i) => columns.map((column) => column[i]!))),
      }
      return answered(
        switchingCostEffect(means, { loyalty: 'loyalty', satisfaction: 'satisfaction', cost: 'cost' }),
      )
    },
  }),
  'loyalty.types': method<{
    readonly answers: TypeColumns
    readonly satisfaction?: string
    readonly rule?: LoyaltyRule
    readonly level?: number
  }>({
    version: 1,
    needs: ['answers'],
    takes: ['satisfaction'],
    defaults: { rule: LOYALTY_RULE, ...LEVEL },
    items: ({ answers, satisfaction }) => [
      ...Object.values(answers),
      ...(satisfaction === undefined ? [] : [satisfaction]),
    ],
    run: (slice, { answers: { kin, hindered, repeatPercent, ...agreed }, satisfaction, ...options }) => {
      const names = Object.keys(agreed) as (keyof typeof agreed)[]
      const columns = Object.fromEntries(names.map((name) => [name, columnOf(slice, agreed[name])]))
      const [family, share] = [columnOf(slice, kin), columnOf(slice, repeatPercent)]
      const [held, scores] = [hindered, satisfaction].map((item) =>
        item === undefined ? undefined : columnOf(slice, item),
      )
      const respondents = family.flatMap((is, i) => {
        const own = Object.fromEntries(names.map((name) => [name, columns[name]![i]!]))
        if ([is, share[i]!, ...Object.values(own)].some(Number.isNaN)) return []
        const given = (column: readonly number[] | undefined) =>
          column === undefined || Number.isNaN(column[i]) ? undefined : column[i]
        return [
          {
            answers: {
              ...(own as Record<keyof typeof agreed, number>),
              kin: is === 1,
              repeatShare: share[i]! / 100,
              ...(given(held) !== undefined && { hindered: given(held)! }),
            },
            ...(given(scores) !== undefined && { satisfaction: given(scores)! }),
          },
        ]
      })
      return answered(loyaltyProfile(respondents, options))
    },
  }),
  'loyalty.signs': method<{
    readonly items: readonly string[]
    readonly atLeast?: number
    readonly level?: number
  }>({
    version: 1,
    needs: ['items'],
    takes: ['atLeast'],
    defaults: LEVEL,
    items: ({ items }) => items,
    run: (slice, { items, ...options }) => {
      const rows = completeRowsOf(slice, items).map((row) => row.map((answer) => answer === 1))
      return answered(signCounts(items, rows, options))
    },
  }),
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)
