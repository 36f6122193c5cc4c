import { describe, expect, it } from 'vitest'
import type { Contact, ContactDetail } from '../../../api/contract/contact.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { done } from '../../test-app.ts'
import { linkIn, useMailDesk } from '../mail-desk.ts'

/** Two customers, each with a number, whose mail arrives in one place. */
describe('contacts that share an e-mail address', () => {
  const at = useMailDesk('mailboxes')

  const twins = async () => {
    const name = uuidv7()
    const [one, other] = [
      await at.wave.addContacts({ customerNumber: `${name}-1`, email: `${name}@example.org` }),
      await at.wave.addContacts({ customerNumber: `${name}-2`, email: `${name.toUpperCase()}@Example.org` }),
    ]
    return { address: `${name}@example.org`, one: personOf(one), other: personOf(other) }
  }
  const personOf = ({ batch, contacts }: Awaited<ReturnType<typeof at.wave.addContacts>>) => ({
    batch,
    id: contacts[0]?.id ?? '',
  })
  const find = (id: string) => done<ContactDetail>(at.wave.ask('GET', `/api/contacts/${id}`))
  const count = (batch: string) => done(at.wave.ask('POST', `${at.wave.path}/mailings/count`, { batch }))
  const reachable = async () =>
    (await done<{ total: number }>(at.wave.ask('GET', '/api/contacts?state=reachable'))).total

  it('are rid of all of it by one unsubscribing: what is queued, reminders, and what is yet to come', async () => {
    const { address, one, other } = await twins()
    const sent = await at.wave.mailing(one.batch, { reminders: 1, reminderDays: 3 })
    await at.wave.turn(sent.id)
    const [letter] = await at.desk.inbox.mailTo(address)
    const { id: elsewhere } = await at.wave.anotherWave()
    const waiting = await at.wave.mailing(other.batch, { sendAt: '2099-01-01T00:00:00Z' }, elsewhere)
    expect((await at.desk.test.ask('POST', linkIn(letter?.text).replace('/r/', '/u/'))).status).toBe(200)

    for (const { id } of [one, other]) expect((await find(id)).invitable).toBe('unsubscribed')
    expect((await find(other.id)).unsubscribedAt).not.toBeNull()
    expect(await mailOf(waiting.id)).toEqual({ state: 'cancelled', failure: 'unsubscribed' })
    await at.wave.pass(3)
    await at.wave.turn(sent.id)
    expect(at.desk.inbox.counts().get(address)).toBe(1)
    expect(await reachable()).toBe(0)

    // Taken back by a person, it is taken back for the address.
    await done<Contact>(at.wave.ask('PATCH', `/api/contacts/${other.id}`, { unsubscribed: false }))
    for (const { id } of [one, other]) expect((await find(id)).invitable).toBe('ok')
    expect(await reachable()).toBe(2)
    const record = await at.wave.inTenant((db) =>
      db.selectFrom('audit').select('subjectId').where('action', '=', 'unsubscription-taken-back').execute(),
    )
    expect(record.map(({ subjectId }) => subjectId).sort()).toEqual([one.id, other.id].sort())
  })

  const mailOf = (mailingId: string) =>
    at.wave.inTenant((db) =>
      db
        .selectFrom('mail')
        .select(['state', 'failure'])
        .where('mailingId', '=', mailingId)
        .executeTakeFirstOrThrow(),
    )

  it('get one invitation a wave, whichever was asked first and in which batch', async () => {
    const { one, other } = await twins()
    await at.wave.mailing(other.batch)
    expect(await count(one.batch)).toEqual({ chosen: 1, invitable: 0, leftOut: { 'same-address': 1 } })
  })

  it('are asked as often as the rule allows for one', async () => {
    const { one, other } = await twins()
    await done(
      at.wave.ask('PUT', '/api/contacts/rule', { mostInvitations: 1, inDays: 14, callingCode: null }),
    )
    await at.wave.mailing(one.batch)
    expect((await find(other.id)).invitable).toBe('too-often')
  })

  it('are both past reaching when mail comes back, or one of them withdraws consent', async () => {
    const { one, other } = await twins()
    await at.wave.turn((await at.wave.mailing(one.batch)).id)
    const [line] = await at.wave.lines()
    await done(at.wave.ask('POST', `/api/invitations/${line?.id}/bounced`))
    expect((await find(other.id)).invitable).toBe('bounced')
    await done(at.wave.ask('PATCH', `/api/contacts/${one.id}`, { bounced: false }))
    expect((await find(other.id)).invitable).toBe('ok')

    // Withdrawn once the letter to the other is queued: it stays in.
    const waiting = await at.wave.mailing(other.batch, {}, (await at.wave.anotherWave()).id)
    await done(at.wave.ask('PATCH', `/api/contacts/${one.id}`, { consent: 'withdrawn' }))
    await at.wave.turn(waiting.id)
    expect(await mailOf(waiting.id)).toEqual({ state: 'cancelled', failure: 'unwanted' })
    expect((await find(other.id)).invitable).toBe('consent-withdrawn')
  })
})
