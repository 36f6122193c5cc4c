import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NextCall } from '../../../api/contract/call.ts'
import { readFieldwork } from '../../../api/services/read-fieldwork.ts'
import { done, ORIGIN, submission } from '../../test-app.ts'
import { linkIn, openMailDesk } from '../mail-desk.ts'

describe('somebody asked by mail and by telephone', () => {
  let desk: Awaited<ReturnType<typeof openMailDesk>>
  let wave: Awaited<ReturnType<typeof desk.wave>>
  beforeAll(async () => {
    desk = await openMailDesk()
    wave = await desk.wave('Mixed')
  })
  afterAll(() => desk.stop())

  it('is one case of the outcome rates, by what is known best', async () => {
    const { brandId } = wave.fieldwork
    const names = [
      'complete',
      'refuses',
      'no answer',
      'never called',
      'other tongue',
      'breaks off',
      'only called',
    ]
    const people = names.map((name, i) => ({ name, phone: `+4930123456${70 + i}`, batch: 'mixed' }))
    const { contacts } = await wave.addContacts(...people.slice(0, 6))
    const mailing = await wave.mailing('mixed', { brandId })
    await wave.turn(mailing.id)
    const [only] = (await wave.addContacts({ ...people[6], email: null })).contacts
    expect((await wave.outcomes())?.dispositions).toMatchObject({ nonContact: 6 })

    const calls = `${wave.path}/calls`
    await done(wave.ask('POST', calls, { contacts: { batch: 'mixed' }, brandId }))
    const outcomes: Record<string, string> = {
      refuses: '2.11',
      'no answer': '3.13',
      'other tongue': '2.33',
      'breaks off': '2.12',
      'only called': '2.21',
    }
    for (;;) {
      const { call } = await done<NextCall>(wave.ask('POST', `${calls}/next`))
      if (call === null) break
      if (call.name === 'never called') {
        await wave.inTenant((db) =>
          db.updateTable('call').set({ state: 'done', leasedBy: null }).where('id', '=', call.id).execute(),
        )
        continue
      }
      if (call.name === 'complete') {
        const body = { ...submission({}, await wave.responseIdOf(contacts[0]?.id)), brandId }
        await done(desk.test.ask('POST', call.script.slice(ORIGIN.length), body))
      }
      if (call.name === 'only called') {
        const [path, query] = call.script.slice(ORIGIN.length).split('?')
        const answer = desk.test.sealer.seal(await wave.responseIdOf(only?.id))
        const declined = await desk.test.app.request(`${path}/answer?${query}`, {
          method: 'POST',
          headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ answer, page: 'page-consent', to: 'decline', in: 'en' }).toString(),
        })
        expect(declined.status).toBe(200)
      }
      if (call.name === 'breaks off') {
        const sealed = desk.test.sealer.seal(await wave.responseIdOf(contacts[5]?.id))
        await done(
          desk.test.ask('PUT', call.script.slice(ORIGIN.length).replace('?', '/partial?'), {
            ...{ sealed, language: 'en', brandId, form: 1, answers: { imag1: 7 }, page: 'page-imag2' },
            ...{ revision: 1, startedAt: '2026-11-22T10:00:00Z' },
          }),
        )
      }
      const outcome = outcomes[call.name] ?? '1.1'
      await done(wave.ask('POST', `/api/calls/${call.id}/attempts`, { outcome }))
    }
    const { dispositions, response1, refusal1 } = (await wave.outcomes()) ?? {}
    expect(dispositions).toEqual({
      complete: 1,
      partial: 0,
      // In words, in the middle of the form that was read out, and when it asked for consent.
      refusal: 3,
      nonContact: 2,
      other: 1,
      unknownHousehold: 0,
      unknownOther: 0,
      ineligible: 0,
      quotaFull: 0,
    })
    expect([response1, refusal1]).toEqual([1 / 7, 3 / 7])
  })

  it('counts once who began when the network had lost their first page', async () => {
    const own = await desk.wave('Lost')
    const { batch, contacts } = await own.addContacts({})
    await own.turn((await own.mailing(batch)).id)
    const [letter] = await desk.inbox.mailTo(contacts[0]?.email ?? '')
    const link = linkIn(letter?.text)
    await desk.test.app.request(link)
    await desk.test.opened.flush()
    await done(
      desk.test.ask('PUT', link.replace('?', '/partial?'), {
        ...{ sealed: desk.test.sealer.seal(await own.responseIdOf(contacts[0]?.id)), language: 'en' },
        ...{ brandId: own.fieldwork.brandId, form: 1, answers: { imag1: 7 }, page: 'page-imag2' },
        ...{ revision: 2, startedAt: '2026-11-22T10:00:00Z' },
      }),
    )
    expect((await own.lines()).map(({ state }) => state)).toEqual(['started'])
    expect((await own.outcomes())?.dispositions).toMatchObject({ refusal: 1, partial: 0, nonContact: 0 })
  })

  it('does not count as a refusal who was told at once that enough have answered', async () => {
    const own = await desk.wave('Full')
    const { brandId } = own.fieldwork
    const { batch, contacts } = await own.addContacts({})
    await own.turn((await own.mailing(batch, { brandId })).id)
    await done(own.ask('PUT', `${own.path}/quotas`, { quotas: [{ brandId, attributes: {}, target: 0 }] }))
    const [letter] = await desk.inbox.mailTo(contacts[0]?.email ?? '')
    const page = await desk.test.app.request(linkIn(letter?.text))
    expect(await page.text()).toContain('Enough people like you')
    await desk.test.opened.flush()
    expect((await own.lines()).map(({ state }) => state)).not.toContain('opened')
    expect((await own.outcomes())?.dispositions).toMatchObject({ refusal: 0, nonContact: 0, quotaFull: 1 })
    const way = async () =>
      (await readFieldwork(desk.test.databases.app, own.organisationId, own.fieldwork.wave.id)).ways.find(
        ({ kind }) => kind === 'invitation',
      )
    expect(await way()).toMatchObject({ invited: 1, opened: 1, started: 0, screenedOut: 1 })

    // With room again the same link leads on: opened, and not answered yet.
    await done(own.ask('PUT', `${own.path}/quotas`, { quotas: [] }))
    expect(await (await desk.test.app.request(linkIn(letter?.text))).text()).not.toContain('Enough people')
    await desk.test.opened.flush()
    expect((await own.outcomes())?.dispositions).toMatchObject({ refusal: 1, quotaFull: 0 })
    expect(await way()).toMatchObject({ opened: 1, screenedOut: 0 })
  })

  it('counts on an open link who came to a full quota among those turned away, not among those who began', async () => {
    const own = await desk.wave('Overflowing')
    const { brandId, path, collector, wave } = own.fieldwork
    await done(own.ask('PUT', `${own.path}/quotas`, { quotas: [{ brandId, attributes: {}, target: 1 }] }))
    await desk.test.app.request(path)
    await done(desk.test.ask('POST', path, submission()))
    for (let i = 0; i < 3; i++) await desk.test.app.request(path)
    await desk.test.opened.flush()
    const { ways } = await readFieldwork(desk.test.databases.app, own.organisationId, wave.id)
    expect(ways.find(({ collectorId }) => collectorId === collector.id)).toMatchObject({
      ...{ opened: 4, started: 1, completed: 1, screenedOut: 3 },
    })
  })
})
