import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { OpenForm } from '../../../api/contract/response.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { eraseResponse } from '../../../api/services/erase-response.ts'
import { findAsked } from '../../../api/services/find-asked.ts'
import { createRecorder } from '../../../api/services/record-response.ts'
import { done, ORIGIN, openFieldwork, startTestApp, submission } from '../../test-app.ts'
import { invite } from '../bad-input/invite.ts'
import { holding } from '../hold.ts'
import { saveBrokenOff } from '../save-partial.ts'

const { test, mine } = await startTestApp()
const { organisationId } = mine
const { app: db } = test.databases
const { hold, waiting } = holding(test.databases, organisationId)

/** The last card, which may be passed over. */
const LAST = 'region'
const DELETED = 'Your answers have been deleted. Nothing of them is kept.'

/** A page as a browser without scripts asks for it: where it is sent on to is not followed. */
async function plain(path: string, { fields, cookie = '' }: { fields?: object; cookie?: string } = {}) {
  const sent = { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN }
  const answer = await test.app.request(path, {
    method: fields === undefined ? 'GET' : 'POST',
    headers: { accept: 'text/html', cookie, ...(fields === undefined ? {} : sent) },
    ...(fields === undefined ? {} : { body: new URLSearchParams(Object.entries(fields)).toString() }),
  })
  const html = await answer.text()
  return {
    status: answer.status,
    html,
    to: answer.headers.get('location') ?? '',
    page: /name="page" value="([\w-]+)"/.exec(html)?.[1],
    id: /name="answer" value="([\w-]+)\./.exec(html)?.[1],
  }
}

/** One card, sent on by the one who holds the id. */
const post = (path: string, id: string, item: string, more: object = {}) => {
  const [link, query = ''] = path.split('?')
  const given = item === LAST ? {} : { [`q:${item}`]: '7' }
  const fields = { answer: test.sealer.seal(id), page: `page-${item}`, to: 'next', ...given, ...more }
  return plain(`${link}/answer?${query}`, { fields })
}

/** All but the last card answered, by an open link or by an invitation. */
async function begin(by: 'open link' | 'invitation') {
  const field = await openFieldwork(mine.ask)
  const person = by === 'invitation' ? await invite(test, { organisationId, fieldwork: field }) : undefined
  const id = person?.responseId ?? uuidv7()
  const { answers } = submission()
  await saveBrokenOff(test.databases, organisationId, field, {
    id,
    answers,
    page: `page-${LAST}`,
    hoursAgo: 0,
  })
  return { field, id, person, path: person === undefined ? field.path : `${field.path}?i=${person.token}` }
}
const erase = (responseId: string, of = db) =>
  eraseResponse(of, organisationId, { responseId, actorId: null })

describe('after answers under way were erased', () => {
  it('an open link asks anew, under another id', async () => {
    const { path, id } = await begin('open link')
    const cookie = `manyi-answer=${test.sealer.seal(id)}`
    expect(await plain(path, { cookie })).toMatchObject({ page: `page-${LAST}`, id })
    await erase(id)
    const anew = await plain(path, { cookie })
    expect([anew.status, anew.page, anew.id === id]).toEqual([200, 'page-imag1', false])
    const on = await post(path, anew.id ?? '', 'imag1')
    expect([on.status, on.page]).toEqual([200, 'page-imag2'])
  })

  it('an invitation says so, and asks for nothing that could not be taken', async () => {
    const { path, id, field } = await begin('invitation')
    await erase(id)
    const opened = await plain(path)
    expect([opened.status, opened.html.includes(DELETED), opened.page]).toEqual([410, true, undefined])
    const form = await done<OpenForm>(test.ask('GET', path.replace('?', '/form?')))
    expect([form.state, form.survey]).toEqual(['open', null])
    const saved = await test.ask<ErrorBody>('PUT', path.replace('?', '/partial?'), {
      ...{
        sealed: test.sealer.seal(id),
        language: 'en',
        brandId: field.brandId,
        form: 1,
        answers: { imag1: 7 },
      },
      ...{ page: 'page-imag2', revision: 1, startedAt: new Date().toISOString() },
    })
    expect([saved.status, saved.body.error.code]).toEqual([410, 'erased'])
  })

  it.each(['open link', 'invitation'] as const)(
    'a card that is sent all the same says so (%s)',
    async (by) => {
      const { path, id } = await begin(by)
      await erase(id)
      const late = await post(path, id, 'imag1')
      expect([late.status, late.html.includes(DELETED)]).toEqual([410, true])
    },
  )

  it('a card that was on its way says so', async () => {
    const { path, id } = await begin('invitation')
    const release = await hold((db) => erase(id, db))
    const posting = post(path, id, 'imag5')
    await waiting(1)
    await release()
    const late = await posting
    expect([late.status, late.html.includes(DELETED)]).toEqual([410, true])
  })
})

describe('the last card sent twice', () => {
  it('leads to the receipt both times, when both are on their way at once', async () => {
    const { path, field, id } = await begin('open link')
    const release = await hold((db) => sql`select change_wave(${field.wave.id}::uuid)`.execute(db))
    // What tells the two apart: the seconds on the page in life, the trap here.
    const sending = [post(path, id, LAST), post(path, id, LAST, { website: 'x' })]
    await waiting(2)
    await release()
    for (const { status, to } of await Promise.all(sending)) {
      expect([status, to]).toEqual([303, expect.stringContaining(`/receipt?s=${id}.`)])
      expect((await plain(to)).html).toContain('Your answers have arrived and are stored.')
    }
  })

  it('is found as sent by who looks while it is being written', async () => {
    const { field, id } = await begin('open link')
    const body = JSON.stringify(submission({}, id))
    const release = await hold(async (db) => {
      await createRecorder(db)(field.key, body)
      await sql`lock table partial in access exclusive mode`.execute(db)
    })
    const looking = findAsked(db, test.forms, { key: field.key, id })
    await waiting(1)
    await release()
    expect(await looking).toMatchObject({ isRecorded: true, partial: undefined })
  })
})

describe('a link whose contact was merged while it was being answered', () => {
  /** A card of X is still open when X's link leads to Y. */
  async function mergeInto(answered: 'answered' | 'not answered') {
    const field = await openFieldwork(mine.ask)
    const [x, y] = [
      await invite(test, { organisationId, fieldwork: field }),
      await invite(test, { organisationId, fieldwork: field }, { state: 'started' }),
    ]
    if (answered === 'answered') {
      await done(test.ask('POST', `${field.path}?i=${y.token}`, submission({}, y.responseId)))
    }
    await done(mine.ask('POST', '/api/contacts/merge', { keep: y.contactId, others: [x.contactId] }))
    return { x, y, path: `${field.path}?i=${x.token}` }
  }

  it('leads to the receipt of the answers that were given', async () => {
    const { x, y, path } = await mergeInto('answered')
    const { status, to } = await post(path, x.responseId, 'imag1')
    expect([status, to]).toEqual([303, expect.stringContaining(`/receipt?s=${y.responseId}.`)])
    expect((await plain(to)).status).toBe(200)
  })

  it.each(['next', 'decline'])(
    'keeps nothing under the other id (%s), and leads back to its own answers',
    async (to) => {
      const { x, y, path } = await mergeInto('not answered')
      const lost = await post(path, x.responseId, 'imag1', { to })
      expect([lost.status, lost.html.includes(`href="${path}"`)]).toEqual([409, true])
      expect(await plain(path)).toMatchObject({ status: 200, page: 'page-imag1', id: y.responseId })
    },
  )

  it('leads back by itself too where nothing says whose the card was', async () => {
    const { path } = await mergeInto('not answered')
    const lost = await plain(path.replace('?', '/answer?'), { fields: { page: 'page-imag1', to: 'next' } })
    expect([lost.status, lost.html.includes(`href="${path}"`)]).toEqual([404, true])
  })
})
