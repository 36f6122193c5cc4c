import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { NextCall } from '../../../api/contract/call.ts'
import type { ChoiceCount } from '../../../api/contract/mailing.ts'
import { done, ORIGIN, submission } from '../../test-app.ts'
import { useMailDesk } from '../mail-desk.ts'

describe('the frequency rule and calls', () => {
  const at = useMailDesk('called')

  /** So many people on the call list of a wave that is open; whom another wave may invite by mail. */
  async function list(people: number) {
    const { wave } = at
    await done(wave.ask('PUT', '/api/contacts/rule', { mostInvitations: 1, inDays: 30, callingCode: null }))
    const made = await wave.addContacts(
      ...Array.from({ length: people }, (_, i) => ({ phone: `+8613900000${100 + i}` })),
    )
    await done(wave.ask('POST', `${wave.path}/calls`, { contacts: { batch: made.batch } }))
    const other = await wave.anotherWave()
    const count = async () =>
      await done<ChoiceCount>(
        wave.ask('POST', `/api/waves/${other.id}/mailings/count`, { batch: made.batch, sendAt: null }),
      )
    return { ...made, count }
  }
  const next = async () => {
    const { call } = await done<NextCall>(at.wave.ask('POST', `${at.wave.path}/calls/next`))
    if (call === null) throw new Error('nobody to call')
    return call
  }
  const say = async (outcome: string) =>
    done(at.wave.ask('POST', `/api/calls/${(await next()).id}/attempts`, { outcome }))
  /** Days go by for everything that has happened. */
  const pass = (days: number) =>
    at.wave.inTenant(async (db) => {
      await sql`update invitation set created_at = created_at - make_interval(days => ${days}),
        opened_at = opened_at - make_interval(days => ${days}),
        completed_at = completed_at - make_interval(days => ${days})`.execute(db)
      await sql`update attempt set at = at - make_interval(days => ${days})`.execute(db)
    })
  const close = () =>
    at.wave.inTenant((db) =>
      sql`update wave set closed_at = now() where id = ${at.wave.fieldwork.wave.id}::uuid`.execute(db),
    )

  it('who was listed and never called may be asked once the wave is closed, who was called may not', async () => {
    const { count } = await list(5)
    await say('2.11')
    await say('3.13')
    expect(await count()).toMatchObject({ invitable: 0, leftOut: { 'too-often': 5 } })
    await close()
    expect(await count()).toMatchObject({ invitable: 3, leftOut: { 'too-often': 2 } })
  })

  it('counts the day of the last call, not the day of the list', async () => {
    const { count } = await list(1)
    await pass(25)
    await say('2.11')
    await close()
    await pass(6)
    expect(await count()).toMatchObject({ leftOut: { 'too-often': 1 } })
    await pass(24)
    expect(await count()).toMatchObject({ invitable: 1, leftOut: {} })
  })

  it('counts an interview of which nobody said how it ended', async () => {
    const { contacts, count } = await list(1)
    const { script } = await next()
    const body = {
      ...submission({}, await at.wave.responseIdOf(contacts[0]?.id)),
      brandId: at.wave.fieldwork.brandId,
    }
    await done(at.desk.test.ask('POST', script.slice(ORIGIN.length), body))
    await close()
    expect(await count()).toMatchObject({ leftOut: { 'too-often': 1 } })
    await pass(30)
    expect(await count()).toMatchObject({ invitable: 1 })
  })
})
