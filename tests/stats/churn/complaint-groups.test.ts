import { describe, expect, it } from 'vitest'
import { complaintGroups, type HandledCustomer } from '../../../stats/churn/complaint-groups.ts'
import { recoveryParadox } from '../../../stats/churn/recovery-paradox.ts'
import { foundValue } from '../found-value.ts'

const of = (one: HandledCustomer, scores: readonly number[]): HandledCustomer[] =>
  scores.map((loyalty) => ({ ...one, loyalty }))
const CUSTOMERS = [
  ...of({ problem: false }, [7, 8, 9]),
  ...of({ problem: true, told: false }, [2, 4]),
  ...of({ problem: true, told: true, satisfied: true }, [9, 10]),
  ...of({ problem: true, told: true, satisfied: false }, [1]),
]

describe('complaintGroups', () => {
  it('tells the silent from the satisfied, and tests the recovery paradox', () => {
    const unplaced: HandledCustomer[] = [
      { problem: false },
      { loyalty: 3 },
      { problem: true, loyalty: 5 },
      { problem: true, told: true, loyalty: 5 },
    ]
    const found = foundValue(complaintGroups([...CUSTOMERS, ...unplaced]))
    expect(found).toMatchObject({ sampleSize: 8, missing: 4 })
    expect(found.groups).toMatchObject([
      { name: 'no-problem', count: 3, loyalty: { value: { value: 8 } } },
      { name: 'silent', count: 2, loyalty: { value: { value: 3 } } },
      { name: 'recovered', count: 2, loyalty: { value: { value: 9.5 } } },
      { name: 'disappointed', count: 1, loyalty: { ok: false, reason: 'too-few-answers' } },
    ])
    expect(found.paradox).toEqual(
      recoveryParadox(
        { mean: 9.5, standardDeviation: Math.SQRT1_2, sampleSize: 2 },
        { mean: 8, standardDeviation: 1, sampleSize: 3 },
      ),
    )
  })

  it('claims no paradox where nobody complained', () => {
    const found = foundValue(complaintGroups(CUSTOMERS.slice(0, 5)))
    expect(found.paradox).toEqual({ ok: false, reason: 'too-few-answers' })
  })
})
