import { describe, expect, it } from 'vitest'
import type { InvitedPeople } from '../../../api/db/invited-people.ts'
import { dispositionOf, outcomesOf } from '../../../api/services/outcomes.ts'

const people = (count: number, over: Partial<InvitedPeople> = {}): InvitedPeople => ({
  ...{ collectorId: 'c', kind: 'invitation', brandId: null, state: 'sent', sent: true },
  ...{ turnedAway: null, begun: null, told: null, people: count },
  ...over,
})
const listed = (count: number, told: string | null, over: Partial<InvitedPeople> = {}) =>
  people(count, { kind: 'interviewer', state: 'queued', sent: false, told, ...over })
const begun = (count: number, how: InvitedPeople['begun'], over: Partial<InvitedPeople> = {}) =>
  people(count, { state: 'started', begun: how, ...over })

// Handbook 12.7: I 420, P 30, R 180, NC 240, O 15, UH 90, UO 25, ineligible 125.
it('agrees with the oracle of the handbook', () => {
  const outcomes = outcomesOf([
    people(400, { state: 'completed' }),
    begun(30, 'usable'),
    begun(15, 'too-little'),
    begun(5, 'open'),
    people(130, { state: 'opened' }),
    people(240),
    people(80, { state: 'bounced' }),
    people(10, { state: 'failed' }),
    people(77, { state: 'failed', sent: false }),
    people(5, { state: 'cancelled' }),
    people(88, { state: 'cancelled', sent: false }),
    people(99, { state: 'queued', sent: false }),
    people(60, { turnedAway: 'full', state: 'opened' }),
    people(10, { turnedAway: 'on-arrival' }),
    people(30, { turnedAway: 'no-brand', state: 'started' }),
    listed(66, null),
    listed(20, '1.1', { state: 'completed' }),
    listed(30, '2.11'),
    listed(10, '2.31'),
    listed(25, '3.21'),
    listed(25, '4.31'),
  ])
  expect(outcomes?.dispositions).toEqual({
    ...{ complete: 420, partial: 30, refusal: 180, nonContact: 240, other: 15 },
    ...{ unknownHousehold: 90, unknownOther: 25, ineligible: 55, quotaFull: 70 },
  })
  expect(
    [outcomes?.response1, outcomes?.response2, outcomes?.response3].map((rate) => rate?.toFixed(4)),
  ).toEqual(['0.4200', '0.4500', '0.4261'])
})

describe('one person is one case, by what is known best', () => {
  const became = (one: InvitedPeople) =>
    Object.entries(outcomesOf([one])?.dispositions ?? {})
      .filter(([, count]) => count > 0)
      .map(([name]) => name)
      .join()
  it.each([
    ['answered, whatever was said of the call', listed(1, '2.21', { state: 'completed' }), 'complete'],
    [
      'answered, and nobody said what became of the call',
      listed(1, null, { state: 'completed' }),
      'complete',
    ],
    ['broken off on the telephone, and silent since', begun(1, 'too-little', { told: '3.13' }), 'refusal'],
    ['broken off after enough', begun(1, 'usable', { told: '3.13' }), 'partial'],
    ['broken off after enough, then refused', begun(1, 'usable', { told: '2.11' }), 'partial'],
    ['under way with an interviewer', listed(1, null, { state: 'started', begun: 'open' }), 'refusal'],
    ['in part, by the interviewer’s word', begun(1, 'open', { told: '1.2' }), 'partial'],
    ['too little, whatever the interviewer’s word', begun(1, 'too-little', { told: '1.2' }), 'refusal'],
    ['began by themselves, cannot for the language', begun(1, 'too-little', { told: '2.33' }), 'other'],
    ['began, and is no customer', begun(1, 'usable', { told: '4.70' }), 'ineligible'],
    ['silent, with a dead number', people(1, { told: '4.31' }), 'nonContact'],
    ['silent by post and telephone', people(1, { told: '3.13' }), 'nonContact'],
    ['a dead number alone', listed(1, '4.31'), 'ineligible'],
    ['came back, and not at home', people(1, { state: 'bounced', told: '2.21' }), 'nonContact'],
    ['came back, and no answer', people(1, { state: 'bounced', told: '3.13' }), 'unknownHousehold'],
    [
      'never mailed, called in vain',
      people(1, { state: 'queued', sent: false, told: '3.13' }),
      'unknownHousehold',
    ],
    ['opened, then over quota', people(1, { state: 'opened', turnedAway: 'full' }), 'quotaFull'],
    ['said no on the first page', people(1, { state: 'declined', told: '3.13' }), 'refusal'],
    ['broke off, and its answers are gone', begun(1, null), 'refusal'],
    ['on the list, not called', listed(1, null), ''],
  ])('%s', (_, one, disposition) => expect(became(one)).toBe(disposition))
})

it('has no rates where nobody was invited by name', () => {
  expect(outcomesOf([])).toBeNull()
  expect(outcomesOf([people(5, { state: 'queued', sent: false })])).toBeNull()
})

it('says what is known when nobody has picked up yet, or nobody could answer', () => {
  expect(outcomesOf([listed(30, '3.13')])).toMatchObject({
    ...{ response1: 0, response2: 0, response3: null, cooperation1: null, refusal1: 0, contact1: 0 },
    dispositions: { unknownHousehold: 30 },
  })
  expect(outcomesOf([people(4, { turnedAway: 'full' })])).toMatchObject({
    ...{ response1: null, contact1: null },
    dispositions: { quotaFull: 4 },
  })
})

it('refuses a code that is no disposition', () => {
  expect(() => dispositionOf('9.9')).toThrow('"9.9" is not a final disposition')
})
