import { describe, expect, it } from 'vitest'
import type { Mailing, Mailings } from '../../../api/contract/mailing.ts'
import { done } from '../../test-app.ts'
import { useMailDesk } from '../mail-desk.ts'

describe('mailings of a wave that was closed for a while', () => {
  const at = useMailDesk('reopened')

  const close = () => done(at.wave.ask('POST', `${at.wave.path}/close`))
  const reopen = () => done(at.wave.ask('POST', `${at.wave.path}/reopen`))
  const find = async (id: string): Promise<Mailing | undefined> =>
    (await done<Mailings>(at.wave.ask('GET', `${at.wave.path}/mailings`))).mailings.find(
      (one) => one.id === id,
    )
  const letters = (address: unknown) => at.desk.inbox.counts().get(String(address)) ?? 0

  it('remind once it is open again: one reminder, however many rounds have passed', async () => {
    const { batch, contacts } = await at.wave.addContacts({})
    const address = contacts[0]?.email
    const { id } = await at.wave.mailing(batch, { reminders: 3, reminderDays: 3 })
    await at.wave.turn(id)
    // The first reminder is written when nobody may answer any more.
    await at.wave.pass(3)
    await at.wave.turn(id, { mail: { ...at.desk.settings, smtpUrl: 'smtp://127.0.0.1:1' } })
    expect((await find(id))?.reminded.queued).toBe(1)
    await close()
    expect(await at.wave.turn(id)).toBeNull()
    expect(await find(id)).toMatchObject({ state: 'done', reminded: { cancelled: 1 } })
    await at.wave.pass(3)
    await reopen()
    expect((await find(id))?.state).toBe('reminding')
    await at.wave.turn(id)
    expect(letters(address)).toBe(2)
    expect(await find(id)).toMatchObject({ state: 'reminding', reminded: { sent: 1, cancelled: 0 } })
    await at.wave.pass(3)
    await at.wave.turn(id)
    expect(letters(address)).toBe(3)
    expect((await find(id))?.state).toBe('done')
  })

  it('send what had not gone when the last day is moved; not to whoever said no meanwhile, nor what was cancelled', async () => {
    const { batch, contacts } = await at.wave.addContacts({}, {})
    const [wanted, unwanted] = contacts.map(({ email }) => String(email))
    const other = await at.wave.addContacts({})
    const { id } = await at.wave.mailing(batch)
    const cancelled = await at.wave.mailing(other.batch)
    await done(at.wave.ask('PATCH', at.wave.path, { opensOn: '2020-01-01', closesOn: '2020-01-02' }))
    await at.wave.turn(id)
    await at.wave.turn(cancelled.id)
    expect(await find(id)).toMatchObject({ state: 'done', invitations: { cancelled: 2 } })
    await done(at.wave.ask('POST', `/api/mailings/${cancelled.id}/cancel`))
    await done(at.wave.ask('PATCH', `/api/contacts/${contacts[1]?.id}`, { unsubscribed: true }))

    await done(at.wave.ask('PATCH', at.wave.path, { closesOn: '2099-12-31' }))
    expect(await find(id)).toMatchObject({ state: 'sending', invitations: { queued: 2, cancelled: 0 } })
    await at.wave.turn(id)
    await at.wave.turn(cancelled.id)
    expect([wanted, unwanted, other.contacts[0]?.email].map(letters)).toEqual([1, 0, 0])
    expect((await at.wave.lines()).map(({ state }) => state).sort()).toEqual([
      'cancelled',
      'cancelled',
      'sent',
    ])
  })
})
