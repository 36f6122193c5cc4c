import { describe, expect, it } from 'vitest'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { readFieldwork } from '../../../api/services/read-fieldwork.ts'
import { openFieldwork, startTestApp } from '../../test-app.ts'
import { inviteMany } from '../invite-many.ts'

const { test, mine } = await startTestApp()

const inTenant = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(test.databases.app, mine.organisationId, work)

/** What the monitor says of a wave with these people and nobody else. */
async function monitorOf(...groups: Parameters<ReturnType<typeof inviteMany>['add']>[1][]) {
  const made = await openFieldwork(mine.ask)
  const { add, openWays, collectors } = inviteMany(mine.organisationId, made)
  await inTenant(async (db) => {
    await openWays(db)
    for (const group of groups) await add(db, group)
  })
  const seen = await readFieldwork(test.databases.app, mine.organisationId, made.wave.id)
  const wayOf = (kind: keyof typeof collectors) =>
    seen.ways.find(({ collectorId }) => collectorId === collectors[kind])
  return { ...seen, wayOf, counts: seen.outcomes?.dispositions }
}

const cases = (counts: object = {}) => Object.values(counts).reduce((sum: number, count) => sum + count, 0)

describe('who was called is one case, by the most telling call', () => {
  it('answers count as answers also where nobody said 1.1', async () => {
    const { counts, outcomes } = await monitorOf(
      { people: 15, kind: 'interviewer', state: 'completed', calls: ['2.21', '1.1'] },
      // Given back, or the tab closed: one was called before.
      { people: 4, kind: 'interviewer', state: 'completed' },
      { people: 1, kind: 'interviewer', state: 'completed', calls: ['3.13'] },
      { people: 10, kind: 'interviewer', calls: ['2.11'] },
      { people: 20, kind: 'interviewer', calls: ['3.13'] },
    )
    expect(counts).toMatchObject({ complete: 20, refusal: 10, unknownHousehold: 20 })
    expect([cases(counts), outcomes?.response1]).toEqual([50, 0.4])
  })

  it('an interview that was broken off is one, whatever was heard of the person since', async () => {
    const brokenOff = { state: 'started', calls: ['1.2', '3.13'] } as const
    const { counts } = await monitorOf(
      { people: 3, ...brokenOff, partial: { by: 'interviewer', isUsable: true } },
      { people: 2, ...brokenOff, kind: 'interviewer', partial: { isUsable: true } },
      // By the interviewer's word, until it is looked at.
      { people: 1, ...brokenOff, kind: 'interviewer', partial: {} },
      // Under way this moment; no call has ended yet.
      { people: 4, state: 'started', partial: { by: 'interviewer' } },
      { people: 5, kind: 'interviewer', calls: ['2.21', '3.13'] },
    )
    expect(counts).toMatchObject({ partial: 6, refusal: 4, nonContact: 5, unknownHousehold: 0 })
    expect(cases(counts)).toBe(15)
  })

  it('a dead number says nothing of who was written to', async () => {
    const { counts, outcomes } = await monitorOf(
      { people: 20, state: 'completed' },
      { people: 20, calls: ['4.31'] },
      { people: 10, calls: ['4.20'] },
      { people: 50 },
    )
    expect(counts).toMatchObject({ complete: 20, nonContact: 80, ineligible: 0 })
    expect(outcomes?.response1).toBe(0.2)
    const customers = await monitorOf({ people: 2, state: 'completed' }, { people: 8, calls: ['4.70'] })
    expect(customers.counts).toMatchObject({ ineligible: 8 })
  })

  it('thirty calls that reached nobody are a response rate of 0, not no panel', async () => {
    const { outcomes } = await monitorOf({ people: 30, kind: 'interviewer', calls: ['3.13'] })
    expect(outcomes).toMatchObject({ response1: 0, response3: null, cooperation1: null, contact1: 0 })
    expect(outcomes?.dispositions.unknownHousehold).toBe(30)
  })
})

describe('who is turned away is one case, and not a refusal', () => {
  const full = { partial: { state: 'screened-out' } } as const

  it('at the first card, after a mail that was opened', async () => {
    const { counts, outcomes, wayOf } = await monitorOf(
      { people: 40, state: 'completed' },
      { people: 30, state: 'opened', ...full },
      { people: 30 },
    )
    expect(counts).toMatchObject({ complete: 40, refusal: 0, nonContact: 30, ineligible: 0, quotaFull: 30 })
    expect(cases(counts)).toBe(100)
    expect(outcomes?.response1).toBeCloseTo(4 / 7, 12)
    expect(outcomes?.refusal1).toBe(0)
    expect(wayOf('invitation')).toMatchObject({ invited: 100, opened: 70, started: 0, screenedOut: 30 })
  })

  it('by an interviewer as well; who knows no brand is no customer', async () => {
    const { counts } = await monitorOf(
      { people: 2, kind: 'interviewer', state: 'started', calls: ['2.21'], ...full },
      { people: 3, state: 'started', partial: { state: 'screened-out', page: 'page-brands' } },
      { people: 5, state: 'completed' },
    )
    expect(counts).toMatchObject({ complete: 5, ineligible: 3, quotaFull: 2, refusal: 0, nonContact: 0 })
  })
})
