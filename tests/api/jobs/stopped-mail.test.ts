import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { updateSwitchedOff, updateSwitchedOn } from '../../../api/db/invitation-switch.ts'
import { cancelMailing } from '../../../api/services/change-mailing.ts'
import { done } from '../../test-app.ts'
import { holding } from '../hold.ts'
import { openMailDesk } from '../mail-desk.ts'

/** Never over by itself in a test. */
const LONG = { turnMs: 600_000, lanes: 1 }

describe('a sender in the middle of its turn', () => {
  let desk: Awaited<ReturnType<typeof openMailDesk>>
  let wave: Awaited<ReturnType<typeof desk.wave>>
  let meanwhile: (at: 'rcpt' | 'data') => Promise<unknown>
  let serial = 0
  beforeAll(async () => {
    desk = await openMailDesk({
      refuse: async (_, at) => {
        await meanwhile(at)
        return undefined
      },
    })
  })
  afterAll(() => desk.stop())
  beforeEach(async () => {
    meanwhile = async () => undefined
    wave = await desk.wave(`Stopping${++serial}`)
  })

  const sentTo = (contacts: readonly { email: string | null }[]) =>
    contacts.map(({ email }) => desk.inbox.counts().get(email ?? '') ?? 0)
  /** Once, when the mail server hears of the first message, or has all of it but its own yes. */
  const onFirst = (wanted: 'rcpt' | 'data', what: () => Promise<unknown>) => {
    let first: Promise<unknown> | undefined
    meanwhile = async (at) => {
      if (at === wanted) first ??= what()
      await first
    }
  }
  const messages = async (mailingId: string) =>
    (
      await wave.inTenant((db) =>
        db
          .selectFrom('mail')
          .select(['state', 'failure', 'number'])
          .where('mailingId', '=', mailingId)
          .orderBy('number')
          .execute(),
      )
    ).map(({ state, failure }) => [state, failure])

  const closing = () => done(wave.ask('POST', `${wave.path}/close`))
  const cancelling = (id: string) => done(wave.ask('POST', `/api/mailings/${id}/cancel`))

  it.each([
    ['wave is closed', 'wave-closed', closing],
    ['mailing is cancelled', 'cancelled', cancelling],
  ])('lets none of those go that it has taken, once the %s', async (_, reason, stop) => {
    const { batch, contacts } = await wave.addContacts({}, {}, {})
    const { id } = await wave.mailing(batch)
    onFirst('rcpt', () => stop(id))
    expect((await wave.turn(id, LONG))?.getTime()).toBeLessThanOrEqual(Date.now())
    expect(sentTo(contacts)).toEqual([0, 0, 0])
    expect(await wave.turn(id, LONG)).toBeNull()
    expect(await messages(id)).toEqual(Array(3).fill(['cancelled', reason]))
  })

  it('takes no more, and what stayed in goes once the wave is open again', async () => {
    const { batch, contacts } = await wave.addContacts({}, {}, {})
    const { id } = await wave.mailing(batch, { perMinute: 60 })
    onFirst('data', closing)
    await wave.turn(id, LONG)
    expect(sentTo(contacts).toSorted()).toEqual([0, 0, 1])
    await wave.turn(id, LONG)
    await done(wave.ask('POST', `${wave.path}/reopen`))
    await wave.turn(id, LONG)
    expect(sentTo(contacts)).toEqual([1, 1, 1])
  })

  it('reminds nobody for a mailing that was cancelled as the turn began', async () => {
    const { batch, contacts } = await wave.addContacts({})
    const { id } = await wave.mailing(batch, { reminders: 1, reminderDays: 3 })
    await wave.turn(id)
    await wave.pass(3)
    const { hold, waiting } = holding(desk.test.databases, wave.organisationId)
    const release = await hold((db) => cancelMailing(db, wave.organisationId, id))
    const turn = wave.turn(id, LONG)
    await waiting(1)
    await release()
    expect(await turn).toBeNull()
    expect(sentTo(contacts)).toEqual([1])
  })

  it('comes back for a message whose link is switched on as the turn ends', async () => {
    const { batch, contacts } = await wave.addContacts({}, {})
    const { id } = await wave.mailing(batch)
    const [off, on] = (
      await wave.inTenant((db) => db.selectFrom('invitation').select(['id', 'contactId']).execute())
    ).toSorted((a, b) => Number(b.contactId === contacts[0]?.id) - Number(a.contactId === contacts[0]?.id))
    await wave.inTenant((db) => updateSwitchedOff(db, off?.id ?? ''))
    expect([off?.contactId, on?.contactId]).toEqual(contacts.map((contact) => contact.id))
    const { hold, waiting } = holding(desk.test.databases, wave.organisationId)
    const ending = new AbortController()
    let release = async () => {}
    onFirst('data', async () => {
      release = await hold((db) => updateSwitchedOn(db, off?.id ?? ''))
      ending.abort()
    })
    const turn = wave.turn(id, LONG, ending.signal)
    await waiting(1)
    await release()
    expect((await turn)?.getTime()).toBeLessThanOrEqual(Date.now())
    await wave.turn(id)
    expect(sentTo(contacts)).toEqual([1, 1])
  })
})
