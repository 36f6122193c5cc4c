import { describe, expect, it } from 'vitest'
import { done, submission } from '../../test-app.ts'
import { linkIn, useMailDesk } from '../mail-desk.ts'

/** One person under two addresses, each of which has got its letter of the same wave. */
describe('links that were sent before two contacts became one', () => {
  const at = useMailDesk('merged')

  async function twoLetters() {
    const { batch, contacts } = await at.wave.addContacts({}, {})
    await at.wave.turn((await at.wave.mailing(batch)).id)
    const linkOf = async (i: number) =>
      linkIn((await at.desk.inbox.mailTo(String(contacts[i]?.email)))[0]?.text)
    const ids = contacts.map(({ id }) => id)
    return { ids, links: [await linkOf(0), await linkOf(1)] as const }
  }
  const merge = (keep = '', other = '') =>
    done(at.wave.ask('POST', '/api/contacts/merge', { keep, others: [other] }))
  const begin = async (link: string, contactId = '') => {
    const sealed = at.desk.test.sealer.seal(await at.wave.responseIdOf(contactId))
    await done(
      at.desk.test.ask('PUT', link.replace('?', '/partial?'), {
        ...{ sealed, language: 'en', brandId: at.wave.fieldwork.brandId, form: 1 },
        ...{ answers: { imag1: 7 }, page: 'page-imag2', revision: 1, startedAt: '2026-11-22T10:00:00Z' },
      }),
    )
  }
  const cardAt = async (link: string) =>
    /name="page" value="([\w-]+)"/.exec(await (await at.desk.test.app.request(link)).text())?.[1]

  it('unsubscribe the one who was kept, by either link, also in one click', async () => {
    const { ids, links } = await twoLetters()
    await merge(ids[0], ids[1])
    const third = (await at.wave.addContacts({})).contacts[0]?.id
    await merge(third, ids[0])
    for (const link of links) {
      expect((await at.desk.test.ask('GET', link.replace('/r/', '/u/'))).status).toBe(200)
    }
    const oneClick = await at.desk.test.app.request(links[1].replace('/r/', '/u/'), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(oneClick.status).toBe(200)
    const kept = await done<{ unsubscribedAt: string | null }>(at.wave.ask('GET', `/api/contacts/${third}`))
    expect(kept.unsubscribedAt).not.toBeNull()
  })

  it('lead to the answers that were begun, whoever was kept, and take one answer', async () => {
    const { ids, links } = await twoLetters()
    await begin(links[1], ids[1])
    const responseId = await at.wave.responseIdOf(ids[1])
    await merge(ids[0], ids[1])
    for (const link of links) expect(await cardAt(link)).toBe('page-imag2')
    const body = { ...submission({}, responseId), brandId: at.wave.fieldwork.brandId }
    expect((await at.desk.test.ask('POST', links[0], body)).status).toBe(201)
    const again = await at.desk.test.ask('POST', links[1], { ...submission(), brandId: body.brandId })
    expect(again.status).toBe(409)
    expect((await at.wave.outcomes())?.dispositions).toMatchObject({ complete: 1, other: 0, refusal: 0 })
  })

  it('keep a no that was said through one, and what was begun through the other, as one person', async () => {
    const { ids, links } = await twoLetters()
    await begin(links[0], ids[0])
    await at.wave.inTenant((db) =>
      db
        .updateTable('invitation')
        .set({ state: 'declined' })
        .where('contactId', '=', ids[1] ?? '')
        .execute(),
    )
    await merge(ids[1], ids[0])
    expect((await at.wave.lines()).map(({ state }) => state).sort()).toEqual(['cancelled', 'declined'])
    expect(await cardAt(links[1])).toBe('page-imag2')
    expect((await at.wave.outcomes())?.dispositions).toMatchObject({ refusal: 1, partial: 0, other: 0 })
  })

  it('open nothing once that person is erased', async () => {
    const { ids, links } = await twoLetters()
    await merge(ids[0], ids[1])
    await done(at.wave.ask('POST', `/api/contacts/${ids[0]}/erase`, { responses: 'delete' }))
    for (const link of links) {
      expect((await at.desk.test.ask('GET', link.replace('/r/', '/u/'))).status).toBe(404)
    }
  })
})
