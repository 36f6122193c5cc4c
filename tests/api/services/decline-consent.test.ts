import { describe, expect, it } from 'vitest'
import type { CallCounts, CallsMade, NextCall } from '../../../api/contract/call.ts'
import type { ChoiceCount } from '../../../api/contract/mailing.ts'
import { claimMail, updateHanded } from '../../../api/db/mail.ts'
import { insertReminders } from '../../../api/db/mail-plan.ts'
import { eraseResponse } from '../../../api/services/erase-response.ts'
import { settlePartials } from '../../../api/services/settle-partials.ts'
import { done, ORIGIN, submission } from '../../test-app.ts'
import { linkIn, useMailDesk } from '../mail-desk.ts'

const CONSENT = { en: 'We keep this.', 'zh-Hans': '我们保存。', 'zh-Hant': '我們保存。' }

describe('somebody invited who does not agree', () => {
  const at = useMailDesk('Asking', { consent: CONSENT })

  /** Two people, invited by mail with one reminder to come, and on the call list. */
  async function inviteTwo() {
    const { batch, contacts } = await at.wave.addContacts(
      { name: 'declines', phone: '+493012345678' },
      { name: 'waits', phone: '+493012345679' },
    )
    const mailing = await at.wave.mailing(batch, {
      reminders: 1,
      reminderDays: 3,
      brandId: at.wave.fieldwork.brandId,
    })
    await at.wave.turn(mailing.id)
    const [letter] = await at.desk.inbox.mailTo(contacts[0]?.email ?? '')
    const responseId = await at.wave.responseIdOf(contacts[0]?.id)
    const sealed = at.desk.test.sealer.seal(responseId)
    return { batch, contacts, mailing, link: linkIn(letter?.text), responseId, sealed }
  }

  const decline = async (link: string, sealed: string) => {
    const [path, query] = link.split('?')
    return at.desk.test.app.request(`${path}/answer?${query}`, {
      method: 'POST',
      headers: {
        origin: ORIGIN,
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ answer: sealed, page: 'page-consent', to: 'decline', in: 'en' }).toString(),
    })
  }
  const save = (link: string, sealed: string) =>
    done(
      at.desk.test.ask('PUT', link.replace('?', '/partial?'), {
        ...{ sealed, language: 'en', brandId: at.wave.fieldwork.brandId, form: 1, page: 'page-imag2' },
        ...{ answers: submission().answers, revision: 1, startedAt: '2026-11-22T10:00:00Z' },
      }),
    )
  const stored = (responseId: string) =>
    at.wave.inTenant(async (db) => ({
      partials: await db.selectFrom('partial').select('id').where('id', '=', responseId).execute(),
      observations: await db
        .selectFrom('observation')
        .select('responseId')
        .where('responseId', '=', responseId)
        .execute(),
    }))

  it('is reminded no more, by mail or by telephone, and counts as a refusal', async () => {
    const { batch, contacts, mailing, link, sealed } = await inviteTwo()
    await done(at.wave.ask('POST', `${at.wave.path}/calls`, { contacts: { batch } }))
    const said = await decline(link, sealed)
    expect(said.status).toBe(200)
    expect(await said.text()).toContain('You did not agree, so the survey ends here.')
    expect((await at.wave.lines()).map(({ name, state }) => [name, state]).sort()).toEqual([
      ['declines', 'declined'],
      ['waits', 'sent'],
    ])

    await at.wave.pass(3)
    expect(await at.wave.turn(mailing.id)).toBeNull()
    expect(contacts.map(({ email }) => at.desk.inbox.counts().get(email ?? ''))).toEqual([1, 2])

    const { call } = await done<NextCall>(at.wave.ask('POST', `${at.wave.path}/calls/next`))
    expect(call?.name).toBe('waits')
    await done(at.wave.ask('POST', `/api/calls/${call?.id}/attempts`, { outcome: '3.13' }))
    expect(await done<NextCall>(at.wave.ask('POST', `${at.wave.path}/calls/next`))).toEqual({ call: null })
    expect(await done<CallCounts>(at.wave.ask('GET', `${at.wave.path}/calls`))).toMatchObject({
      due: 0,
      done: 1,
    })

    expect((await at.wave.outcomes())?.dispositions).toMatchObject({ refusal: 1, complete: 0 })
  })

  it('is not asked again either after the answers under way were erased', async () => {
    const { batch, contacts, mailing, link, sealed, responseId } = await inviteTwo()
    await done(at.wave.ask('POST', `${at.wave.path}/calls`, { contacts: { batch } }))
    await save(link, sealed)
    const { app: db } = at.desk.test.databases
    expect(await eraseResponse(db, at.wave.organisationId, { responseId, actorId: null })).toBe(true)
    await at.wave.pass(3)
    expect(await at.wave.turn(mailing.id)).toBeNull()
    expect(contacts.map(({ email }) => at.desk.inbox.counts().get(email ?? ''))).toEqual([1, 2])
    const { call } = await done<NextCall>(at.wave.ask('POST', `${at.wave.path}/calls/next`))
    expect(call?.name).toBe('waits')
    expect((await at.wave.outcomes())?.dispositions).toMatchObject({ refusal: 1, partial: 0 })
  })

  it('is not put on the call list afterwards, and the count says why', async () => {
    const { batch, link, sealed } = await inviteTwo()
    await decline(link, sealed)
    const expected = { chosen: 2, invitable: 1, leftOut: { declined: 1 } }
    expect(await done<ChoiceCount>(at.wave.ask('POST', `${at.wave.path}/calls/count`, { batch }))).toEqual(
      expected,
    )
    expect(
      await done<CallsMade>(at.wave.ask('POST', `${at.wave.path}/calls`, { contacts: { batch } })),
    ).toMatchObject({ added: 1, count: expected })
  })

  it('stops a reminder that is waiting, or that a sender has taken and not let go', async () => {
    const { mailing, contacts, link, sealed } = await inviteTwo()
    await at.wave.pass(3)
    const claimed = await at.wave.inTenant(async (db) => {
      await db.updateTable('mailing').set({ nextAt: new Date() }).execute()
      await insertReminders(db, at.wave.organisationId, { ...mailing, reminders: 1, reminderDays: 3 })
      const pace = { messages: 10, seconds: 1 }
      return claimMail(db, mailing.id, mailing.id, { most: 10, pace })
    })
    expect(claimed.length).toBe(2)
    await decline(link, sealed)
    const handed = await at.wave.inTenant((db) =>
      updateHanded(
        db,
        mailing.id,
        claimed.map(({ id }) => id),
      ),
    )
    const mine = claimed.find(({ contactId }) => contactId === contacts[0]?.id)
    expect([handed.size, handed.has(mine?.id ?? '')]).toEqual([1, false])
    expect((await at.wave.lines()).find(({ name }) => name === 'declines')?.failure).toEqual({
      reason: 'declined',
      said: null,
    })
  })

  it('leaves nothing behind but that word: neither answers under way nor what was coded of them', async () => {
    const { link, sealed, responseId } = await inviteTwo()
    await save(link, sealed)
    const { usable } = await settlePartials(
      at.desk.test.databases.app,
      at.wave.organisationId,
      at.wave.fieldwork.wave.id,
      { idleHours: 0 },
    )
    expect([usable, await stored(responseId)]).toMatchObject([1, { partials: [{}], observations: [{}] }])
    expect((await at.wave.outcomes())?.dispositions).toMatchObject({ partial: 1, refusal: 0 })
    await decline(link, sealed)
    expect(await stored(responseId)).toEqual({ partials: [], observations: [] })
    expect((await at.wave.outcomes())?.dispositions).toMatchObject({ partial: 0, refusal: 1 })
  })

  it('may change their mind: who begins again has begun, and an answer completes the invitation', async () => {
    const { link, sealed, responseId } = await inviteTwo()
    await decline(link, sealed)
    await save(link, sealed)
    const state = async () => (await at.wave.lines()).find(({ name }) => name === 'declines')?.state
    expect(await state()).toBe('started')
    await decline(link, sealed)
    expect(await state()).toBe('declined')
    const { answers, ...body } = submission({}, responseId)
    await done(
      at.desk.test.ask('POST', link, {
        ...body,
        brandId: at.wave.fieldwork.brandId,
        answers: { ...answers, consent: 'agreed' },
      }),
    )
    expect(await state()).toBe('completed')
    // An answer that is there is not taken back by it.
    await decline(link, sealed)
    expect(await state()).toBe('completed')
  })

  it('another’s seal declines nothing', async () => {
    const { link, contacts } = await inviteTwo()
    const other = at.desk.test.sealer.seal(await at.wave.responseIdOf(contacts[1]?.id))
    await decline(link, other)
    expect((await at.wave.lines()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })
})
