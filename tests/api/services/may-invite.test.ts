import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { updateContactRule } from '../../../api/db/contact-rules.ts'
import type { Db } from '../../../api/db/database.ts'
import type { InvitationState } from '../../../api/db/tables/invitations.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { mayInvite } from '../../../api/services/may-invite.ts'
import { createTestApp } from '../../test-app.ts'

const DAY = 24 * 3600 * 1000

describe('may a contact be invited', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let mine: string
  let theirs: string

  beforeAll(async () => {
    test = await createTestApp()
    mine = (await test.organisation('Mine')).organisationId
    theirs = (await test.organisation('Theirs')).organisationId
  })
  afterAll(() => test.stop())

  const inside = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
    withOrganisation(test.databases.app, mine, work)

  async function contact(over: { consent?: 'withdrawn'; unsubscribedAt?: Date; bouncedAt?: Date } = {}) {
    const id = uuidv7()
    await inside((db) =>
      db
        .insertInto('contact')
        .values({ organisationId: mine, id, attributes: '{}', ...over })
        .execute(),
    )
    return id
  }

  const insertInvited = (db: Db, contactId: string, over: { state?: InvitationState; sentAt?: Date } = {}) =>
    db
      .insertInto('invitation')
      .values({
        organisationId: mine,
        id: uuidv7(),
        programId: uuidv7(),
        waveId: uuidv7(),
        collectorId: uuidv7(),
        contactId,
        responseId: uuidv7(),
        tokenHash: uuidv7(),
        ...over,
      })
      .execute()
  const invite = (contactId: string, sentDaysAgo: number, state: InvitationState = 'sent') =>
    inside((db) => insertInvited(db, contactId, { state, sentAt: new Date(Date.now() - sentDaysAgo * DAY) }))

  const ask = (...ids: string[]) =>
    inside(async (db) => {
      const found = await mayInvite(db, ids)
      return ids.map((id) => found.get(id))
    })
  const askAt = (inDays: number, id: string) =>
    inside(async (db) => {
      const found = await mayInvite(db, [id], { at: new Date(Date.now() + inDays * DAY) })
      return [found.get(id)]
    })
  const rule = (mostInvitations: number | null, inDays: number | null) =>
    inside((db) => updateContactRule(db, mine, { mostInvitations, inDays, callingCode: null }))

  it('says what speaks against each, in the order asked', async () => {
    await rule(null, null)
    const ids = [
      await contact(),
      await contact({ unsubscribedAt: new Date() }),
      await contact({ consent: 'withdrawn' }),
      await contact({ bouncedAt: new Date() }),
      uuidv7(),
    ]
    expect(await ask(...ids)).toEqual([
      'ok',
      'unsubscribed',
      'consent-withdrawn',
      'bounced',
      'unknown-contact',
    ])
    expect(await ask(...ids.toReversed())).toEqual([
      'unknown-contact',
      'bounced',
      'consent-withdrawn',
      'unsubscribed',
      'ok',
    ])
  })

  it('counts invitations of the last days, across waves', async () => {
    await rule(2, 30)
    const id = await contact()
    await invite(id, 31)
    await invite(id, 10)
    expect(await ask(id)).toEqual(['ok'])
    await invite(id, 29)
    expect(await ask(id)).toEqual(['too-often'])
    await rule(3, 30)
    expect(await ask(id)).toEqual(['ok'])
    await rule(null, null)
    expect(await ask(id)).toEqual(['ok'])
  })

  it('an invitation that was cancelled or failed asked nobody; a queued one will', async () => {
    await rule(1, 7)
    const id = await contact()
    await invite(id, 1, 'cancelled')
    await invite(id, 1, 'failed')
    expect(await ask(id)).toEqual(['ok'])
    await invite(id, 1, 'queued')
    expect(await ask(id)).toEqual(['too-often'])
  })

  it('holds for any days in a row that hold the one asked for, whatever comes after it', async () => {
    await rule(2, 30)
    const id = await contact()
    await invite(id, 29)
    await invite(id, -29)
    // Two on either side are no two within thirty days of one another.
    expect(await ask(id)).toEqual(['ok'])
    await invite(id, -28)
    expect(await ask(id)).toEqual(['too-often'])
    expect(await askAt(-5, id)).toEqual(['too-often'])
    expect(await askAt(60, id)).toEqual(['ok'])
  })

  it('does not know the contacts of another organisation', async () => {
    const id = await contact()
    const found = await withOrganisation(test.databases.app, theirs, (db) => mayInvite(db, [id]))
    expect(found.get(id)).toBe('unknown-contact')
  })

  it('two that invite at the same moment take turns', async () => {
    await rule(1, 7)
    const id = await contact()
    const inviting = () =>
      inside(async (db) => {
        const verdict = (await mayInvite(db, [id])).get(id)
        await new Promise((done) => setTimeout(done, 50))
        if (verdict === 'ok') await insertInvited(db, id)
        return verdict
      })
    const verdicts = await Promise.all([inviting(), inviting(), inviting()])
    expect(verdicts.sort()).toEqual(['ok', 'too-often', 'too-often'])
  })
})
