import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NextCall } from '../../../api/contract/call.ts'
import type { ChoiceCount } from '../../../api/contract/mailing.ts'
import { done, submission } from '../../test-app.ts'
import { openMailDesk } from '../mail-desk.ts'

describe('what is learned while mail is under way', () => {
  let desk: Awaited<ReturnType<typeof openMailDesk>>
  let wave: Awaited<ReturnType<typeof desk.wave>>
  /** What happens while the mail server is being told whom a message is for. */
  let meanwhile: (address: string) => Promise<unknown> = async () => undefined
  beforeAll(async () => {
    desk = await openMailDesk({
      refuse: async (address, at) => {
        if (at === 'rcpt') await meanwhile(address)
        return undefined
      },
    })
    wave = await desk.wave('Meanwhile')
  })
  afterAll(() => desk.stop())

  it('keeps a message in that was claimed before its person answered, said no or had the link switched off', async () => {
    const { batch, contacts } = await wave.addContacts({}, {}, {}, {}, {})
    const [answers, unsubscribes, declines, switchedOff, waits] = contacts.map(({ email }) => String(email))
    const { id } = await wave.mailing(batch)
    const of = (address: string) => contacts.find(({ email }) => email === address)?.id ?? ''
    const linkTo = async (address: string) => {
      const invitation = await wave.inTenant((db) =>
        db
          .selectFrom('invitation')
          .select('id')
          .where('contactId', '=', of(address))
          .executeTakeFirstOrThrow(),
      )
      return { id: invitation.id, query: `?i=${desk.test.links.tokenOf(invitation.id)}` }
    }
    meanwhile = async (address) => {
      const { id, query } = await linkTo(address)
      const path = `/r/${wave.fieldwork.key}`
      if (address === answers) {
        const body = submission({}, await wave.responseIdOf(of(address)))
        await done(desk.test.ask('POST', path + query, { ...body, brandId: wave.fieldwork.brandId }))
      }
      if (address === unsubscribes) await done(desk.test.ask('POST', `/u/${wave.fieldwork.key}${query}`))
      if (address === switchedOff) await done(wave.ask('POST', `/api/invitations/${id}/switch-off`))
      if (address === declines) {
        await wave.inTenant((db) =>
          db.updateTable('invitation').set({ state: 'declined' }).where('id', '=', id).execute(),
        )
      }
    }
    expect(await wave.turn(id)).toBeNull()
    meanwhile = async () => undefined
    expect([...desk.inbox.counts()]).toEqual([[waits, 1]])
    const failures = await wave.inTenant((db) =>
      db.selectFrom('mail').select(['contactId', 'state', 'failure']).where('mailingId', '=', id).execute(),
    )
    const found = Object.fromEntries(
      failures.map(({ contactId, state, failure }) => [contactId, `${state} ${failure}`]),
    )
    expect(found).toEqual({
      [of(answers ?? '')]: 'cancelled answered',
      [of(unsubscribes ?? '')]: 'cancelled unsubscribed',
      [of(declines ?? '')]: 'cancelled declined',
      [of(switchedOff ?? '')]: 'cancelled withdrawn',
      [of(waits ?? '')]: 'sent null',
    })
  })

  it('sends no first message either to who has refused on the telephone, nor another one in its place', async () => {
    const own = await desk.wave('Scheduled')
    const { batch, contacts } = await own.addContacts(
      { name: 'refuses', phone: '+493012345678' },
      { name: 'no answer', phone: '+493012345679' },
    )
    const { id } = await own.mailing(batch, { sendAt: '2099-01-01T00:00:00Z' })
    await done(own.ask('POST', `${own.path}/calls`, { contacts: { batch } }))
    for (;;) {
      const { call } = await done<NextCall>(own.ask('POST', `${own.path}/calls/next`))
      if (call === null) break
      const outcome = call.name === 'refuses' ? '2.11' : '3.13'
      await done(own.ask('POST', `/api/calls/${call.id}/attempts`, { outcome }))
    }
    await own.inTenant((db) =>
      db.updateTable('mail').set({ dueAt: new Date() }).where('mailingId', '=', id).execute(),
    )
    await own.turn(id)
    const letters = contacts.map(({ email }) => desk.inbox.counts().get(String(email)) ?? 0)
    expect(letters).toEqual([0, 1])
    expect((await own.lines()).find(({ name }) => name === 'refuses')).toMatchObject({
      failure: { reason: 'settled-by-phone' },
    })
    const counted = await done<ChoiceCount>(own.ask('POST', `${own.path}/mailings/count`, { batch }))
    expect(counted).toMatchObject({ invitable: 0, leftOut: { 'already-invited': 2 } })
    expect((await own.outcomes())?.dispositions).toMatchObject({ refusal: 1, nonContact: 1, other: 0 })
  })
})
