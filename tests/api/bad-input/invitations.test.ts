import { afterAll, describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { OpenForm, Recorded } from '../../../api/contract/response.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { createInvitationLinks } from '../../../api/services/invitation-links.ts'
import { createSealer } from '../../../api/services/sealing.ts'
import { done, ORIGIN, openFieldwork, submission } from '../../test-app.ts'
import { openDoor } from './door.ts'
import { invite } from './invite.ts'

const door = await openDoor()
const { test, mine, mobile, everything, stored, expectRefused, expectUp } = door
const { organisationId } = mine
afterAll(() => test.stop())

/** A link that only invited people may use. */
const closedShop = await openFieldwork(mine.ask)
await withOrganisation(test.databases.app, organisationId, (db) =>
  db.updateTable('collector').set({ kind: 'invitation' }).where('id', '=', closedShop.collector.id).execute(),
)
const inviteHere = (as?: Parameters<typeof invite>[2]) =>
  invite(test, { organisationId, fieldwork: mobile }, as)
const through = (path: string, token: string) => `${path}?i=${token}`

/** Sends a plain HTML form as a browser does. */
async function postForm(path: string, fields: Record<string, string>, cookie?: string) {
  const answer = await test.app.request(path, {
    method: 'POST',
    headers: {
      origin: ORIGIN,
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      ...(cookie === undefined ? {} : { cookie }),
    },
    body: new URLSearchParams(fields).toString(),
  })
  return { status: answer.status, text: await answer.text() }
}

const partial = (sealed: string, answers: Record<string, unknown> = { imag1: 5 }, revision = 1) => ({
  sealed,
  language: 'en',
  brandId: mobile.brandId,
  form: 1,
  answers,
  page: 'page-imag2',
  revision,
  startedAt: '2026-11-22T10:00:00Z',
})

describe('case 15: a single-use link', () => {
  it('finished in two browsers at once with other answers is one response; the other is told', async () => {
    const { token, responseId } = await inviteHere()
    const before = await stored()
    const answers = await Promise.all(
      [3, 4].map((imag1) =>
        test.ask<Recorded & ErrorBody>(
          'POST',
          through(mobile.path, token),
          submission({ imag1 }, responseId),
        ),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const told = answers.find(({ status }) => status === 409)
    expect(told?.body.error.message).toContain('other answers were already sent')
    expect(await stored()).toBe(before + 1)
    const kept = answers[0]?.status === 201 ? 3 : 4
    expect((await door.onRecord(responseId))?.answers['imag1']).toBe(kept)
  })

  it('finished in two browsers at once with the same answers is acknowledged in both', async () => {
    const { token, responseId } = await inviteHere()
    const before = await stored()
    const answers = await Promise.all(
      [1, 2].map(() => test.ask<Recorded>('POST', through(mobile.path, token), submission({}, responseId))),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(answers[0]?.body).toEqual(answers[1]?.body)
    expect(await stored()).toBe(before + 1)
  })

  it('is no way to a second response under another id, before or after the first', async () => {
    const { token, responseId } = await inviteHere()
    const said = 'must be the one that this invitation was given'
    await expectRefused(through(mobile.path, token), submission(), 409, said)
    await done(test.ask('POST', through(mobile.path, token), submission({}, responseId)))
    await expectRefused(through(mobile.path, token), submission(), 409, said)
  })
})

describe('case 17: a token', () => {
  const flip = (token: string, at: number) =>
    token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)

  it('tampered with, cut, lengthened or of another secret opens nothing and stores nothing', async () => {
    const { token, id, responseId } = await inviteHere()
    const foreign = createInvitationLinks('another-secret').tokenOf(id)
    const wrong = [flip(token, 0), flip(token, 11), flip(token, 21), token.slice(1), `${token}A`, foreign, '']
    for (const one of [...wrong, 'x'.repeat(200), "' or 1=1 --", '%00', `${token}%0a`]) {
      const way = through(mobile.path, one)
      const before = await everything()
      const answer = await test.ask<ErrorBody>('POST', way, submission({}, responseId))
      expect([one, answer.status, answer.body.error.code]).toEqual([one, 404, 'unknown-invitation'])
      expect(await everything()).toEqual(before)
    }
    await expectUp()
  })

  it('of another wave or another organisation opens nothing', async () => {
    const elsewhere = await openFieldwork(mine.ask)
    const { token, responseId } = await invite(test, { organisationId, fieldwork: elsewhere })
    const said = 'this link is not complete, or not one of ours'
    await expectRefused(through(mobile.path, token), submission({}, responseId), 404, said)
    const theirs = await test.organisation('Theirs')
    const other = await openFieldwork(theirs.ask)
    await expectRefused(through(other.path, token), submission({}, responseId), 404, said)
    const page = await test.app.request(through(other.path, token), { headers: { accept: 'text/html' } })
    expect(page.status).toBe(404)
  })

  it('that was taken back says so everywhere and stores nothing', async () => {
    const { token, responseId } = await inviteHere({ state: 'cancelled' })
    await expectRefused(
      through(mobile.path, token),
      submission({}, responseId),
      410,
      'this invitation was taken back',
    )
    const before = await everything()
    const way = through(`${mobile.path}/form`, token)
    expect((await test.ask('GET', way)).body.error.code).toBe('invitation-cancelled')
    expect((await test.app.request(through(mobile.path, token))).status).toBe(410)
    const put = await test.ask(
      'PUT',
      through(`${mobile.path}/partial`, token),
      partial(test.sealer.seal(responseId)),
    )
    expect(put.status).toBe(410)
    expect(await everything()).toEqual(before)
  })

  it('whose wave has ended says so and stores nothing', async () => {
    const ending = await openFieldwork(mine.ask)
    const { token, responseId } = await invite(test, { organisationId, fieldwork: ending })
    await done(mine.ask('POST', `/api/waves/${ending.wave.id}/close`))
    await expectRefused(through(ending.path, token), submission({}, responseId), 410, 'this survey is closed')
  })
})

describe('case 18: there is no PIN that could be tried', () => {
  it('the secret is the token: 132 bits, never two alike, and the database has only its hash', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => inviteHere()))
    const tokens = made.map(({ token }) => token)
    expect(new Set(tokens).size).toBe(20)
    expect(tokens.every((token) => /^[A-Za-z0-9_-]{22}$/.test(token))).toBe(true)
    const rows = JSON.stringify(await everything())
    expect(tokens.filter((token) => rows.includes(token))).toEqual([])
  })

  it('is asked for at every way in, not only by the page', async () => {
    const { responseId } = await invite(test, { organisationId, fieldwork: closedShop })
    const said = 'this survey is by invitation'
    await expectRefused(closedShop.path, submission(), 403, said)
    await expectRefused(closedShop.path, submission({}, responseId), 403, said)
    const before = await everything()
    const sealed = test.sealer.seal(uuidv7())
    const put = await test.ask('PUT', `${closedShop.path}/partial`, partial(sealed))
    expect([put.status, put.body.error.code]).toEqual([403, 'by-invitation'])
    const posted = await postForm(`${closedShop.path}/answer`, {
      answer: sealed,
      page: 'page-imag1',
      to: 'next',
    })
    expect(posted.status).toBe(403)
    expect((await test.app.request(closedShop.path)).status).toBe(403)
    const form = await test.ask<OpenForm>('GET', `${closedShop.path}/form`)
    expect([form.status, form.body.survey]).toEqual([200, null])
    expect(await everything()).toEqual(before)
  })

  it('a PIN of somebody’s own making is an unknown field', async () => {
    await expectRefused(mobile.path, { ...submission(), pin: '1234' }, 422, 'pin')
  })
})

describe('case 19: another person’s answers', () => {
  const SECRET = 'what only Ada wrote'

  /** Answers under way of somebody, saved as the page saves them. */
  async function begun() {
    const opened = await done<OpenForm>(test.ask('GET', `${door.mobile.path}/form`))
    const sealed = opened.sealed ?? ''
    await done(test.ask('PUT', `${mobile.path}/partial`, partial(sealed, { imag1: 7 })))
    const [id = '', seal = ''] = sealed.split('.')
    return { id, seal, sealed }
  }
  const forged = (id: string) => createSealer('a-secret-that-is-not-theirs-but-long').seal(id)

  it('are not resumed by their id, nor with a seal of one’s own', async () => {
    const { id } = await begun()
    const before = await everything()
    const form = await test.ask<OpenForm>('GET', `${mobile.path}/form?id=${id}`)
    expect(form.body).not.toHaveProperty('answers')
    expect(form.body.sealed).toBeNull()
    for (const cookie of [
      `manyi-answer=${forged(id)}`,
      `manyi-answer=${id}`,
      `manyi-answer=${id}.${'A'.repeat(22)}`,
    ]) {
      const page = await test.app.request(mobile.path, { headers: { accept: 'text/html', cookie } })
      const html = await page.text()
      expect(page.status).toBe(200)
      expect(html).not.toContain(id)
      expect(html).not.toContain('Welcome back')
    }
    expect(await everything()).toEqual(before)
  })

  it('are not overwritten, sent, read or erased with a seal that is not ours', async () => {
    const { id, seal } = await begun()
    const other = (await begun()).sealed.split('.')[1] ?? ''
    const before = await everything()
    for (const sealed of [forged(id), `${id}.${other}`, `${id}.${seal.slice(0, -1)}`, id, `${id}.`, '']) {
      const put = await test.ask('PUT', `${mobile.path}/partial`, partial(sealed, { imag1: 1 }, 9))
      expect([sealed, put.status]).toEqual([sealed, 404])
      const fields = { answer: sealed, page: 'page-imag1', to: 'next', 'q:imag1': '1' }
      expect((await postForm(`${mobile.path}/answer`, fields)).status).toBe(404)
      expect((await postForm(`${mobile.path}/erase`, { answer: sealed })).status).toBe(404)
      const receipt = `${mobile.path}/receipt?s=${encodeURIComponent(sealed)}`
      expect((await test.app.request(receipt)).status).toBe(404)
    }
    expect(await everything()).toEqual(before)
    await expectUp()
  })

  it('that were sent are not changed, under way again or seen by who knows their id', async () => {
    const sent = { ...submission(), language: 'en' as const }
    await done(test.ask('POST', mobile.path, sent))
    await expectRefused(
      mobile.path,
      submission({ imag1: 2 }, sent.id),
      409,
      'other answers were already sent',
    )
    const before = await everything()
    const put = await test.ask<{ kept: boolean }>(
      'PUT',
      `${mobile.path}/partial`,
      partial(test.sealer.seal(sent.id), { imag1: 1 }),
    )
    expect([put.status, put.body.kept]).toEqual([200, false])
    const form = await test.ask<OpenForm>('GET', `${mobile.path}/form?id=${sent.id}`)
    expect(JSON.stringify(form.body)).not.toContain(SECRET)
    expect(await everything()).toEqual(before)
  })

  it('are not written in an invited person’s name by a seal of one’s own, nor the other way round', async () => {
    const { token } = await inviteHere()
    const { sealed } = await begun()
    const before = await everything()
    const put = await test.ask(
      'PUT',
      through(`${mobile.path}/partial`, token),
      partial(sealed, { imag1: 1 }, 9),
    )
    expect([put.status, put.body.error.code]).toEqual([409, 'other-response'])
    const fields = { answer: sealed, page: 'page-imag1', to: 'next', 'q:imag1': '1' }
    expect((await postForm(through(`${mobile.path}/answer`, token), fields)).status).toBe(409)
    expect(await everything()).toEqual(before)
  })
})
