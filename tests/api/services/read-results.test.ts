import { pino } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Analysis } from '../../../api/contract/analysis.ts'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Program } from '../../../api/contract/program.ts'
import type { Results } from '../../../api/contract/results.ts'
import { createResamplingPool } from '../../../api/jobs/resampling-pool.ts'
import { runAnalysis } from '../../../api/jobs/run-analysis.ts'
import { done, newProgram, openFieldwork, startTestApp, submission } from '../../test-app.ts'
import { everythingStored } from '../stored.ts'

const { test, mine } = await startTestApp()
const field = await openFieldwork(mine.ask)
beforeAll(async () => {
  await answer(12, 'local')
  await answer(3, 'domestic')
})

async function answer(count: number, region: string) {
  for (let i = 0; i < count; i++)
    await done(test.ask('POST', field.path, submission({ region, imag1: (i % 10) + 1 })))
}

const address = (segments: string) =>
  `/api/results/programs/${field.program.id}?segments=${encodeURIComponent(segments)}`
const read = (segments: Record<string, string[]> = {}) =>
  done<Results>(mine.ask('GET', address(JSON.stringify(segments))))

describe('results', () => {
  it('are computed at once and not kept where nothing is stored; afterwards the stored ones, with their freshness', async () => {
    const before = await everythingStored(test, mine.organisationId)
    const quick = await read()
    expect(quick).toMatchObject({
      stored: false,
      fresh: true,
      program: { id: field.program.id },
      waves: [{ id: field.wave.id, responses: 15 }],
      analysis: { status: 'done', options: { resamples: 0 }, receipt: { observations: 15 } },
    })
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
    const again = await read()
    expect([again.analysis.id, again.analysis.result]).toEqual([quick.analysis.id, quick.analysis.result])

    const asked = await done<Analysis>(
      mine.ask('POST', '/api/analyses', {
        method: 'index',
        slice: { programId: field.program.id },
        options: { resamples: 50 },
      }),
    )
    expect((await read()).stored).toBe(false)
    const pool = createResamplingPool(1)
    await runAnalysis(
      { db: test.databases.app, pool, log: pino({ level: 'silent' }) },
      { organisationId: mine.organisationId, analysisId: asked.id },
    )
    await pool.stop()
    expect(await read()).toMatchObject({ stored: true, fresh: true, analysis: { id: asked.id } })
    // The same question about a part is another question.
    expect((await read({ region: ['local'] })).stored).toBe(false)

    await answer(1, 'local')
    const stale = await read()
    expect(stale).toMatchObject({ stored: true, fresh: false, analysis: { id: asked.id } })
    expect(stale.waves[0]?.responses).toBe(16)
  })

  it('of a segment count only its people', async () => {
    const local = await read({ region: ['local'] })
    const domestic = await read({ region: ['domestic'] })
    const both = await read({ region: ['local', 'domestic'] })
    const count = ({ analysis }: Results) => [
      analysis.receipt?.observations,
      analysis.receipt?.exclusions.outsideSegments,
    ]
    expect(count(domestic)).toEqual([3, 13])
    expect(count(local)).toEqual([13, 3])
    expect(count(both)).toEqual([16, 0])
  })

  it.each([
    "' or '1'='1",
    "local'); drop table observation; --",
    'local"}',
    '{local,domestic}',
    '%',
    '_',
    '*',
    '$.region',
    '@? true',
    '\\',
    'null',
    '',
  ])('case 26: the segment value %j is only a value nobody has', async (value) => {
    const before = await everythingStored(test, mine.organisationId)
    const found = await read({ region: [value] })
    expect(found.analysis.receipt).toMatchObject({ observations: 0, segments: { region: [value] } })
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  it.each([
    ['not JSON', '{region', 'segments: is not JSON'],
    ['nothing', '', 'segments: is not JSON'],
    ['a list', '["region"]', 'segments: must map attributes'],
    ['a text for a list', '{"region":"local"}', 'segments: must map attributes'],
    ['an empty list', '{"region":[]}', 'segments: must map attributes'],
    ['a number', '{"region":[1]}', 'segments: must map attributes'],
    ['NUL', '{"region":["a\\u0000"]}', 'segments: must map attributes'],
    ['half a surrogate pair', '{"region":["\\ud800"]}', 'segments: must map attributes'],
    [
      '51 values',
      JSON.stringify({ region: Array.from({ length: 51 }, () => 'x') }),
      'segments: must map attributes',
    ],
    ['an unknown attribute', '{"shoe-size":["44"]}', 'does not ask "shoe-size"'],
    ['an attribute the program does not ask', '{"gender":["woman"]}', 'does not ask "gender"'],
    ['SQL for an attribute', `{"region' = 'x' or 1=1 --":["x"]}`, 'does not ask'],
    ['constructor', '{"constructor":["x"]}', 'does not ask "constructor"'],
    ['__proto__', '{"__proto__":["x"]}', 'segments: must map attributes'],
  ])('case 26: segments that are %s are refused', async (_, segments, said) => {
    const refused = await mine.ask<ErrorBody>('GET', address(segments))
    expect([refused.status, refused.body.error.message]).toEqual([422, expect.stringContaining(said)])
  })

  it.each([
    ['NUL', { region: ['a\0'] }, 422],
    ['half a surrogate pair', { region: ['\udc00'] }, 422],
    ['an unknown attribute', { 'shoe-size': ['44'] }, 422],
  ])('case 26: an analysis of a segment with %s is refused and not stored', async (_, segments, status) => {
    const before = await everythingStored(test, mine.organisationId)
    const refused = await mine.ask('POST', '/api/analyses', {
      method: 'index',
      slice: { programId: field.program.id, segments },
      options: { resamples: 0 },
    })
    expect(refused.status).toBe(status)
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  it('of a program without answers say so, and of a draft there are none', async () => {
    const empty = await openFieldwork(mine.ask)
    const found = await done<Results>(mine.ask('GET', `/api/results/programs/${empty.program.id}`))
    expect(found).toMatchObject({ stored: false, analysis: { receipt: { observations: 0 } } })
    const draft = await done<Program>(mine.ask('POST', '/api/programs', newProgram()))
    for (const refused of [
      await mine.ask('GET', `/api/results/programs/${draft.id}`),
      await mine.ask('POST', '/api/analyses', { method: 'index', slice: { programId: draft.id } }),
    ]) {
      expect([refused.status, refused.body.error.code]).toEqual([409, 'not-published'])
    }
  })
})

describe('stored results', () => {
  it('are no longer fresh once a wave has other days, for the trend is over time', async () => {
    const own = await openFieldwork(mine.ask)
    for (let i = 0; i < 3; i++) await done(test.ask('POST', own.path, submission()))
    const asked = await done<Analysis>(
      mine.ask('POST', '/api/analyses', {
        method: 'index',
        slice: { programId: own.program.id },
        options: { resamples: 0 },
      }),
    )
    const pool = createResamplingPool(1)
    const log = pino({ level: 'silent' })
    const work = { organisationId: mine.organisationId, analysisId: asked.id }
    await runAnalysis({ db: test.databases.app, pool, log }, work).finally(() => pool.stop())
    const isFresh = async () => {
      const { stored, fresh } = await done<Results>(
        mine.ask('GET', `/api/results/programs/${own.program.id}`),
      )
      return stored && fresh
    }
    expect(await isFresh()).toBe(true)
    await done(mine.ask('PATCH', `/api/waves/${own.wave.id}`, { name: 'Another name' }))
    expect(await isFresh()).toBe(true)
    await done(mine.ask('PATCH', `/api/waves/${own.wave.id}`, { opensOn: '2021-01-01' }))
    expect(await isFresh()).toBe(false)
  })
})
