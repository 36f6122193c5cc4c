import { z } from 'zod'
import {
  countPlaces,
  customerEffort,
  type Interval,
  netPromoter,
  type Outcome,
  performanceRatio,
  topBox,
  weightedSatisfactionMargin,
} from '../../stats/index.ts'
import { type DataTable, numbersOf, observationsOf, weightsOf } from './data-table.ts'
import type { Reason } from './in-words.ts'
import { Column, Scale } from './spec-parts.ts'
import { fixed, percent } from './table.ts'

/** One simple index and the columns it is made of. */
export const Measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('csat'), column: Column }),
  z.strictObject({ kind: z.literal('nps'), column: Column }),
  z.strictObject({ kind: z.literal('ces'), column: Column }),
  z.strictObject({ kind: z.literal('ratio'), expectation: Column, perception: Column }),
  z.strictObject({
    kind: z.literal('weighted'),
    scale: Scale,
    items: z
      .array(z.strictObject({ item: Column, importance: z.number().min(0) }))
      .min(1)
      .refine((items) => items.some(({ importance }) => importance > 0), 'no importance is above 0'),
  }),
])
export type Measure = z.infer<typeof Measure>

/** The number to show with its margin, who stands behind it, and what stats found in full. */
export type Measured = Outcome<
  {
    readonly value: number
    readonly standardError: number
    readonly interval: Interval
    readonly sampleSize: number
    /** What the margin rests on: with weights those who answered are worth fewer (Kish). */
    readonly effectiveSize: number
    readonly missing: number
    readonly detail: object
    /** The second number people ask for, in words. */
    readonly beside: string
  },
  Reason
>

interface Margins {
  readonly level: number
  /** Column of sampling weights. */
  readonly weights?: string | undefined
}

/** Shares are shown in points of 100, as the other indices are. */
export function measure(wanted: Measure, data: DataTable, margins: Margins): Measured {
  const { level, weights } = margins
  const shown = (detail: { readonly sampleSize: number }, answered: number, numbers: Numbers): Measured => ({
    ok: true,
    value: {
      ...numbers,
      sampleSize: answered,
      effectiveSize: detail.sampleSize,
      missing: data.rows.length - answered,
      detail,
    },
  })
  switch (wanted.kind) {
    case 'csat': {
      const { counts, answered } = countsOf(data, wanted.column, { kind: 'csat', min: 1, max: 5, weights })
      const box = topBox(counts, { level })
      if (!box.ok) return box
      const { topTwo, interval, sampleSize, topOne, mean } = box.value
      return shown(box.value, answered, {
        value: 100 * topTwo,
        standardError: 100 * Math.sqrt((topTwo * (1 - topTwo)) / sampleSize),
        interval: { ...interval, low: 100 * interval.low, high: 100 * interval.high },
        beside: `best answer ${percent(topOne, answered)}, mean ${fixed(mean, 2)}`,
      })
    }
    case 'nps': {
      const { counts, answered } = countsOf(data, wanted.column, { kind: 'nps', min: 0, max: 10, weights })
      const net = netPromoter(counts, { level })
      if (!net.ok) return net
      const { score, standardError, interval, promoters, detractors, sampleSize } = net.value
      const beside =
        weights === undefined
          ? `${promoters} promoters, ${detractors} detractors`
          : `${percent(promoters / sampleSize, answered)} promoters, ${percent(detractors / sampleSize, answered)} detractors`
      return shown(net.value, answered, { value: score, standardError, interval, beside })
    }
    case 'ces': {
      const { counts, answered } = countsOf(data, wanted.column, { kind: 'ces', min: 1, max: 7, weights })
      const effort = customerEffort(counts, { level })
      if (!effort.ok) return effort
      const { mean, standardError, interval, topThree } = effort.value
      const beside = `5 to 7: ${percent(topThree, answered)}`
      return shown(effort.value, answered, { value: mean, standardError, interval, beside })
    }
    case 'ratio': {
      const ratio = ratioOf(wanted, data, margins)
      if (!ratio.ok) return ratio
      const { ratio: value, standardError, interval, band, sampleSize } = ratio.value
      return shown(ratio.value, sampleSize, { value, standardError, interval, beside: band })
    }
    case 'weighted': {
      const { items, scale } = wanted
      const observations = observationsOf(
        data,
        items.map(({ item }) => ({ name: item, role: 'weighted index', ...scale })),
        weights,
      )
      const index = weightedSatisfactionMargin(observations, items, { ...scale, level })
      if (!index.ok) return index
      const { value, standardError, interval, sampleSize } = index.value
      const beside = `${items.length} attributes, importances taken as known`
      return shown(index.value, sampleSize, { value, standardError, interval, beside })
    }
  }
}

interface Numbers {
  readonly value: number
  readonly standardError: number
  readonly interval: Interval
  readonly beside: string
}

function ratioOf(
  { expectation, perception }: { readonly expectation: string; readonly perception: string },
  data: DataTable,
  { level, weights }: Margins,
): ReturnType<typeof performanceRatio> {
  const expected = numbersOf(data, expectation, 'expectation of ratio', { min: Number.MIN_VALUE })
  const perceived = numbersOf(data, perception, 'perception of ratio')
  const given = weights === undefined ? undefined : weightsOf(data, weights)
  const pairs = expected.flatMap((value, i) => {
    const got = perceived[i]!
    return value === null || got === null ? [] : [{ i, expectation: value, perception: got }]
  })
  return performanceRatio(pairs, { level, ...(given && { weights: pairs.map(({ i }) => given[i]!) }) })
}

/** How many gave each answer from min to max; with weights what they are worth. */
function countsOf(
  data: DataTable,
  column: string,
  { kind, weights, ...scale }: Pick<Margins, 'weights'> & { kind: string; min: number; max: number },
): { readonly counts: readonly number[]; readonly answered: number } {
  const answers = numbersOf(data, column, kind, { ...scale, whole: true })
  const given = weights === undefined ? undefined : weightsOf(data, weights)
  const kept = answers.flatMap((answer, i) => (answer === null ? [] : [{ i, place: answer - scale.min }]))
  const counts = countPlaces(
    kept.map(({ place }) => place),
    scale.max - scale.min + 1,
    given && kept.map(({ i }) => given[i]!),
  )
  return { counts, answered: kept.length }
}
