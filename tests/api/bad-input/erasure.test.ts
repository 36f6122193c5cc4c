import { afterAll, describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Results } from '../../../api/contract/results.ts'
import type { Wave } from '../../../api/contract/wave.ts'
import { type Ask, done, ORIGIN, openFieldwork, submission } from '../../test-app.ts'
import { replaceCodeBook } from '../code-book.ts'
import { answersOnly, openDoor, whole } from './door.ts'
import { invite } from './invite.ts'

const { test, mine, mobile, everything, expectUp } = await openDoor()
const { organisationId } = mine
afterAll(() => test.stop())

const SECRET = 'I am Ada Lovelace of 12 St James’s Square'
const erase = (path: string, id: string) =>
  test.app.request(`${path}/erase`, {
    method: 'POST',
    headers: { origin: ORIGIN, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ answer: test.sealer.seal(id) }).toString(),
  })

/** Everything in the database but the record of what was done. */
async function leftOf() {
  const { audit, ...rest } = (await everything()) as Record<
    string,
    { subject_id?: string; action?: string; detail?: object }[]
  >
  return { audit: audit ?? [], rest: JSON.stringify(rest) }
}

describe('case 38: one respondent, erased', () => {
  it('is gone from answers, scores, counts, quotas and results; the record of it holds nothing of them', async () => {
    const field = await openFieldwork(mine.ask)
    await replaceCodeBook(test.databases, { organisationId, programId: field.program.id })
    await done(
      mine.ask('PUT', `/api/waves/${field.wave.id}/quotas`, {
        quotas: [{ brandId: null, attributes: {}, target: 2 }],
      }),
    )
    const [stays, goes] = [answersOnly(whole), answersOnly({ ...whole, why: SECRET })]
    for (const sent of [stays, goes]) await done(test.ask('POST', field.path, sent))
    expect((await test.ask('POST', field.path, answersOnly(whole))).status).toBe(409)

    const note = 'Ada from accounts, see ticket 7'
    for (const { id } of [stays, goes]) {
      const which = { responseIds: [id], reason: 'duplicate', note }
      const decide = (excluded: boolean) =>
        done(mine.ask('POST', `/api/waves/${field.wave.id}/exclusions`, { ...which, excluded }))
      await decide(true)
      await decide(false)
    }
    const answer = await erase(field.path, goes.id)
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('have been deleted')])
    const { audit, rest } = await leftOf()
    expect(rest).not.toContain(goes.id)
    expect(rest).not.toContain(SECRET)
    expect(rest).toContain(stays.id)
    const record = audit.filter(({ subject_id }) => subject_id === goes.id)
    const decisions = (id: string) =>
      audit.filter(
        ({ subject_id, detail }) => subject_id === id && (detail as { reason?: string }).reason !== undefined,
      )
    const decided = (words: string) => Array(2).fill({ detail: { reason: 'duplicate', note: words } })
    expect(decisions(goes.id)).toMatchObject(decided(''))
    expect(decisions(stays.id)).toMatchObject(decided(note))
    // The index with and without an answer tells what it was: that goes with it.
    expect(decisions(goes.id).filter(({ detail }) => Object.hasOwn(detail as object, 'effect'))).toEqual([])
    expect(decisions(stays.id)[0]?.detail).toHaveProperty('effect')
    expect(record.filter(({ action }) => action === 'response-erased')).toMatchObject([
      {
        action: 'response-erased',
        actor_id: null,
        detail: { by: 'respondent', responses: 1, observations: 1 },
      },
    ])
    expect(JSON.stringify(audit)).not.toContain(SECRET)

    expect((await done<Wave>(mine.ask('GET', `/api/waves/${field.wave.id}`))).responses).toBe(1)
    // The quota they filled has room again.
    expect((await test.ask('POST', field.path, answersOnly(whole))).status).toBe(201)
    await expectUp()
  })

  it('is gone from the next results that are read; stored ones are no longer fresh', async () => {
    const field = await openFieldwork(mine.ask)
    const sent = Array.from({ length: 3 }, () => submission())
    for (const one of sent) await done(test.ask('POST', field.path, one))
    const read = () => done<Results>(mine.ask('GET', `/api/results/programs/${field.program.id}`))
    const before = await read()
    expect(before.analysis.receipt?.observations).toBe(3)
    expect((await erase(field.path, sent[1]?.id ?? '')).status).toBe(200)
    const after = await read()
    expect(after.analysis.receipt?.observations).toBe(2)
    expect(after.analysis.receipt?.inputFingerprint).not.toBe(before.analysis.receipt?.inputFingerprint)
  })

  it('is gone by the receipt alone, at the request of anybody who may design, and of nobody else', async () => {
    const field = await openFieldwork(mine.ask)
    await replaceCodeBook(test.databases, { organisationId, programId: field.program.id })
    const [stays, goes] = [answersOnly(whole), answersOnly({ ...whole, why: SECRET })]
    for (const sent of [stays, goes]) await done(test.ask('POST', field.path, sent))
    const digits = goes.id.slice(-12).toUpperCase()
    const receipt = `${digits.slice(0, 4)}-${digits.slice(4, 8)} ${digits.slice(8)}`
    const asking = (ask: Ask, waveId: string, written: string) =>
      ask<ErrorBody>('POST', `/api/waves/${waveId}/erase`, { receipt: written })

    expect((await asking(await mine.member('analyst'), field.wave.id, receipt)).status).toBe(403)
    expect((await asking((await test.organisation('Strangers')).ask, field.wave.id, receipt)).status).toBe(
      404,
    )
    for (const none of ['8D5E-0F3A-21BC', stays.id.replace(/.$/, 'x'), '%']) {
      const refused = await asking(mine.ask, field.wave.id, none)
      expect([404, 422]).toContain(refused.status)
      expect(refused.body.error.message).toContain('receipt: ')
    }
    expect((await asking(mine.ask, mobile.wave.id, receipt)).body.error.code).toBe('unknown-receipt')
    expect((await leftOf()).rest).toContain(goes.id)
    const held = `/api/waves/${field.wave.id}/receipts/${receipt.replace(' ', '')}`
    expect(await done(mine.ask('GET', held))).toEqual({ responseId: goes.id, excluded: false })

    expect((await asking(mine.ask, field.wave.id, receipt)).status).toBe(200)
    expect((await mine.ask('GET', held)).status).toBe(404)
    const { audit, rest } = await leftOf()
    expect(rest).not.toContain(goes.id)
    expect(rest).not.toContain(SECRET)
    expect(rest).toContain(stays.id)
    expect(audit.filter(({ subject_id }) => subject_id === goes.id)).toMatchObject([
      {
        action: 'response-erased',
        actor_id: expect.any(String),
        detail: { by: 'organisation', responses: 1 },
      },
    ])
    expect((await asking(mine.ask, field.wave.id, receipt)).body.error.code).toBe('unknown-receipt')
  })

  it('is gone while still answering: what was saved of pages answered is nowhere', async () => {
    const { token, responseId } = await invite(test, { organisationId, fieldwork: mobile })
    const partial = {
      sealed: test.sealer.seal(responseId),
      language: 'en',
      brandId: mobile.brandId,
      form: 1,
      answers: { imag1: 7 },
      page: 'page-imag2',
      revision: 1,
      startedAt: '2026-11-22T10:00:00Z',
    }
    await done(test.ask('PUT', `${mobile.path}/partial?i=${token}`, partial))
    expect((await erase(mobile.path, responseId)).status).toBe(200)
    const { audit, rest } = await leftOf()
    const partials: { id: string }[] = JSON.parse(rest).partial
    expect(partials.filter(({ id }) => id === responseId)).toEqual([])
    expect(audit.filter(({ subject_id }) => subject_id === responseId)).toHaveLength(1)
  })

  it('does not come back: what a device sends again, late, is told so and not stored', async () => {
    const sent = submission()
    await done(test.ask('POST', mobile.path, sent))
    expect((await erase(mobile.path, sent.id)).status).toBe(200)
    const before = await everything()
    for (const late of [sent, submission({ imag1: 2 }, sent.id)]) {
      const again = await test.ask<ErrorBody>('POST', mobile.path, late)
      expect([again.status, again.body.error?.code]).toEqual([410, 'erased'])
    }
    const put = await test.ask<ErrorBody>('PUT', `${mobile.path}/partial`, {
      sealed: test.sealer.seal(sent.id),
      language: 'en',
      brandId: mobile.brandId,
      form: 1,
      answers: { imag1: 7 },
      page: 'page-imag2',
      revision: 50,
      startedAt: '2026-11-22T10:00:00Z',
    })
    expect([put.status, put.body.error.code]).toEqual([410, 'erased'])
    expect(await everything()).toEqual(before)
  })

  it('reads on the page that the answers were deleted, not that all is busy', async () => {
    const one = await openFieldwork(mine.ask, {
      modules: [
        {
          instrument: { name: 'nps', version: 1 },
          parameters: { reason: false },
          asked: 'always',
          weight: 1,
        },
      ],
      attributes: [],
    })
    const { id } = submission()
    await done(test.ask('POST', one.path, { id, language: 'en', answers: { nps: 9 } }))
    expect((await erase(one.path, id)).status).toBe(200)
    const before = await everything()
    const late = await test.app.request(`${one.path}/answer`, {
      method: 'POST',
      headers: { origin: ORIGIN, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        answer: test.sealer.seal(id),
        page: 'page-nps',
        to: 'next',
        'q:nps': '3',
      }).toString(),
    })
    expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('have been deleted')])
    expect(await everything()).toEqual(before)
  })

  it('cannot be erased twice, by another link, or by who only knows the id', async () => {
    const sent = submission()
    await done(test.ask('POST', mobile.path, sent))
    const theirs = await openFieldwork((await test.organisation('Theirs')).ask)
    expect((await erase(theirs.path, sent.id)).status).toBe(404)
    const forged = await test.app.request(`${mobile.path}/erase`, {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
      body: `answer=${sent.id}`,
    })
    expect(forged.status).toBe(404)
    const foreign = await test.app.request(`${mobile.path}/erase`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ answer: test.sealer.seal(sent.id) }).toString(),
    })
    expect(foreign.status).toBe(403)
    expect((await leftOf()).rest).toContain(sent.id)
    expect((await erase(mobile.path, sent.id)).status).toBe(200)
    expect((await erase(mobile.path, sent.id)).status).toBe(404)
  })
})
