import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { hashOfToken } from '../../../api/services/invitation-links.ts'
import { createTestApp, openFieldwork } from '../../test-app.ts'

describe('the last link of an invitation', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let organisationId: string
  let fieldwork: Awaited<ReturnType<typeof openFieldwork>>
  beforeAll(async () => {
    test = await createTestApp()
    const organisation = await test.organisation('Inviters')
    organisationId = organisation.organisationId
    fieldwork = await openFieldwork(organisation.ask)
  })
  afterAll(() => test.stop())

  async function invite(language: string | null) {
    const contactId = uuidv7()
    const id = uuidv7()
    const token = test.links.tokenOf(id)
    await withOrganisation(test.databases.app, organisationId, async (db) => {
      await db
        .insertInto('contact')
        .values({ organisationId, id: contactId, name: 'Ada', attributes: '{}', language })
        .execute()
      await db
        .insertInto('invitation')
        .values({
          ...{ organisationId, id, contactId, state: 'sent' as const },
          ...{
            programId: fieldwork.program.id,
            waveId: fieldwork.wave.id,
            collectorId: fieldwork.collector.id,
          },
          ...{ responseId: uuidv7(), tokenHash: hashOfToken(token) },
        })
        .execute()
    })
    return { contactId, path: `/u/${fieldwork.key}?i=${token}` }
  }
  const unsubscribedAt = async (contactId: string) => {
    const row = await withOrganisation(test.databases.app, organisationId, (db) =>
      db.selectFrom('contact').select('unsubscribedAt').where('id', '=', contactId).executeTakeFirst(),
    )
    return row?.unsubscribedAt
  }

  it.each([
    ['en', 'Yes, no more invitations', 'Done.'],
    ['zh-Hans', '是，不再接收邀请', '已完成。'],
    ['zh-Hant', '是，不再接收邀請', '已完成。'],
  ])('asks in %s, changes nothing until the button is pressed, then says so', async (language, act, done) => {
    const { contactId, path } = await invite(language)
    const asked = await test.ask<string>('GET', path)
    expect(asked.status).toBe(200)
    expect(asked.body).toContain(`<html lang="${language}">`)
    expect(asked.body).toContain(act)
    expect(await unsubscribedAt(contactId)).toBeNull()
    const pressed = await test.ask<string>('POST', path)
    expect([pressed.status, pressed.body.includes(done)]).toEqual([200, true])
    expect(await unsubscribedAt(contactId)).toBeInstanceOf(Date)
    expect((await test.ask('POST', path)).status).toBe(200)
  })

  it('speaks the browser’s language to somebody whose own is not known', async () => {
    const { path } = await invite(null)
    const answer = await test.app.request(path, { headers: { 'accept-language': 'zh-TW,en;q=0.5' } })
    expect(await answer.text()).toContain('不再接收邀請')
  })

  it('case 17: a token that is none is answered with a page, and nothing changes', async () => {
    const { contactId, path } = await invite('en')
    const answer = await test.ask<string>('POST', `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)
    expect(answer.status).toBe(404)
    expect(answer.body).toContain('not complete, or no longer known')
    expect(await unsubscribedAt(contactId)).toBeNull()
  })

  it('case 16: whoever tries tokens is told to wait, with a page, on every address that takes tokens', async () => {
    const { path } = await invite('en')
    for (let i = 0; i < 40; i++) {
      await test.ask('GET', `/u/${fieldwork.key}?i=${test.links.tokenOf(uuidv7())}`)
    }
    const page = await test.ask<string>('GET', path)
    expect([page.status, page.body.includes('try again in a minute')]).toEqual([429, true])
    const form = await test.ask('GET', `/r/${fieldwork.key}/form?i=${test.links.tokenOf(uuidv7())}`)
    expect([form.status, form.headers.get('retry-after') !== null]).toEqual([429, true])
    // Those without a token are not concerned.
    expect((await test.ask('GET', `/r/${fieldwork.key}/form`)).status).toBe(200)
  })
})
