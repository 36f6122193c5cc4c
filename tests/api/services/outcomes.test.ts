import { expect, it } from 'vitest'
import type { InvitationCount } from '../../../api/db/fieldwork.ts'
import { expectedMargin } from '../../../api/services/expected-margin.ts'
import { dispositionOf, outcomesOf } from '../../../api/services/outcomes.ts'

const NONE = { usable: 0, brokenOff: 0, screenedOut: 0 }
const invited = (state: InvitationCount['state'], people: number, sent = true): InvitationCount => ({
  collectorId: 'c',
  kind: 'invitation',
  brandId: null,
  state,
  sent,
  settledByPhone: false,
  people,
})

// Handbook 12.7: I 420, P 30, R 180, NC 240, O 15, UH 90, UO 25, ineligible 125.
it('agrees with the oracle of the handbook', () => {
  const outcomes = outcomesOf({
    invitations: [
      invited('completed', 400),
      invited('started', 999),
      invited('opened', 130),
      invited('sent', 240),
      invited('bounced', 80),
      invited('failed', 10),
      invited('failed', 77, false),
      invited('cancelled', 5),
      invited('cancelled', 88, false),
      invited('queued', 99, false),
    ],
    partials: { usable: 30, brokenOff: 20, screenedOut: 100 },
    calls: [
      { outcome: '1.1', people: 20 },
      { outcome: '2.11', people: 30 },
      { outcome: '2.3', people: 10 },
      { outcome: '3.21', people: 25 },
      { outcome: '4.1', people: 25 },
    ],
  })
  expect(outcomes?.dispositions).toEqual({
    complete: 420,
    partial: 30,
    refusal: 180,
    nonContact: 240,
    other: 15,
    unknownHousehold: 90,
    unknownOther: 25,
    ineligible: 125,
  })
  expect(
    [outcomes?.response1, outcomes?.response2, outcomes?.response3].map((rate) => rate?.toFixed(4)),
  ).toEqual(['0.4200', '0.4500', '0.4261'])
})

it('has no rates where nobody was invited by name', () => {
  expect(outcomesOf({ invitations: [], partials: NONE, calls: [] })).toBeNull()
  expect(outcomesOf({ invitations: [invited('queued', 5, false)], partials: NONE, calls: [] })).toBeNull()
})

it('refuses a code that is no disposition', () => {
  expect(() => dispositionOf('9.9')).toThrow('"9.9" is not a final disposition')
})

// t(.975, 99) = 1.98422 (printed tables): 1.98422 * 20 / 10.
it('a margin is the t interval of the planning value', () => {
  expect(expectedMargin(20, 100)).toBeCloseTo(3.96843, 4)
  expect(expectedMargin(20, 1)).toBeNull()
})
