import { describe, expect, it } from 'vitest'
import type { CallCounts, CallsMade, NextCall } from '../../../api/contract/call.ts'
import type { Mailings } from '../../../api/contract/mailing.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { keepJournals } from '../../../api/jobs/mail-journal.ts'
import { startMailing } from '../../../api/jobs/start-mailing.ts'
import { done, submission } from '../../test-app.ts'
import { linkIn, useMailDesk } from '../mail-desk.ts'

describe('a personal link that is switched off', () => {
  const at = useMailDesk('Switching')

  /** Two people, invited by mail with one reminder to come. */
  async function inviteTwo() {
    const { batch, contacts } = await at.wave.addContacts(
      { name: 'off', phone: '+493012345678', language: 'zh-Hans' },
      { name: 'on', phone: '+493012345679' },
    )
    const { brandId } = at.wave.fieldwork
    const mailing = await at.wave.mailing(batch, { reminders: 1, reminderDays: 3, brandId })
    await at.wave.turn(mailing.id)
    const [letter] = await at.desk.inbox.mailTo(contacts[0]?.email ?? '')
    return { batch, contacts, mailing, link: linkIn(letter?.text), id: await idOf('off') }
  }
  const idOf = async (name: string) => (await at.wave.lines()).find((line) => line.name === name)?.id ?? ''
  const turn = (to: 'off' | 'on', id: string) => at.wave.ask('POST', `/api/invitations/${id}/switch-${to}`)
  const states = async () =>
    Object.fromEntries((await at.wave.lines()).map(({ name, state }) => [name, state]))
  const page = async (link: string, language = 'en') => {
    const answer = await at.desk.test.app.request(link, {
      headers: { accept: 'text/html', 'accept-language': language },
    })
    const kept = answer.headers.get('cache-control')
    return { status: answer.status, html: await answer.text(), kept }
  }
  const answerOf = async (contactId: string | undefined) => ({
    ...submission({}, await at.wave.responseIdOf(contactId)),
    brandId: at.wave.fieldwork.brandId,
  })
  const audits = () =>
    at.wave.inTenant((db) =>
      db
        .selectFrom('audit')
        .select(['action', 'subjectKind', 'subjectId', 'detail'])
        .where('subjectKind', '=', 'invitation')
        .orderBy('id')
        .execute(),
    )

  it('says so politely in its person’s language, takes nothing, and leads on again where it stood', async () => {
    const { contacts, link, id } = await inviteTwo()
    expect((await turn('off', id)).status).toBe(200)
    expect((await turn('off', id)).status).toBe(200)
    const off = await page(link)
    expect([off.status, /<html lang="([^"]+)"/.exec(off.html)?.[1]]).toEqual([410, 'zh-Hans'])
    expect(off.kept).toBe('no-store')
    expect(off.html).toContain('这个专属链接已停用，您无需再做任何事。')
    const body = await answerOf(contacts[0]?.id)
    expect(await at.desk.test.ask('POST', link, body)).toMatchObject({
      status: 410,
      body: { error: { code: 'invitation-withdrawn' } },
    })
    expect((await at.desk.test.ask('GET', link.replace('?', '/form?'))).status).toBe(410)
    // Who wants no more mail may still say so.
    expect((await page(link.replace('/r/', '/u/'))).status).toBe(200)
    expect(await states()).toEqual({ off: 'withdrawn', on: 'sent' })

    expect((await turn('on', id)).status).toBe(200)
    expect((await page(link)).status).toBe(200)
    await at.desk.test.opened.flush()
    expect(await states()).toEqual({ off: 'opened', on: 'sent' })
    expect((await at.desk.test.ask('POST', link, body)).status).toBe(201)
    const subject = { subjectKind: 'invitation', subjectId: id, detail: {} }
    expect(await audits()).toEqual([
      { action: 'link-switched-off', ...subject },
      { action: 'link-switched-on', ...subject },
    ])
  })

  it('is not reminded of, by mail or by telephone, and counts apart', async () => {
    const { batch, contacts, mailing, id } = await inviteTwo()
    const calls = `${at.wave.path}/calls`
    await done(at.wave.ask('POST', calls, { contacts: { batch } }))
    expect((await at.wave.outcomes())?.dispositions).toMatchObject({ nonContact: 2, other: 0 })
    await turn('off', id)
    await at.wave.pass(3)
    expect(await at.wave.turn(mailing.id)).toBeNull()
    expect(contacts.map(({ email }) => at.desk.inbox.counts().get(email ?? ''))).toEqual([1, 2])
    expect(await done<CallCounts>(at.wave.ask('GET', calls))).toMatchObject({ due: 1, done: 1 })
    expect((await done<NextCall>(at.wave.ask('POST', `${calls}/next`))).call?.name).toBe('on')
    expect(
      (await done<CallsMade>(at.wave.ask('POST', calls, { contacts: { batch } }))).count.leftOut,
    ).toEqual({
      withdrawn: 1,
    })
    const { invitations } = await done<Mailings>(at.wave.ask('GET', `${at.wave.path}/mailings`))
    expect(invitations).toEqual({ sent: 1, withdrawn: 1 })
    expect((await at.wave.outcomes())?.dispositions).toMatchObject({ nonContact: 1, other: 1 })
    // On again, the reminder that is due goes.
    await turn('on', id)
    await at.wave.turn(mailing.id)
    expect(contacts.map(({ email }) => at.desk.inbox.counts().get(email ?? ''))).toEqual([2, 2])
    expect(await done<CallCounts>(at.wave.ask('GET', calls))).toMatchObject({ leased: 1, due: 1, done: 0 })
  })

  it('before its first message went keeps that in, and lets it go when it is on again', async () => {
    const { batch, contacts } = await at.wave.addContacts({ name: 'off' }, { name: 'on' })
    const mailing = await at.wave.mailing(batch)
    const id = await idOf('off')
    await turn('off', id)
    await at.wave.turn(mailing.id)
    const counts = () => contacts.map(({ email }) => at.desk.inbox.counts().get(email ?? '') ?? 0)
    expect([counts(), await states()]).toEqual([[0, 1], { off: 'withdrawn', on: 'sent' }])
    const { mail, ...sender } = { ...at.desk.test, mail: at.desk.settings }
    const worker = await startMailing(
      {
        ...{
          db: sender.databases.app,
          mail,
          links: sender.links,
          journals: keepJournals(mail.journalFolder),
        },
        log: { warn: () => undefined } as never,
      },
      sender.jobs,
    )
    await turn('on', id)
    await expect.poll(counts).toEqual([1, 1])
    await expect.poll(states).toEqual({ off: 'sent', on: 'sent' })
    worker.stop()
  })

  it('whose mailing was cancelled meanwhile is one to hand out', async () => {
    const { batch } = await at.wave.addContacts({ name: 'off' })
    const mailing = await at.wave.mailing(batch)
    await turn('off', await idOf('off'))
    await done(at.wave.ask('POST', `/api/mailings/${mailing.id}/cancel`))
    await turn('on', await idOf('off'))
    expect(await states()).toEqual({ off: 'handed-out' })
    expect(await at.wave.turn(mailing.id)).toBeNull()
  })

  it('after its answer cannot be switched off: the answer stays, and is acknowledged once more', async () => {
    const { contacts, link, id } = await inviteTwo()
    const body = await answerOf(contacts[0]?.id)
    const first = await at.desk.test.ask('POST', link, body)
    expect(await turn('off', id)).toMatchObject({ status: 409, body: { error: { code: 'answered' } } })
    // Switched off in the moment in which the answer came: it is on record, and stays acknowledged.
    await at.wave.inTenant((db) =>
      db.updateTable('invitation').set({ withdrawnAt: new Date() }).where('id', '=', id).execute(),
    )
    const again = await at.desk.test.ask('POST', link, body)
    expect([again.status, again.body]).toEqual([201, first.body])
    expect((await page(link)).status).toBe(303)
    expect(await states()).toEqual({ off: 'completed', on: 'sent' })
    expect((await at.wave.outcomes())?.dispositions).toMatchObject({ complete: 1, nonContact: 1 })
  })

  it('is switched by designers, of their own organisation', async () => {
    const { id } = await inviteTwo()
    const analyst = await at.wave.member('analyst')
    expect((await analyst('POST', `/api/invitations/${id}/switch-off`)).status).toBe(403)
    const others = await at.desk.wave(`Strangers${uuidv7()}`)
    expect((await others.ask('POST', `/api/invitations/${id}/switch-off`)).status).toBe(404)
    expect(await states()).toEqual({ off: 'sent', on: 'sent' })
    expect(await audits()).toEqual([])
  })
})
