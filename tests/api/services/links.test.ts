import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { ChoiceCount, LinksMade, Mailings } from '../../../api/contract/mailing.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { createInvitationLinks, hashOfToken } from '../../../api/services/invitation-links.ts'
import { type Ask, done, ORIGIN, submission } from '../../test-app.ts'
import { useMailDesk } from '../mail-desk.ts'

describe('links to hand out', () => {
  const at = useMailDesk('Handing')

  const make = (batch: string) =>
    at.wave.ask<LinksMade>('POST', `${at.wave.path}/links`, {
      contacts: { batch },
      brandId: at.wave.fieldwork.brandId,
    })
  const download = async (query = '', ask: Ask = at.wave.ask) => {
    const answer = await ask('GET', `${at.wave.path}/links.csv${query}`)
    const rows: Record<string, string>[] =
      answer.status === 200 ? parse(String(answer.body), { columns: true, bom: true }) : []
    const byName = (row: Record<string, string>) => row['name'] ?? ''
    return { ...answer, rows: rows.toSorted((a, b) => (byName(a) < byName(b) ? -1 : 1)) }
  }
  const linkOf = async (name: string) =>
    (await download()).rows.find((row) => row['name'] === name)?.['link'] ?? ''
  const open = (link: string) =>
    at.desk.test.app.request(link.slice(ORIGIN.length), { headers: { accept: 'text/html' } })

  it('are made for whoever may be asked, without an address, and nothing is mailed', async () => {
    const now = new Date()
    const { batch, contacts } = await at.wave.addContacts(
      { name: 'nothing', email: null, customerNumber: 'C-1', language: 'zh-Hans' },
      { name: 'phone', email: null, phone: '+493012345678' },
      { name: 'mail comes back', bouncedAt: now },
      { name: 'left', unsubscribedAt: now },
      { name: 'no consent', consent: 'withdrawn' },
    )
    const count = {
      chosen: 5,
      invitable: 3,
      leftOut: { unsubscribed: 1, 'consent-withdrawn': 1 },
    }
    expect(await done<ChoiceCount>(at.wave.ask('POST', `${at.wave.path}/links/count`, { batch }))).toEqual(
      count,
    )
    const made = await make(batch)
    expect([made.status, made.body]).toEqual([201, { made: 3, count }])
    const { invitations, mailings } = await done<Mailings>(at.wave.ask('GET', `${at.wave.path}/mailings`))
    expect([invitations, mailings]).toEqual([{ 'handed-out': 3 }, []])
    expect(at.desk.inbox.raw).toEqual([])

    const { rows, headers } = await download()
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="links.csv"')
    const { link, ...first } = rows.find(({ name }) => name === 'nothing') ?? {}
    expect(first).toEqual({
      ...{ 'customer-number': 'C-1', name: 'nothing', email: '', phone: '' },
      ...{ language: 'zh-Hans', state: 'handed-out' },
    })
    // As another tool wants it, without a spreadsheet's mark.
    expect(rows.find(({ name }) => name === 'phone')?.['phone']).toBe('+493012345678')
    expect(new Set(rows.map((row) => row['link'])).size).toBe(3)

    // The link takes its person's one answer.
    expect((await open(link ?? '')).status).toBe(200)
    await at.desk.test.opened.flush()
    expect((await download('?state=opened')).rows.map(({ name }) => name)).toEqual(['nothing'])
    const body = {
      ...submission({}, await at.wave.responseIdOf(contacts[0]?.id)),
      brandId: at.wave.fieldwork.brandId,
    }
    expect((await at.desk.test.ask('POST', link?.slice(ORIGIN.length) ?? '', body)).status).toBe(201)
    expect((await at.wave.outcomes())?.dispositions).toMatchObject({ complete: 1, nonContact: 2 })
  })

  it('are made once, and a mailing does not invite these people again', async () => {
    const { batch } = await at.wave.addContacts({}, {})
    await done(make(batch))
    const again = await make(batch)
    expect([again.status, again.body]).toMatchObject([422, { error: { code: 'nobody' } }])
    const counted = await done<ChoiceCount>(at.wave.ask('POST', `${at.wave.path}/mailings/count`, { batch }))
    expect(counted.leftOut).toEqual({ 'already-invited': 2 })
    expect((await download()).rows.length).toBe(2)
  })

  it('count as invitations: who was asked as often as the rule allows gets none', async () => {
    const { batch } = await at.wave.addContacts({}, { bouncedAt: new Date() }, {})
    await done(make(batch))
    await done(
      at.wave.ask('PUT', '/api/contacts/rule', { mostInvitations: 1, inDays: 30, callingCode: null }),
    )
    const { program } = at.wave.fieldwork
    const second = await done<{ id: string }>(
      at.wave.ask('POST', `/api/programs/${program.id}/waves`, {
        ...{ name: 'Second', opensOn: '2020-01-01', closesOn: '2099-12-31' },
      }),
    )
    const counted = await done<ChoiceCount>(
      at.wave.ask('POST', `/api/waves/${second.id}/links/count`, { batch }),
    )
    expect(counted).toEqual({ chosen: 3, invitable: 0, leftOut: { 'too-often': 3 } })
  })

  it('are listed without a link for whoever is not to be asked any more, and the state says why', async () => {
    const names = ['answered', 'declined', 'off', 'left', 'no consent', 'old secret', 'still asked']
    const { batch } = await at.wave.addContacts(...names.map((name) => ({ name, email: null })))
    await done(make(batch))
    const change = (name: string, table: 'invitation' | 'contact', over: object) =>
      at.wave.inTenant(async (db) => {
        const { id } = await db
          .selectFrom('contact')
          .select('id')
          .where('name', '=', name)
          .executeTakeFirstOrThrow()
        await db
          .updateTable(table)
          .set(over)
          .where(table === 'contact' ? 'id' : 'contactId', '=', id)
          .execute()
      })
    await change('answered', 'invitation', { state: 'completed' })
    await change('declined', 'invitation', { state: 'declined' })
    await change('off', 'invitation', { withdrawnAt: new Date() })
    await change('left', 'contact', { unsubscribedAt: new Date() })
    await change('no consent', 'contact', { consent: 'withdrawn' })
    const other = createInvitationLinks('a secret from before').tokenOf(uuidv7())
    await change('old secret', 'invitation', { tokenHash: hashOfToken(other) })
    const { rows } = await download()
    const said = Object.fromEntries(rows.map(({ name, state, link }) => [name, [state, link !== '']]))
    expect(said).toEqual({
      answered: ['completed', false],
      declined: ['declined', false],
      off: ['withdrawn', false],
      left: ['unsubscribed', false],
      'no consent': ['consent-withdrawn', false],
      'old secret': ['secret-changed', false],
      'still asked': ['handed-out', true],
    })
    expect((await download('?state=withdrawn')).rows.map(({ name }) => name)).toEqual(['off'])
    expect((await download('?state=nonsense')).status).toBe(422)
  })

  it('of those invited by mail are there too, those of interviewers are not', async () => {
    const { batch, contacts } = await at.wave.addContacts({ name: 'mailed' })
    const mailing = await at.wave.mailing(batch)
    await at.wave.turn(mailing.id)
    const called = await at.wave.addContacts({ name: 'called', email: null, phone: '+493012345678' })
    await done(at.wave.ask('POST', `${at.wave.path}/calls`, { contacts: { batch: called.batch } }))
    const { rows } = await download()
    expect(rows.map(({ name, state }) => [name, state])).toEqual([['mailed', 'sent']])
    const [letter] = await at.desk.inbox.mailTo(contacts[0]?.email ?? '')
    expect(letter?.text).toContain(rows[0]?.['link'])
  })

  it('are harmless in a spreadsheet, whatever people are called', async () => {
    const { batch } = await at.wave.addContacts(
      { name: '=HYPERLINK("http://x.example","win")', email: null },
      { name: 'a, "b"\nc', email: null, customerNumber: '+1' },
      { name: '王小明', email: null },
    )
    await done(make(batch))
    const { rows } = await download()
    const file = await at.desk.test.app.request(`${at.wave.path}/links.csv`, {
      headers: { cookie: at.wave.cookie },
    })
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 18)
        .toString(),
    ).toBe('\uFEFFcustomer-number')
    expect(rows.map(({ name }) => name)).toEqual([
      `'=HYPERLINK("http://x.example","win")`,
      'a, "b"\nc',
      '王小明',
    ])
    expect(rows[1]?.['customer-number']).toBe("'+1")
  })

  it('are taken out of the house by designers alone, and that is on record without a name', async () => {
    const { batch } = await at.wave.addContacts({})
    await done(make(batch))
    expect((await download('', await at.wave.member('analyst'))).status).toBe(403)
    expect((await download('', (await at.desk.wave(`Strangers${uuidv7()}`)).ask)).status).toBe(404)
    await download('?state=handed-out')
    const audit = await at.wave.inTenant((db) =>
      db
        .selectFrom('audit')
        .select(['action', 'subjectKind', 'subjectId', 'detail'])
        .where('action', '=', 'links-exported')
        .execute(),
    )
    expect(audit).toEqual([
      {
        ...{ action: 'links-exported', subjectKind: 'wave', subjectId: at.wave.fieldwork.wave.id },
        detail: { state: 'handed-out' },
      },
    ])
  })

  it('more than a page of them are all there, each leading somewhere of its own', async () => {
    const { batch } = await at.wave.addContacts(
      ...Array.from({ length: 2100 }, (_, i) => ({ name: `Person ${i}`, email: null })),
    )
    expect((await done<LinksMade>(make(batch))).made).toBe(2100)
    const { rows } = await download()
    expect([rows.length, new Set(rows.map(({ link }) => link)).size]).toEqual([2100, 2100])
    expect((await open(await linkOf('Person 2099'))).status).toBe(200)
  })

  it('are not made in a closed wave', async () => {
    const { batch } = await at.wave.addContacts({})
    await done(at.wave.ask('POST', `${at.wave.path}/close`))
    expect(await make(batch)).toMatchObject({ status: 409, body: { error: { code: 'wave-closed' } } })
  })
})
