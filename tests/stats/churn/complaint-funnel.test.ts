import { describe, expect, it } from 'vitest'
import { type ComplaintAnswers, complaintFunnel } from '../../../stats/churn/complaint-funnel.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const { input, expected } = readOracle<{
  input: Record<'customers' | 'with_problem' | 'complained' | 'resolved_first_contact', number> & {
    resolution_hours: number[]
  }
  expected: Record<string, number>
}>('complaints')
const times = (n: number, one: ComplaintAnswers): ComplaintAnswers[] => Array.from({ length: n }, () => one)

describe('complaintFunnel', () => {
  it('counts from the answers of customers what the oracle counts', () => {
    const { customers, with_problem, complained, resolved_first_contact, resolution_hours } = input
    const first = times(resolved_first_contact, { problem: true, told: true, settled: 'first-contact' })
    const found = foundValue(
      complaintFunnel([
        ...first.map((one, i) =>
          resolution_hours[i] === undefined ? one : { ...one, hours: resolution_hours[i] },
        ),
        ...times(complained - resolved_first_contact, { problem: true, told: true, settled: 'later' }),
        ...times(with_problem - complained, { problem: true, told: false }),
        ...times(customers - with_problem, { problem: false }),
      ]),
    )
    const rate = (outcome: typeof found.problemRate) => foundValue(outcome).value
    expectClose(rate(found.problemRate), expected['problem_rate']!, 1e-12)
    expectClose(rate(found.complaintRate), expected['complaint_rate_of_problem']!, 1e-12)
    expectClose(rate(found.complaintsPerCustomer), expected['complaint_rate_of_customers']!, 1e-12)
    expectClose(rate(found.firstContactResolution), expected['first_contact_resolution']!, 1e-12)
    expectClose(rate(found.withinPromise), expected['within_24h']!, 1e-12)
    expectClose(found.medianHours, expected['median_resolution_hours']!, 1e-12)
    // Two and a half problems behind each complaint.
    expectClose(found.icebergFactor, 300 / 120, 1e-12)
  })

  it('takes as base of each step only those who answered it', () => {
    const found = foundValue(
      complaintFunnel([
        ...times(4, { problem: false }),
        ...times(2, { problem: true, told: false }),
        ...times(2, { problem: true }),
        { problem: true, told: true, settled: 'first-contact' },
        { problem: true, told: true },
        {},
      ]),
    )
    expect(found).toMatchObject({ sampleSize: 10, withProblem: 6, complained: 2, icebergFactor: 2 })
    expect(foundValue(found.problemRate)).toMatchObject({ value: 0.6, base: 10 })
    expect(foundValue(found.complaintRate)).toMatchObject({ value: 0.5, base: 4 })
    expect(foundValue(found.complaintsPerCustomer)).toMatchObject({ value: 0.25, base: 8 })
    expect(foundValue(found.firstContactResolution)).toMatchObject({ value: 1, base: 1 })
  })

  it('has no funnel of nobody', () => {
    expect(complaintFunnel([{ told: true }])).toEqual({ ok: false, reason: 'no-answers' })
  })
})
