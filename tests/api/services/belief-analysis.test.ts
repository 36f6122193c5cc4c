import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BeliefAnalysis } from '../../../api/contract/belief-analysis.ts'
import type { Program } from '../../../api/contract/program.ts'
import type { Recorded } from '../../../api/contract/response.ts'
import type { Collector, Wave } from '../../../api/contract/wave.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { createResamplingPool } from '../../../api/jobs/resampling-pool.ts'
import { runAnalysis } from '../../../api/jobs/run-analysis.ts'
import type { BeliefGaps, MethodResult } from '../../../stats/index.ts'
import { STATEMENTS } from '../../../stats/instruments/service-quality.ts'
import { expectClose } from '../../stats/close.ts'
import { foundValue } from '../../stats/found-value.ts'
import { createTestApp, done, newProgram, openFieldwork, startTestApp } from '../../test-app.ts'
import { everythingStored } from '../stored.ts'

const module = (name: string, parameters: Record<string, unknown> = {}) => ({
  instrument: { name, version: 1 },
  parameters,
  asked: 'always' as const,
  weight: 1,
})
const SERVQUAL = { modules: [module('servqual')] }
const MANAGERS = { modules: [module('gaps-managers')] }

const { test, mine } = await startTestApp()
const pool = createResamplingPool(1)
afterAll(() => pool.stop())

const GM = [
  'firsthand',
  'upward',
  'levels',
  'resources',
  'goals',
  'standards',
  'feasible',
  'departments',
  'promises',
]

/** A customer who expects so much of everything; `over` changes single statements. */
const customer = (expected: number, over: Record<string, unknown> = {}) => ({
  ...Object.fromEntries(
    STATEMENTS.flatMap((one) => [
      [`sq.${one}.expectation`, expected],
      [`sq.${one}.perception`, 4],
    ]),
  ),
  ...over,
})
const manager = (believed: number, over: Record<string, unknown> = {}) => ({
  ...Object.fromEntries(GM.map((one) => [`gm.${one}`, 4])),
  ...Object.fromEntries(STATEMENTS.map((one) => [`gm.${one}.belief`, believed])),
  ...over,
})

const send = (path: string, answers: Record<string, unknown>) =>
  done<Recorded>(test.ask('POST', path, { id: uuidv7(), language: 'en', answers }))
const times = async (count: number, path: string, answers: Record<string, unknown>) => {
  for (let i = 0; i < count; i++) await send(path, answers)
}

const side = (programId: string, over: object = {}) => ({ programId, ...over })
const ask = (slice: object, beside: object, over: object = {}) =>
  mine.ask<BeliefAnalysis & { error: { code: string; message: string } }>('POST', '/api/analyses', {
    method: 'servqual.beliefs',
    slice,
    beside,
    ...over,
  })
const read = (id: string) => done<BeliefAnalysis>(mine.ask('GET', `/api/analyses/${id}`))
async function compute(slice: object, beside: object, over: object = {}): Promise<BeliefAnalysis> {
  const { status, body } = await ask(slice, beside, over)
  expect([status, body.error]).toEqual([202, undefined])
  const work = { organisationId: mine.organisationId, analysisId: body.id }
  await runAnalysis({ db: test.databases.app, pool, log: pino({ level: 'silent' }) }, work)
  return read(body.id)
}
const resultOf = ({ result }: BeliefAnalysis) => result as MethodResult & { estimate: BeliefGaps }

describe('gap 1 through the API', () => {
  let customers: Awaited<ReturnType<typeof openFieldwork>>
  let managers: Awaited<ReturnType<typeof openFieldwork>>
  beforeAll(async () => {
    customers = await openFieldwork(mine.ask, { name: 'Customers', ...SERVQUAL })
    managers = await openFieldwork(mine.ask, { name: 'Managers', ...MANAGERS })
    await times(6, customers.path, customer(7, { region: 'local' }))
    await times(6, customers.path, customer(6, { region: 'domestic' }))
    await times(5, managers.path, manager(4))
    await times(4, managers.path, manager(6))
  })

  it('tells no gap while one side is below ten, and says which', async () => {
    const analysis = await compute(side(managers.program.id), side(customers.program.id))
    expect(analysis.status).toBe('done')
    expect(resultOf(analysis)).toMatchObject({
      status: 'suppressed',
      reason: 'base-too-small',
      subject: 'managers',
    })
    for (const field of ['estimate', 'missing', 'beside']) expect(analysis.result).not.toHaveProperty(field)
    expect(analysis.receipt?.managers).toMatchObject({
      waves: [],
      leftOut: [{ name: 'First wave', reason: 'too-few' }],
    })
    await send(managers.path, manager(6))
    expect((await read(analysis.id)).fresh).toBe(false)
  })

  it('is the hand-computed difference of two means, with both slices on record', async () => {
    const analysis = await compute(side(managers.program.id), side(customers.program.id))
    expect(BeliefAnalysis.parse(analysis)).toEqual(analysis)
    expect(analysis).toMatchObject({
      method: 'servqual.beliefs',
      status: 'done',
      fresh: true,
      slice: { programId: managers.program.id, waveIds: null, segments: {} },
      beside: { programId: customers.program.id, waveIds: null, segments: {} },
      options: { level: 0.95 },
      receipt: {
        managers: {
          programName: 'Managers',
          observations: 10,
          waves: [{ id: managers.wave.id, formNumber: 1 }],
          leftOut: [],
          formContentHashes: [managers.program.form?.contentHash],
        },
        customers: { programName: 'Customers', observations: 12, waves: [{ id: customers.wave.id }] },
      },
    })
    const { estimate, ...record } = resultOf(analysis)
    expect(record).toMatchObject({
      method: 'servqual.beliefs',
      version: 2,
      status: 'small-base',
      sampleSize: { total: 10, valid: 10, effective: 10 },
      beside: { sampleSize: { total: 12, valid: 12, effective: 12 } },
    })
    expect(estimate.dimensions.map(({ name }) => name)).toEqual([
      'tangibles',
      'reliability',
      'responsiveness',
      'assurance',
      'empathy',
    ])
    expect(estimate.items).toHaveLength(22)
    // Customers 6 x 7 and 6 x 6: mean 6.5, variance 12 x .25 / 11, SE^2 1/44. Managers 5 x 4 and 5 x 6: mean 5,
    // variance 10/9, SE^2 1/9. Difference 1.5, SE^2 = 1/44 + 1/9 = 53/396.
    const df = (53 / 396) ** 2 / ((1 / 44) ** 2 / 11 + (1 / 9) ** 2 / 9)
    for (const { result } of [...estimate.dimensions, ...estimate.items]) {
      const gap = foundValue(result)
      // Sums of a few whole numbers: only the last places differ.
      expectClose(gap.difference, 1.5, 1e-12)
      expectClose(gap.standardError, Math.sqrt(53 / 396), 1e-12)
      expectClose(gap.df, df, 1e-12)
      expect([gap.customers.value, gap.managers.value]).toEqual([6.5, 5])
    }
  })

  it('is stale when either side has changed, and the same question is asked once', async () => {
    const first = await compute(side(managers.program.id), side(customers.program.id))
    await send(customers.path, customer(7))
    expect((await read(first.id)).fresh).toBe(false)
    const second = await compute(side(managers.program.id), side(customers.program.id))
    expect((await read(second.id)).fresh).toBe(true)
    await send(managers.path, manager(5))
    expect((await read(second.id)).fresh).toBe(false)
    const waveIds = [customers.wave.id, customers.wave.id]
    const waiting = await ask(side(managers.program.id), side(customers.program.id, { waveIds }))
    const again = await ask(
      side(managers.program.id),
      side(customers.program.id, { waveIds: waveIds.slice(1) }),
    )
    expect(again.body.id).toBe(waiting.body.id)
    const other = await ask(side(managers.program.id), side(customers.program.id))
    expect(other.body.id).not.toBe(waiting.body.id)
  })

  it('narrows each side by its own segments, and withholds what would single people out', async () => {
    const local = side(customers.program.id, { segments: { region: ['local'] } })
    const narrowed = await compute(side(managers.program.id), local)
    // Six of them: too few on their own.
    expect(resultOf(narrowed)).toMatchObject({ status: 'suppressed', subject: 'customers' })
    await times(10, customers.path, customer(5, { region: 'local' }))
    const shown = await compute(side(managers.program.id), local)
    const [first] = resultOf(shown).estimate.dimensions
    // Six of 7 and ten of 5.
    expect(foundValue(first!.result).customers).toMatchObject({ sampleSize: 16, value: 5.75 })
    expect(shown.receipt?.customers.segments).toEqual({ region: ['local'] })
    // All but three of the region's: the three would be told by subtraction.
    await times(3, customers.path, customer(1, { region: 'foreign-developed' }))
    const most = side(customers.program.id, { segments: { region: ['local', 'domestic'] } })
    expect(resultOf(await compute(side(managers.program.id), most))).toMatchObject({ status: 'suppressed' })
  })

  it('refuses what nobody was asked, in a sentence, with nothing stored', async () => {
    const draft = await done<Program>(mine.ask('POST', '/api/programs', newProgram({ name: 'Draft' })))
    const theirs = await openFieldwork((await test.organisation('Others')).ask, SERVQUAL)
    const short = await openFieldwork(mine.ask, {
      name: 'Short',
      modules: [module('gaps-managers', { beliefs: false })],
    })
    const before = await everythingStored(test, mine.organisationId)
    const refusals: [object, object, number, string, string][] = [
      [
        side(managers.program.id),
        side(managers.program.id),
        409,
        'no-expectations',
        'beside: no chosen wave of "Managers" asks customers what they expect; choose a program or wave with SERVQUAL',
      ],
      [
        side(short.program.id),
        side(customers.program.id),
        409,
        'no-beliefs',
        'slice: no chosen wave of "Short" asks managers what they believe customers expect',
      ],
      [
        side(managers.program.id),
        side(theirs.program.id),
        404,
        'not-found',
        'beside.programId: there is no program',
      ],
      [
        side(managers.program.id),
        side(draft.id),
        409,
        'not-published',
        'beside.programId: "Draft" is not published',
      ],
      [
        side(managers.program.id),
        side(customers.program.id, { waveIds: [managers.wave.id] }),
        422,
        'unknown-wave',
        `beside.waveIds: "Customers" has no wave ${managers.wave.id}`,
      ],
      [
        side(managers.program.id),
        side(customers.program.id, { segments: { shoe: ['42'] } }),
        422,
        'unknown-attribute',
        'beside.segments: the program does not ask "shoe"',
      ],
      [
        side(managers.program.id),
        side(customers.program.id, { waveIds: [] }),
        422,
        'invalid',
        'beside.waveIds',
      ],
    ]
    for (const [slice, beside, status, code, sentence] of refusals) {
      const answer = await ask(slice, beside)
      expect([answer.status, answer.body.error]).toMatchObject([status, { code }])
      expect(answer.body.error.message).toContain(sentence)
    }
    const without = await mine.ask('POST', '/api/analyses', {
      method: 'servqual.beliefs',
      slice: side(managers.program.id),
    })
    expect([without.status, without.body.error.message]).toEqual([422, expect.stringContaining('beside')])
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
    const viewer = await mine.member('viewer')
    const body = {
      method: 'servqual.beliefs',
      slice: side(managers.program.id),
      beside: side(customers.program.id),
    }
    expect((await viewer('POST', '/api/analyses', body)).status).toBe(403)
  })
})

describe('gap 1 of two waves of one program', () => {
  it('reads each wave by its own form, and nobody on both sides', async () => {
    const field = await openFieldwork(mine.ask, { name: 'Both', ...SERVQUAL })
    await times(10, field.path, customer(6, { 'sq.t1.expectation': 7 }))
    await mine.ask('PATCH', `/api/programs/${field.program.id}`, MANAGERS)
    await done(mine.ask('POST', `/api/programs/${field.program.id}/publish`))
    const wave = await done<Wave>(
      mine.ask('POST', `/api/programs/${field.program.id}/waves`, {
        name: 'Managers',
        opensOn: '2020-01-01',
        closesOn: '2099-12-31',
      }),
    )
    const { url } = await done<Collector>(
      mine.ask('POST', `/api/waves/${wave.id}/collectors`, { brandId: field.brandId }),
    )
    const path = new URL(url).pathname
    await times(5, path, manager(4))
    await times(5, path, manager(6))
    const one = (waveIds: string[]) => side(field.program.id, { waveIds })
    const analysis = await compute(one([wave.id]), one([field.wave.id]))
    const { dimensions, items } = resultOf(analysis).estimate
    // Customers do not differ among themselves: the whole margin is the managers', 1/9.
    expectClose(foundValue(dimensions[1]!.result).difference, 1, 1e-12)
    expectClose(foundValue(dimensions[1]!.result).standardError, 1 / 3, 1e-12)
    expectClose(foundValue(items[0]!.result).difference, 2, 1e-12)
    // Without a choice of waves each side reads the waves that asked it.
    const whole = await compute(side(field.program.id), side(field.program.id))
    expect(resultOf(whole).estimate).toEqual(resultOf(analysis).estimate)
    expect(whole.receipt?.managers.leftOut).toEqual([
      { id: field.wave.id, name: 'First wave', reason: 'not-asked' },
    ])
  })

  it('refuses people who are on both sides', async () => {
    const modules = [...SERVQUAL.modules, ...MANAGERS.modules]
    const field = await openFieldwork(mine.ask, { name: 'Same people', modules })
    await times(10, field.path, { ...customer(6), ...manager(5) })
    const analysis = await compute(side(field.program.id), side(field.program.id))
    expect(analysis).toMatchObject({
      status: 'failed',
      fresh: null,
      failure:
        'slice and beside: 10 respondents are on both sides; ask managers and customers in waves of their own and choose those',
    })
  })
})

it('is computed by the worker, from the queue', async () => {
  const working = await createTestApp({ worker: true })
  const { ask } = await working.organisation('Working')
  const customers = await openFieldwork(ask, SERVQUAL)
  const managers = await openFieldwork(ask, MANAGERS)
  const asked = await done<BeliefAnalysis>(
    ask('POST', '/api/analyses', {
      method: 'servqual.beliefs',
      slice: side(managers.program.id),
      beside: side(customers.program.id),
    }),
  )
  expect(asked).toMatchObject({ status: 'queued', receipt: null, result: null, fresh: null })
  const now = () => done<BeliefAnalysis>(ask('GET', `/api/analyses/${asked.id}`))
  await expect.poll(async () => (await now()).status, { timeout: 20_000, interval: 100 }).toBe('done')
  // Nobody has answered yet: no gap, and no zero in its place.
  expect(await now()).toMatchObject({
    fresh: true,
    result: { status: 'suppressed', reason: 'base-too-small' },
  })
  await working.stop()
})
