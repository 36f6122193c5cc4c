import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../stats/core/moments.ts'
import { momentsFromSummary } from '../../../stats/core/moments-from-summary.ts'
import { toObservations } from '../../../stats/core/observations.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'
import { estimatePls } from '../../../stats/pls/estimate-pls.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { treatMissing } from '../../../stats/pls/treat-missing.ts'
import { expectClose } from '../close.ts'

const model = specifyModel({
  constructs: [
    { name: 'Quality', items: ['q1', 'q2', 'q3'] },
    { name: 'Satisfaction', items: ['s1', 's2'] },
  ],
  paths: [['Quality', 'Satisfaction']],
  scale: { min: 1, max: 10 },
})

/** Five items with a common part, holes by chance. */
function withHoles(rows: number, share: number) {
  const random = seeded(3)
  const table = Array.from({ length: rows }, () => {
    const common = 4 * uniform(random)
    return model.items.map(() => {
      const value = Math.round(1 + common + 5 * uniform(random))
      return uniform(random) < share ? null : value
    })
  })
  return { table, observations: toObservations(model.items, table) }
}

describe('treatMissing', () => {
  it('takes pairwise correlations from the rows that answered both', () => {
    const { table, observations } = withHoles(80, 0.1)
    const treated = treatMissing(model, observations, 'pairwise')
    if (!treated.ok) throw new Error(treated.reason)
    const column = (h: number) => table.map((row) => row[h]!)
    const answered = (h: number) => column(h).filter((value) => value !== null)
    const summary = momentsFromSummary({
      items: model.items,
      sampleSize: 80,
      means: model.items.map((_, h) => mean(answered(h))),
      spreads: model.items.map((_, h) => deviation(answered(h))),
      correlation: model.items.map((_, h) =>
        model.items.map((_, k) => {
          const both = table.filter((row) => row[h] !== null && row[k] !== null)
          return correlation(
            both.map((row) => row[h]!),
            both.map((row) => row[k]!),
          )
        }),
      ),
    })
    const moments = momentsOf(treated.value.observations, { layout: treated.value.layout })
    const fast = estimatePls(model, moments)
    const slow = estimatePls(model, summary)
    if (!fast.ok || !slow.ok) throw new Error('no solution')
    for (const [name, block] of Object.entries(slow.value.weights)) {
      for (const [item, weight] of Object.entries(block)) {
        expectClose(fast.value.weights[name]?.[item], weight, 1e-12, item)
      }
    }
  })

  it('settles auto on means below 5 % missing, on complete rows above, and counts both', () => {
    const few = treatMissing(model, withHoles(400, 0.01).observations, 'auto')
    const many = treatMissing(model, withHoles(400, 0.12).observations, 'auto')
    if (!few.ok || !many.ok) throw new Error('no rows')
    // One hole of five items is already more than 15 %, so every row with a hole goes.
    expect(few.value.missing.applied).toBe('mean')
    expect(few.value.missing.replacedCells).toBe(0)
    expect(few.value.missing.droppedRows).toBeGreaterThan(0)
    expect(many.value.layout).toBe('complete')
  })

  it('drops rows without any answer and says so', () => {
    const treated = treatMissing(
      model,
      toObservations(model.items, [
        [1, 2, 3, 4, 5],
        [null, null, null, null, null],
        [2, null, 3, 4, 5],
      ]),
      'mean',
    )
    if (!treated.ok) throw new Error(treated.reason)
    expect(treated.value.missing).toMatchObject({ totalRows: 3, droppedRows: 1, replacedCells: 1 })
    expect(treated.value.missing.shareByItem['q2']).toBeCloseTo(2 / 3, 12)
  })

  it('has a reason when nothing is left', () => {
    expect(treatMissing(model, toObservations(model.items, []), 'mean')).toEqual({
      ok: false,
      reason: 'no-rows',
    })
    const unanswered = toObservations(model.items, [
      [1, 2, 3, 4, null],
      [2, 3, 4, 5, null],
    ])
    expect(treatMissing(model, unanswered, 'mean')).toEqual({
      ok: false,
      reason: 'unanswered-item',
      subject: 's2',
    })
  })

  it('names an item the observations lack', () => {
    expect(() => treatMissing(model, toObservations(['q1'], [[1]]))).toThrow('"q2"')
  })
})

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const covariance = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + (value - mean(a)) * (b[i]! - mean(b)), 0) / (a.length - 1)

const deviation = (values: readonly number[]) => Math.sqrt(covariance(values, values))

const correlation = (a: readonly number[], b: readonly number[]) =>
  covariance(a, b) / (deviation(a) * deviation(b))
