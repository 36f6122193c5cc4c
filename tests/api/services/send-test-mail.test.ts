import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestMail } from '../../../api/contract/mailing.ts'
import type { InboxOptions } from '../../smtp-inbox.ts'
import { createTestApp, done, ORIGIN, openFieldwork } from '../../test-app.ts'
import { openMailDesk, TEXTS } from '../mail-desk.ts'

describe('a test to oneself', () => {
  let refuse: NonNullable<InboxOptions['refuse']> = () => undefined
  let desk: Awaited<ReturnType<typeof openMailDesk>>
  let wave: Awaited<ReturnType<typeof desk.wave>>
  beforeAll(async () => {
    desk = await openMailDesk({ refuse: (address, at) => refuse(address, at) })
    wave = await desk.wave('Testers')
  })
  afterAll(() => desk.stop())

  const send = (over: object = {}, ask = wave.ask) =>
    ask('POST', `${wave.path}/mailings/test`, { language: 'en', text: TEXTS.en, ...over })

  it('goes to the own account, marked in subject and text, with links that lead to the preview', async () => {
    const { brandId, program } = wave.fieldwork
    const text = { subject: 'A word on {brand}, {name}?', body: 'Dear {name}, [answer]({link}).' }
    const sent = await send({ brandId, text })
    expect([sent.status, sent.body]).toEqual([200, { to: 'testers@example.org' } satisfies TestMail])
    const [mail] = await desk.inbox.mailTo('testers@example.org')
    expect(mail?.subject).toBe('[Test] A word on Ours, Testers?')
    expect(mail?.text).toContain('This is a test that you sent to yourself.')
    expect(mail?.html).toContain('This is a test that you sent to yourself.')
    const links = new Set([...`${mail?.text} ${mail?.html}`.matchAll(/https?:[^\s"<]+[^\s"<.]/g)].map(String))
    expect([...links]).toEqual([`${ORIGIN}/programs/${program.id}/design`])
    expect(mail?.headers.has('list')).toBe(false)
    expect(await wave.lines()).toEqual([])
  })

  it('is marked in its own language', async () => {
    expect((await send({ language: 'zh-Hant', text: TEXTS['zh-Hant'] })).status).toBe(200)
    const mails = await desk.inbox.mailTo('testers@example.org')
    expect(mails.at(-1)?.subject).toBe('【測試】 您好, Testers')
    expect(mails.at(-1)?.headers.get('content-language')).toBe('zh-Hant')
  })

  it('goes to nobody else: an address is not among what can be said', async () => {
    const before = desk.inbox.raw.length
    for (const over of [
      { to: 'x@example.org' },
      { email: 'x@example.org' },
      { text: { ...TEXTS.en, to: 'x' } },
    ])
      expect((await send(over)).status).toBe(422)
    const injected = { ...TEXTS.en, subject: 'a\r\nBcc: x@example.org' }
    expect((await send({ text: injected })).status).toBe(422)
    expect((await send({ text: { ...TEXTS.en, body: 'no link' } })).status).toBe(422)
    expect(desk.inbox.raw.length).toBe(before)
  })

  it('says in a sentence what the mail server said', async () => {
    const designer = await wave.member('designer')
    refuse = (_, at) => (at === 'rcpt' ? { code: 550, message: '5.1.1 no such user' } : undefined)
    expect(await send({}, designer)).toMatchObject({
      status: 422,
      body: {
        error: {
          code: 'mail-refused',
          message: 'the mail server refused your own address; it said: 550 5.1.1 no such user',
        },
      },
    })
    refuse = (_, at) => (at === 'data' ? { code: 554, message: '5.7.1 looks like spam' } : undefined)
    expect((await send({}, designer)).body.error.message).toBe(
      'the mail server refused the message; it said: 554 5.7.1 looks like spam',
    )
    refuse = () => ({ code: 451, message: '4.7.1 try again later' })
    expect(await send({}, designer)).toMatchObject({ status: 503, body: { error: { code: 'mail-later' } } })
    refuse = () => undefined
  })

  it('may be sent ten times an hour, each person for themselves', async () => {
    const [eager, other] = [await wave.member('designer'), await wave.member('designer')]
    for (let i = 0; i < 10; i++) expect((await send({}, eager)).status).toBe(200)
    const before = desk.inbox.raw.length
    const refused = await send({}, eager)
    expect([refused.status, refused.body.error.code, refused.headers.get('retry-after')]).toEqual([
      429,
      'too-often',
      expect.stringMatching(/^3(5[89]\d|600)$/),
    ])
    expect(refused.body.error.message).toBe('a person may send themselves 10 tests an hour; wait 60 minutes')
    expect(desk.inbox.raw.length).toBe(before)
    expect((await send({}, other)).status).toBe(200)
  })

  it('is for designers, about a wave of their own', async () => {
    expect((await send({}, await wave.member('analyst'))).status).toBe(403)
    const others = await desk.wave('Strangers')
    expect((await send({}, others.ask)).status).toBe(404)
  })

  it('needs a mail server, and one that is there', async () => {
    for (const [mail, status, code] of [
      [undefined, 409, 'no-mail'],
      [{ ...desk.settings, smtpUrl: 'smtp://127.0.0.1:1' }, 503, 'no-mail-server'],
    ] as const) {
      const test = await createTestApp({ mail })
      const { ask } = await test.organisation('Mailless')
      const { wave } = await openFieldwork(ask)
      const path = `/api/waves/${wave.id}/mailings/test`
      const answer = await ask('POST', path, { language: 'en', text: TEXTS.en })
      expect([answer.status, answer.body.error.code]).toEqual([status, code])
      expect(answer.body.error.message).toMatch(
        /mail is not set up|the mail server takes no mail just now; it said: /,
      )
      await done(ask('GET', path.replace('/test', '')))
      await test.stop()
    }
  })
})
