import { afterAll, describe, expect, it } from 'vitest'
import type { OpenForm, Recorded } from '../../../api/contract/response.ts'
import type { Wave } from '../../../api/contract/wave.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { done, openFieldwork, submission } from '../../test-app.ts'
import { openDoor } from './door.ts'

const door = await openDoor()
const { test, mine, expectRefused, expectTaken } = door
afterAll(() => test.stop())

describe('case 21: waves that take no answers', () => {
  it.each(['/r/abcdefgh2345', '/r/short', '/r/UPPERCASE1234', '/r/%00aaaaaaaa', "/r/a'or'1'='1"])(
    'an unknown link (%s) leads nowhere',
    async (path) => {
      await expectRefused(path, submission(), 404, 'there is n')
      expect((await test.ask('GET', `${path}/form`)).status).toBe(404)
    },
  )

  it('a planned wave says so and shows no questions', async () => {
    const { path, wave } = await openFieldwork(mine.ask)
    await done(mine.ask('PATCH', `/api/waves/${wave.id}`, { opensOn: '2099-01-01' }))
    await expectRefused(path, submission(), 409, 'this survey has not opened yet')
    const form = await test.ask<OpenForm>('GET', `${path}/form`)
    expect(form.body).toMatchObject({ state: 'planned', survey: null })
  })

  it.each([
    ['closed by hand', 'close', undefined],
    ['past its last day', 'patch', { opensOn: '2020-01-01', closesOn: '2020-01-02' }],
  ] as const)('a wave %s takes nothing new but still answers a retry', async (_, way, change) => {
    const { path, wave } = await openFieldwork(mine.ask)
    const sent = submission()
    const first = await done<Recorded>(test.ask('POST', path, sent))
    if (way === 'close') await done(mine.ask('POST', `/api/waves/${wave.id}/close`))
    else await done(mine.ask('PATCH', `/api/waves/${wave.id}`, change))
    const { code } = await expectRefused(path, submission(), 410, 'this survey is closed')
    expect(code).toBe('wave-closed')
    const form = await test.ask<OpenForm>('GET', `${path}/form`)
    expect(form.body).toMatchObject({ state: 'closed', survey: null })
    const retry = await test.ask<Recorded>('POST', path, sent)
    expect([retry.status, retry.body]).toEqual([201, first])
    await expectRefused(path, submission({ imag1: 2 }, sent.id), 409, 'other answers were already sent')
  })

  it('an answer refused as closed may be sent again once the wave is open again', async () => {
    const { path, wave } = await openFieldwork(mine.ask)
    await done(mine.ask('POST', `/api/waves/${wave.id}/close`))
    const sent = submission()
    await expectRefused(path, sent, 410, 'this survey is closed')
    await done(mine.ask('POST', `/api/waves/${wave.id}/reopen`))
    await expectTaken(path, sent)
  })

  it('closing while fifty people send: what was acknowledged is stored, all else was told', async () => {
    const { path, wave } = await openFieldwork(mine.ask)
    const sent = Array.from({ length: 50 }, () => submission())
    const sending = sent.map(async (body, i) => {
      await new Promise((later) => setTimeout(later, i))
      return test.ask<Recorded>('POST', path, body)
    })
    const closing = new Promise((later) => setTimeout(later, 20)).then(() =>
      done(mine.ask('POST', `/api/waves/${wave.id}/close`)),
    )
    const answers = await Promise.all(sending)
    await closing
    const taken = sent.filter((_, i) => answers[i]?.status === 201).map(({ id }) => id)
    expect(answers.filter(({ status }) => status !== 201 && status !== 410)).toEqual([])
    const here = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      db.selectFrom('response').select('id').where('waveId', '=', wave.id).orderBy('id').execute(),
    )
    expect(here.map(({ id }) => id)).toEqual(taken.sort())
    const counted = await done<Wave>(mine.ask('GET', `/api/waves/${wave.id}`))
    expect([counted.state, counted.responses]).toEqual(['closed', taken.length])
  })
})
