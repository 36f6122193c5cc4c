import { z } from 'zod'
import {
  customerEffort,
  type Interval,
  netPromoter,
  type Outcome,
  performanceRatio,
  topBox,
  weightedSatisfactionMargin,
} from '../../stats/index.ts'
import { type DataTable, numbersOf, observationsOf } from './data-table.ts'
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
    readonly missing: number
    readonly detail: object
    /** The second number people ask for, in words. */
    readonly beside: string
  },
  Reason
>

/** Shares are shown in points of 100, as the other indices are. */
export function measure(wanted: Measure, data: DataTable, level: number): Measured {
  const rows = data.rows.length
  switch (wanted.kind) {
    case 'csat': {
      const box = topBox(countsOf(data, wanted.column, { kind: 'csat', min: 1, max: 5 }), { level })
      if (!box.ok) return box
      const { topTwo, interval, sampleSize, topOne, mean } = box.value
      return shown(box.value, rows, {
        value: 100 * topTwo,
        standardError: 100 * Math.sqrt((topTwo * (1 - topTwo)) / sampleSize),
        interval: { ...interval, low: 100 * interval.low, high: 100 * interval.high },
        beside: `best answer ${percent(topOne, sampleSize)}, mean ${fixed(mean, 2)}`,
      })
    }
    case 'nps': {
      const net = netPromoter(countsOf(data, wanted.column, { kind: 'nps', min: 0, max: 10 }), { level })
      if (!net.ok) return net
      const { score, standardError, interval, promoters, detractors } = net.value
      const beside = `${promoters} promoters, ${detractors} detractors`
      return shown(net.value, rows, { value: score, standardError, interval, beside })
    }
    case 'ces': {
      const effort = customerEffort(countsOf(data, wanted.column, { kind: 'ces', min: 1, max: 7 }), { level })
      if (!effort.ok) return effort
      const { mean, standardError, interval, topThree } = effort.value
      const beside = `5 to 7: ${percent(topThree, effort.value.sampleSize)}`
      return shown(effort.value, rows, { value: mean, standardError, interval, beside })
    }
    case 'ratio':
      return ratioOf(wanted, data, level)
    case 'weighted': {
      const { items, scale } = wanted
      const observations = observationsOf(
        data,
        items.map(({ item }) => ({ name: item, role: 'weighted index', ...scale })),
      )
      const index = weightedSatisfactionMargin(observations, items, { ...scale, level })
      if (!index.ok) return index
      const { value, standardError, interval } = index.value
      const beside = `${items.length} attributes, importances taken as known`
      return shown(index.value, rows, { value, standardError, interval, beside })
    }
  }
}

function ratioOf(
  { expectation, perception }: { readonly expectation: string; readonly perception: string },
  data: DataTable,
  level: number,
): Measured {
  const expected = numbersOf(data, expectation, 'expectation of ratio', { min: Number.MIN_VALUE })
  const perceived = numbersOf(data, perception, 'perception of ratio')
  const pairs = expected.flatMap((value, i) => {
    const got = perceived[i]!
    return value === null || got === null ? [] : [{ expectation: value, perception: got }]
  })
  const found = performanceRatio(pairs, { level })
  if (!found.ok) return found
  const { ratio, standardError, interval, band } = found.value
  return shown(found.value, data.rows.length, { value: ratio, standardError, interval, beside: band })
}

const shown = (
  detail: { readonly sampleSize: number },
  rows: number,
  numbers: { value: number; standardError: number; interval: Interval; beside: string },
): Measured => ({
  ok: true,
  value: { ...numbers, sampleSize: detail.sampleSize, missing: rows - detail.sampleSize, detail },
})

/** How many gave each answer from min to max. */
function countsOf(
  data: DataTable,
  column: string,
  { kind, min, max }: { readonly kind: string; readonly min: number; readonly max: number },
): number[] {
  const counts = Array.from({ length: max - min + 1 }, () => 0)
  for (const answer of numbersOf(data, column, kind, { min, max, whole: true })) {
    if (answer !== null) counts[answer - min]! += 1
  }
  return counts
}
