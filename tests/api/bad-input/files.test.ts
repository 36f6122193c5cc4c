import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import type { ContactImport } from '../../../api/contract/contact-import.ts'
import { renderMail } from '../../../api/forms/render-mail.ts'
import { smallPng } from '../../small-png.ts'
import { createTestApp, done, ORIGIN, openFieldwork } from '../../test-app.ts'
import { registerOf } from '../register.ts'
import { everythingStored } from '../stored.ts'

const test = await createTestApp({ worker: true })
const mine = await test.organisation('Mine')
const theirs = await test.organisation('Theirs')
const register = registerOf(test, mine)
afterAll(() => test.stop())

/** Pages opened are counted some seconds later, unless asked for now. */
async function everything() {
  await test.opened.flush()
  return everythingStored(test, mine.organisationId)
}
const expectUp = async () => expect((await test.ask('GET', '/readyz')).status).toBe(200)
const LEADS = ['=', '+', '-', '@', '\t', '\r']

describe('case 27: what leaves as a file or a mail', () => {
  it('headers and cells of refused rows begin no formula, whatever they begin with', async () => {
    const header = ['email', ...LEADS.map((lead, i) => `"${lead}cmd${i}"`)].join()
    const cells = LEADS.map((lead) => `"${lead}1+1"`).join()
    const ended = await register.load(`${header}\nno-address,${cells}\n`, {
      mapping: Object.fromEntries([['email', 'email']]),
    })
    expect(ended).toMatchObject({ rejected: 1, added: 0 })
    const { body } = await mine.ask<string>('GET', `/api/contacts/imports/${ended.id}/rejected.csv`)
    const [head = '', row = ''] = body.replace('\uFEFF', '').split('\n')
    for (const line of [head, row]) {
      for (const cell of line.split(',')) expect(cell).not.toMatch(/^"?[=+\-@\t\r]/)
    }
    expect(head).toContain(`'=cmd0`)
  })

  it.each(['$&', '$1', "$'", '$`', '$$', '{link}', '%s', '\\0'])(
    '%s in a name is the name in a message',
    (name) => {
      const put = { language: 'en', brand: name, program: name, closesOn: '2026-12-31' } as const
      const links = { link: 'https://a.example/r/k?i=t', unsubscribe: 'https://a.example/u/k?i=t' }
      const { subject, text } = renderMail(
        { subject: 'For {name}', body: 'Dear {name} of {brand}, {link}' },
        { ...put, ...links, name },
      )
      expect(subject).toBe(`For ${name}`)
      expect(text.split('\n')[0]).toBe(`Dear ${name} of ${name}, ${links.link}`)
    },
  )

  it('$& in a brand is the brand on the respondent’s page', async () => {
    const brands = [{ name: "A$&B$'C", own: true }]
    const { path } = await openFieldwork(mine.ask, { brands })
    const page = await test.app.request(path, { headers: { accept: 'text/html' } })
    expect(await page.text()).toContain('A$&amp;B$&#39;C')
  })
})

describe('case 28: workbooks', () => {
  /** A workbook one of whose files has another name, of the same length, inside the archive. */
  async function renamed(from: string, to: string): Promise<Buffer> {
    const sheet = [[{ value: 'email' }], [{ value: 'slip@example.org' }]]
    const bytes = (await writeExcelFile(sheet).toBuffer()).toString('latin1')
    expect([bytes.includes(from), to.length]).toEqual([true, from.length])
    return Buffer.from(
      bytes.replaceAll(from, () => to),
      'latin1',
    )
  }

  it.each([
    ['xl/styles.xml', '../../../x.ml'],
    ['xl/styles.xml', '/tmp/slip.xml'],
    ['xl/styles.xml', 'C:\\slip.xmlxx'],
  ])('an entry %s called %s is written nowhere', async (from, to) => {
    const before = await readdir(tmpdir())
    const { status, body } = await register.upload(await renamed(from, to), 'contacts.xlsx')
    expect([201, 422]).toContain(status)
    if (status === 422) expect(body.error.message).toMatch(/^file: /)
    const added = (await readdir(tmpdir())).filter((name) => !before.includes(name))
    expect(added.filter((name) => /slip|x\.ml/.test(name))).toEqual([])
    await expectUp()
  })

  it.each(['../../etc/passwd', 'contacts.csv.exe', '<img src=x>.csv', 'a"; filename="b.csv', 'CON', '.'])(
    'a file called %s is only called so',
    async (fileName) => {
      const { status, body } = await register.upload('email\na@example.org\n', fileName)
      expect(status).toBe(201)
      const found = await done<ContactImport>(mine.ask('GET', `/api/contacts/imports/${body.id}`))
      expect(found.fileName).toBe(fileName)
      const rejected = await mine.ask<string>('GET', `/api/contacts/imports/${body.id}/rejected.csv`)
      expect(rejected.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/)
    },
  )

  it.each(['a\0.csv', 'a\r\nset-cookie: x=1.csv', '', 'x'.repeat(256)])(
    'a file called %j is refused and not kept',
    async (fileName) => {
      const before = await everything()
      const answer = await test.app.request(
        `/api/contacts/imports?fileName=${encodeURIComponent(fileName)}`,
        {
          method: 'POST',
          headers: { origin: ORIGIN, cookie: mine.cookie, 'content-type': 'application/octet-stream' },
          body: 'email\na@example.org\n',
        },
      )
      expect([422, 400]).toContain(answer.status)
      expect(await everything()).toEqual(before)
    },
  )
})

describe('case 29: uploaded pictures', () => {
  const upload = async (bytes: Uint8Array, query = '', type = 'image/png') => {
    const answer = await test.app.request(`/api/pictures${query}`, {
      method: 'POST',
      headers: { origin: ORIGIN, cookie: mine.cookie, 'content-type': type },
      body: new Uint8Array(bytes),
    })
    return { status: answer.status, body: (await answer.json()) as { id: string; error: { code: string } } }
  }

  it.each(['photo.png.html', 'photo.html', '../../web/index.html', 'photo.svg'])(
    'are served by what they are, not as the %s they are called',
    async (name) => {
      const { status, body } = await upload(smallPng(), `?name=${encodeURIComponent(name)}`, 'text/html')
      expect(status).toBe(201)
      const { path } = await openFieldwork(mine.ask)
      const seen = await test.app.request(`${path}/pictures/${body.id}`)
      expect([seen.headers.get('content-type'), seen.headers.get('x-content-type-options')]).toEqual([
        'image/png',
        'nosniff',
      ])
      expect(seen.headers.get('content-security-policy')).toContain("script-src 'self'")
    },
  )

  it.each<[string, Uint8Array]>([
    ['HTML', Buffer.from('<html><script>alert(1)</script></html>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a picture and a page in one', Buffer.concat([smallPng(), Buffer.from('<script>alert(1)</script>')])],
  ])('%s under the type of a picture is refused and not kept', async (_, bytes) => {
    const before = await everything()
    const { status, body } = await upload(bytes)
    expect([status, body.error.code]).toEqual([415, 'not-a-picture'])
    expect(await everything()).toEqual(before)
    await expectUp()
  })

  it('of another organisation, or by a path, are nowhere', async () => {
    const { body } = await upload(smallPng())
    const foreign = await openFieldwork(theirs.ask)
    for (const id of [
      body.id,
      `../${foreign.key}/pictures/${body.id}`,
      `..%2f..%2f..%2fpackage.json`,
      `${mine.organisationId}%2f${body.id}`,
      `${body.id}.png`,
      '%00',
    ]) {
      const seen = await test.app.request(`${foreign.path}/pictures/${id}`)
      expect([id, seen.status]).toEqual([id, 404])
      await seen.body?.cancel()
    }
    const asked = await theirs.ask('GET', `/api/pictures/${body.id}`)
    expect(asked.status).toBe(404)
  })
})
