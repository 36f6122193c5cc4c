import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
})
