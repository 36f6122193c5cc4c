import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DemoProgress, DemoStarted, Session } from '../../../api/contract/account.ts'
import type { ProgramSummary } from '../../../api/contract/program.ts'
import type { Results } from '../../../api/contract/results.ts'
import { DEMO_RESPONDENTS, loadDemo, startDemo } from '../../../api/services/load-demo.ts'
import { asker, createTestApp, done } from '../../test-app.ts'

describe('the demo', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  beforeAll(async () => {
    test = await createTestApp()
  })
  afterAll(() => test.stop())

  it('on an empty installation makes an account, says its password once and signs in; it loads once', async () => {
    const started = await test.ask<DemoStarted>('POST', '/api/demo', {})
    expect(started.status).toBe(202)
    const cookie = started.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
    const ask = asker(test.app, cookie)
    expect((await ask<Session>('GET', '/api/session')).body).toMatchObject({ empty: false, role: 'owner' })
    const { account, programId } = started.body
    expect(account?.password).toMatch(/^[2-9a-z]{14}$/)
    expect(await test.signIn(account?.email ?? '', account?.password)).toContain('manyi.session_token=')

    const again = await ask<DemoStarted>('POST', '/api/demo', {})
    expect([again.status, again.body]).toEqual([202, { account: null, programId }])
    expect((await test.ask('POST', '/api/demo', {})).status).toBe(401)
    expect((await ask<DemoProgress>('GET', '/api/demo')).body).toMatchObject({ state: 'loading', loaded: 0 })

    const organisationId = (await done<Session>(ask('GET', '/api/session'))).organisation?.id ?? ''
    const seen: number[] = []
    // Broken off half way and begun again, as after a kill.
    await expect(
      loadDemo(test.databases.app, organisationId, programId, (loaded) => {
        seen.push(loaded)
        if (loaded >= DEMO_RESPONDENTS / 2) throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    await loadDemo(test.databases.app, organisationId, programId)
    await loadDemo(test.databases.app, organisationId, programId)

    const progress = { state: 'ready', programId, loaded: DEMO_RESPONDENTS, total: DEMO_RESPONDENTS }
    expect((await ask<DemoProgress>('GET', '/api/demo')).body).toEqual(progress)
    const { programs } = await done<{ programs: ProgramSummary[] }>(ask('GET', '/api/programs'))
    expect(programs.map(({ id, waves, responses }) => [id, waves, responses])).toEqual([
      [programId, 3, DEMO_RESPONDENTS],
    ])
    const results = await done<Results>(ask('GET', `/api/results/programs/${programId}`))
    expect(results.program.brands).toHaveLength(4)
    expect(results.waves.map(({ state }) => state)).toEqual(['closed', 'closed', 'open'])
    expect(results.analysis.receipt?.observations).toBe(DEMO_RESPONDENTS)
  })
})

describe('the demo of an organisation', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  beforeAll(async () => {
    test = await createTestApp()
  })
  afterAll(() => test.stop())

  const programs = async (ask: Awaited<ReturnType<typeof test.organisation>>['ask']) =>
    (await done<{ programs: ProgramSummary[] }>(ask('GET', '/api/programs'))).programs

  it('is one, however many ask for it at once', async () => {
    const { ask } = await test.organisation('Twice')
    const started = await Promise.all([1, 2, 3].map(() => ask<DemoStarted>('POST', '/api/demo', {})))
    expect(started.map(({ status }) => status)).toEqual([202, 202, 202])
    expect(new Set(started.map(({ body }) => body.programId)).size).toBe(1)
    expect(await programs(ask)).toHaveLength(1)
  })

  it('is made whole or not at all: a program without its waves could be neither filled nor removed', async () => {
    const { ask, organisationId } = await test.organisation('Half')
    const jobs = { ...test.jobs, send: () => Promise.reject(new Error('killed')) }
    await expect(startDemo(test.databases.app, jobs, organisationId)).rejects.toThrow('killed')
    expect(await programs(ask)).toEqual([])
    expect((await ask('POST', '/api/demo', {})).status).toBe(202)
    expect(await programs(ask)).toMatchObject([{ waves: 3 }])
  })

  it('that fails on an empty installation leaves the browser signed in: its password was never said', async () => {
    const empty = await createTestApp()
    try {
      const send = empty.jobs.send
      Object.assign(empty.jobs, { send: () => Promise.reject(new Error('queue away')) })
      const failed = await empty.ask('POST', '/api/demo', {})
      expect(failed.status).toBe(500)
      Object.assign(empty.jobs, { send })
      const cookie = failed.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ')
      expect((await asker(empty.app, cookie)('POST', '/api/demo', {})).status).toBe(202)
    } finally {
      await empty.stop()
    }
  })
})
