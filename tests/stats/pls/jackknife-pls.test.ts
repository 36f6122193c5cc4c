import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../stats/core/moments.ts'
import { selectRows, toObservations } from '../../../stats/core/observations.ts'
import { jackknifePls } from '../../../stats/pls/jackknife-pls.ts'
import { pathAnalysis, prepareAnalysis } from '../../../stats/pls/path-analysis.ts'
import { planOf } from '../../../stats/pls/plan.ts'
import { solution } from '../../../stats/pls/solution.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { positionsOf } from '../../../stats/pls/statistics.ts'
import { placeOfNoNumber } from '../bad-data.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { smallModel, smallRows } from './small-model.ts'

const items = smallModel.items
const prepared = (rows: number[][]) => foundValue(prepareAnalysis(smallModel, toObservations(items, rows)))

describe('leaving respondents out', () => {
  it('gives the statistics of everybody else', () => {
    const { job, settings } = prepared(smallRows(1, 40))
    const { count, failed, values } = foundValue(jackknifePls(job))
    expect([count, failed]).toEqual([40, 0])
    const { coefficients, index } = positionsOf(planOf(smallModel, 'path'))
    const others = Array.from({ length: 40 }, (_, i) => i !== 7)
    const alone = foundValue(
      solution(smallModel, momentsOf(selectRows(job.observations, others)), settings),
    ).statistics
    for (const at of [coefficients, coefficients + 1, index, index + 2])
      expectClose(values[at]![7]!, alone[at]!, 1e-12)
  })

  it('takes 500 groups of many', () => {
    const { count, values } = foundValue(jackknifePls(prepared(smallRows(2, 700)).job))
    expect([count, values[0]!.length]).toEqual([500, 500])
  })

  it('counts the remainders without a solution, and hands back no hole for them', () => {
    // All of l1's variance is one respondent's.
    const rows = smallRows(3, 30).map((row, i) => [...row.slice(0, -1), i === 4 ? 9 : 5])
    const left = foundValue(jackknifePls(prepared(rows).job))
    expect([left.count, left.failed]).toEqual([30, 1])
    expect(placeOfNoNumber(left)).toBeUndefined()
    expect(left.values[0]).toHaveLength(29)
    const analysis = foundValue(
      pathAnalysis(smallModel, toObservations(items, rows), { resamples: 60, interval: 'bca' }),
    )
    expect(placeOfNoNumber(analysis)).toBeUndefined()
    expect(analysis.index['Image']?.interval?.method).toBe('bca')
  })

  it('has a reason when nobody can be left out; intervals are percentiles then and say so', () => {
    // Each item is moved by one respondent only, so without any of the four there is a constant item.
    const model = specifyModel({
      constructs: [
        { name: 'A', items: ['a', 'b'] },
        { name: 'B', items: ['c', 'd'] },
      ],
      paths: [['A', 'B']],
      scale: { min: 0, max: 10 },
    })
    const rows = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((h) => (i === h ? 9 : 5)))
    const observations = toObservations(['a', 'b', 'c', 'd'], rows)
    const { job } = foundValue(prepareAnalysis(model, observations))
    expect(jackknifePls(job)).toEqual({ ok: false, reason: 'resamples-failed' })
    // The draws that take each of the four once, about one in eleven, have a solution.
    const analysis = foundValue(pathAnalysis(model, observations, { resamples: 400, interval: 'bca' }))
    expect(analysis.index['A']?.interval?.method).toBe('percentile')
  })
})
