import { beforeAll, describe, expect, it } from 'vitest'
import { type ModuleAnalysis, OfferedAnalyses } from '../../../api/contract/module-analysis.ts'
import type { NewProgram } from '../../../api/contract/program.ts'
import { findNewestForm } from '../../../api/db/forms.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import type { CodeBook } from '../../../stats/coding/code-book.ts'
import { simulateRespondent } from '../../forms/simulate-respondent.ts'
import { createTestApp, done, openFieldwork, startTestApp } from '../../test-app.ts'
import { answering } from '../answering.ts'
import { always, moduleAsker, resultOf } from '../ask-module.ts'
import { everythingStored } from '../stored.ts'

const { test, mine } = await startTestApp()
const { compute, pool, read, request, run } = moduleAsker(test, mine)
const { send, times, wayIn } = answering(test, mine)
type Field = Awaited<ReturnType<typeof openFieldwork>>

const open = (over: Partial<NewProgram>) => openFieldwork(mine.ask, over)
const CSAT = 'indices.csat:csat'
const topTwo = (analysis: ModuleAnalysis) => {
  const { status, sampleSize, estimate } = resultOf<{ topTwo: number }>(analysis)
  return [status, sampleSize.valid, estimate.topTwo]
}

describe('an analysis of one module', () => {
  let field: Field
  let theirs: string
  let slice: { programId: string }
  beforeAll(async () => {
    field = await open({ name: 'Satisfaction', modules: [always('csat')] })
    theirs = field.program.brands.find(({ own }) => !own)?.id ?? ''
    slice = { programId: field.program.id }
    await times(9, field.path, { csat: 5, region: 'local' })
    await times(11, field.path, { csat: 2, region: 'domestic' })
    await times(10, await wayIn(field.wave, theirs), { csat: 4 })
  })

  it('is of all brands, or of one, of all waves, or of one', async () => {
    expect(topTwo(await compute(CSAT, slice))).toEqual(['ok', 30, 19 / 30])
    expect(topTwo(await compute(CSAT, { ...slice, brandId: field.brandId }))).toEqual([
      'small-base',
      20,
      9 / 20,
    ])
    expect(topTwo(await compute(CSAT, { ...slice, brandId: theirs }))).toEqual(['small-base', 10, 1])
    expect(topTwo(await compute(CSAT, { ...slice, waveId: field.wave.id }))).toEqual(['ok', 30, 19 / 30])
  })

  it('has a receipt by which the same numbers come again', async () => {
    const [first, second] = [await compute(CSAT, slice), await compute(CSAT, slice)]
    expect(second.id).not.toBe(first.id)
    const undated = ({ receipt, result }: ModuleAnalysis) => [{ ...receipt, computedAt: '' }, result]
    expect(undated(second)).toEqual(undated(first))
    expect(first.receipt).toMatchObject({
      programId: slice.programId,
      segments: {},
      waves: [{ id: field.wave.id, formNumber: 1 }],
      brands: [{ own: true }, { own: false }],
      leftOut: [],
      instrument: { name: 'csat', version: 1 },
      feed: CSAT,
      request: { method: 'indices.csat', item: 'csat' },
      formContentHashes: [field.program.form?.contentHash],
      exclusions: { outsideSegments: 0, notAsked: 0 },
      weights: 'none',
      observations: 30,
      partials: { choice: 'leave-out', usable: 0, heldBack: 0 },
    })
  })

  it('asked for twice while it is under way is asked for once', async () => {
    const [first, second] = [
      await done<ModuleAnalysis>(request(CSAT, slice)),
      await done<ModuleAnalysis>(request(CSAT, slice)),
    ]
    const other = await done<ModuleAnalysis>(request(CSAT, { ...slice, brandId: theirs }))
    expect([second.id, other.id === first.id]).toEqual([first.id, false])
    for (const { id } of [first, other]) await run(id)
  })

  it('is stale once there are more answers, and leaves out those that somebody excluded', async () => {
    const before = await compute(CSAT, slice)
    expect(before.fresh).toBe(true)
    const spoiled = await send(field.path, { csat: 1 })
    expect((await read(before.id)).fresh).toBe(false)
    expect(topTwo(await compute(CSAT, slice))).toEqual(['ok', 31, 19 / 31])
    const exclusion = { responseIds: [spoiled.id], excluded: true, reason: 'careless', note: 'Tried out.' }
    await done(mine.ask('POST', `/api/waves/${field.wave.id}/exclusions`, exclusion))
    expect(topTwo(await compute(CSAT, slice))).toEqual(['ok', 30, 19 / 30])
  })

  it('is listed with what can be asked for, the newest one, and whether it is still so', async () => {
    const latest = async (query = '') => {
      const path = `/api/programs/${slice.programId}/analyses${query}`
      const { modules } = OfferedAnalyses.parse(await done(mine.ask('GET', path)))
      return modules[0]?.feeds[0]?.latest
    }
    const ofWave = `?waveId=${field.wave.id}`
    const whole = await compute(CSAT, slice)
    await compute(CSAT, { ...slice, brandId: theirs })
    const ofOne = await compute(CSAT, { ...slice, waveId: field.wave.id })
    expect(await latest()).toEqual({
      analysisId: whole.id,
      status: 'done',
      createdAt: whole.createdAt,
      fresh: true,
    })
    expect((await latest(ofWave))?.analysisId).toBe(ofOne.id)
    const { id } = await done<ModuleAnalysis>(request(CSAT, slice))
    expect(await latest()).toMatchObject({ analysisId: id, status: 'queued', fresh: null })
    await done(mine.ask('POST', `/api/analyses/${id}/cancel`))
    expect((await latest())?.analysisId).toBe(whole.id)
    expect(
      (await mine.ask('GET', `/api/programs/${slice.programId}/analyses?waveId=${uuidv7()}`)).status,
    ).toBe(422)
  })

  it('weighs answers by the weights of a file', async () => {
    const imported = await open({ name: 'Weighed', modules: [always('csat')], attributes: [] })
    const csv = ['csat,weight', ...Array(15).fill('5,3'), ...Array(15).fill('1,1')].join('\n')
    await done(
      mine.ask('POST', `/api/waves/${imported.wave.id}/imports`, {
        fileName: 'a.csv',
        csv,
        brandId: imported.brandId,
        mapping: undefined,
      }),
    )
    const analysis = await compute(CSAT, { programId: imported.program.id })
    expect(analysis.receipt?.weights).toBe('import-column')
    // 15 x 3 against 15 x 1.
    expect(resultOf<{ topTwo: number }>(analysis).estimate.topTwo).toBeCloseTo(0.75, 12)
  })

  it('stops when somebody cancels it, and keeps no half result', async () => {
    const { id } = await done<ModuleAnalysis>(request(CSAT, slice))
    await run(id, {
      ...pool,
      analyse: async (_slice, _request, signal) => {
        await done(mine.ask('POST', `/api/analyses/${id}/cancel`))
        return new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('stopped'))),
        )
      },
    })
    expect(await read(id)).toMatchObject({
      status: 'cancelled',
      result: null,
      receipt: null,
      failure: null,
      fresh: null,
    })
  })

  it('a thread whose method is stopped ends with it, and the pool goes on', async () => {
    const stop = new AbortController()
    const values = new Float64Array(60_000).map((_, i) => (i * 7919) % 1009)
    const observations = { items: ['a', 'b', 'c'], rows: 20_000, values }
    const endless = pool.analyse(
      { observations },
      { method: 'multivariate.clusters', items: ['a', 'b', 'c'], clusters: 50, starts: 100_000 } as never,
      stop.signal,
    )
    setTimeout(() => stop.abort(), 300)
    await expect(endless).rejects.toThrow('stopped')
    expect(topTwo(await compute(CSAT, slice))).toEqual(['ok', 30, 19 / 30])
  })

  it.each<[string, string, object, object, number, string]>([
    ['no such analysis', 'indices.nps:nps', {}, {}, 409, 'wave "First wave" of "Satisfaction" does not ask'],
    ['no such instrument', 'magic', {}, {}, 409, 'analyses lists what can be asked for'],
    ['no such wave', CSAT, { waveId: uuidv7() }, {}, 422, 'slice.waveId: "Satisfaction" has no wave'],
    ['no such brand', CSAT, { brandId: uuidv7() }, {}, 422, 'slice.brandId: "Satisfaction" has no brand'],
    [
      'no such segment',
      CSAT,
      { segments: { shoe: ['44'] } },
      {},
      422,
      'slice.segments: the program does not ask "shoe"',
    ],
    ['no such program', CSAT, { programId: uuidv7() }, {}, 404, 'program: there is none'],
    [
      'resamples of a method that has none',
      CSAT,
      {},
      { resamples: 100 },
      422,
      'options.resamples: "indices.csat" has no such option',
    ],
    ['an option that is none', CSAT, {}, { threads: 9 }, 422, 'threads'],
    ['too many resamples', CSAT, {}, { resamples: 1e6 }, 422, 'options.resamples: '],
  ])('refuses %s', async (_, feed, over, options, status, said) => {
    const before = await everythingStored(test, mine.organisationId)
    const { status: answered, body } = await request(feed, { ...slice, ...over }, options)
    expect([answered, body.error.message]).toEqual([status, expect.stringContaining(said)])
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  it('refuses another organisation’s program as one that is not there', async () => {
    const other = await test.organisation('Others')
    const body = { method: 'module', slice, module: { instrument: 'csat', feed: CSAT }, options: {} }
    expect((await other.ask('POST', '/api/analyses', body)).status).toBe(404)
    expect((await other.ask('GET', `/api/programs/${slice.programId}/analyses`)).status).toBe(404)
  })
})

describe('a method that resamples', () => {
  it('says so, takes how often and by which seed, and has the same numbers again by the same receipt', async () => {
    const field = await open({
      name: 'Drivers',
      modules: [always('four-c', { overall: true })],
      attributes: [],
    })
    const form = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      findNewestForm(db, field.program.id),
    )
    const book = form?.codeBook as unknown as CodeBook
    for (let seed = 1; seed <= 40; seed++) {
      await send(field.path, simulateRespondent(book.fields, { seed, nonAnswers: 0, skips: 0 }))
    }
    const feed = 'drivers:four-c.overall'
    const slice = { programId: field.program.id }
    const offered = OfferedAnalyses.parse(
      await done(mine.ask('GET', `/api/programs/${field.program.id}/analyses`)),
    )
    const options = offered.modules[0]?.feeds.map((one) => [one.feed, one.options])
    expect(options).toContainEqual([feed, ['resamples', 'seed']])
    const numbers = async (seed: number) => {
      const analysis = await compute(feed, slice, { resamples: 60, seed })
      expect(analysis.receipt?.request).toMatchObject({ method: 'drivers', resamples: 60, seed })
      expect(resultOf(analysis)).toMatchObject({ status: 'ok', options: { resamples: 60, seed } })
      return JSON.stringify(resultOf(analysis).estimate)
    }
    const [one, again, other] = [await numbers(3), await numbers(3), await numbers(4)]
    expect([again === one, other === one]).toEqual([true, false])
  })
})

describe('the queue', () => {
  it('does the work, and tells when it is done', async () => {
    const working = await createTestApp({ worker: true })
    try {
      const { ask } = await working.organisation('Queued')
      const field = await openFieldwork(ask, { name: 'Queued', modules: [always('csat')], attributes: [] })
      for (let i = 0; i < 12; i++) {
        const answers = { csat: 4 }
        await done(working.ask('POST', field.path, { id: uuidv7(), language: 'en', answers }))
      }
      const module = { instrument: 'csat', feed: CSAT }
      const order = { method: 'module', slice: { programId: field.program.id }, module }
      const asked = await done<ModuleAnalysis>(ask('POST', '/api/analyses', order))
      expect(asked).toMatchObject({ status: 'queued', result: null, receipt: null, fresh: null })
      const now = () => done<ModuleAnalysis>(ask('GET', `/api/analyses/${asked.id}`))
      await expect.poll(async () => (await now()).status, { timeout: 20_000, interval: 100 }).toBe('done')
      expect(topTwo(await now())).toEqual(['small-base', 12, 1])
    } finally {
      await working.stop()
    }
  })
})

describe('too few answers for a method', () => {
  it('are a sentence, never a failure', async () => {
    const field = await open({ name: 'Service', modules: [always('servqual')], attributes: [] })
    const slice = { programId: field.program.id }
    const none = await compute('multivariate.factors', slice)
    expect(none).toMatchObject({
      status: 'done',
      result: { method: 'multivariate.factors', status: 'suppressed', reason: 'no-answers' },
      explanation: 'nobody answered',
    })
  })

  it('a comparison with other people is asked for by its own method', async () => {
    const field = await open({ name: 'Managers', modules: [always('gaps-managers')], attributes: [] })
    const refused = await request('servqual.beliefs', { programId: field.program.id })
    expect([refused.status, refused.body.error.message]).toEqual([
      422,
      expect.stringContaining('ask for the method "servqual.beliefs" with a slice of both'),
    ])
  })
})
