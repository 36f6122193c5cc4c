import { describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { NewProgram, Program } from '../../../api/contract/program.ts'
import type { ExclusionEffect } from '../../../api/contract/quality.ts'
import type { Results } from '../../../api/contract/results.ts'
import type { Collector, Wave } from '../../../api/contract/wave.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { type AnalysisResult, seeded, uniform } from '../../../stats/index.ts'
import { ncsb } from '../../../stats/instruments/ncsb.ts'
import { done, openFieldwork, startTestApp, submission } from '../../test-app.ts'

const { test, mine } = await startTestApp()

const always = (name: string, parameters = {}) =>
  ({ instrument: { name, version: 1 }, parameters, asked: 'always', weight: 1 }) as const
const NPS = always('nps', { reason: false })
const NCSB = always('ncsb')
type Field = Awaited<ReturnType<typeof openFieldwork>>

/** Answers to every item by one mood, so that what belongs together hangs together. */
function moods(items: readonly string[], people: number) {
  const random = seeded(17)
  return Array.from({ length: people }, () => {
    const mood = 2 + 5 * uniform(random)
    return Object.fromEntries(items.map((item) => [item, Math.round(mood + 3 * uniform(random))]))
  })
}
const mobileItems = Object.keys(submission().answers)
const ncsbItems = ncsb.items.map(({ code }) => code)

async function answerMobile({ path }: Pick<Field, 'path'>, people: number, more: object = {}) {
  const answers = moods(mobileItems, people)
  for (const given of answers) await done(test.ask('POST', path, submission({ ...given, ...more })))
}
async function answerNcsb(path: string, people: number) {
  for (const answers of moods(ncsbItems, people))
    await done(test.ask('POST', path, { id: uuidv7(), language: 'en', form: 2, answers }))
}

async function publishAnew({ program }: Field, change: Partial<NewProgram>) {
  await done(mine.ask('PATCH', `/api/programs/${program.id}`, change))
  return done<Program>(mine.ask('POST', `/api/programs/${program.id}/publish`))
}
async function anotherWave({ program, brandId }: Field, name: string) {
  const days = { opensOn: '2021-01-01', closesOn: '2099-12-31' }
  const wave = await done<Wave>(mine.ask('POST', `/api/programs/${program.id}/waves`, { name, ...days }))
  const collector = await done<Collector>(mine.ask('POST', `/api/waves/${wave.id}/collectors`, { brandId }))
  return { wave, path: new URL(collector.url).pathname }
}
const resultsOf = ({ program }: Field, segments: Record<string, string[]> = {}) =>
  mine.ask<Results & ErrorBody>(
    'GET',
    `/api/results/programs/${program.id}?segments=${encodeURIComponent(JSON.stringify(segments))}`,
  )
const read = async (field: Field, segments?: Record<string, string[]>) => {
  const { analysis } = await done<Results>(resultsOf(field, segments))
  if (analysis.receipt === null) throw new Error('results have no receipt')
  return { receipt: analysis.receipt, ...(analysis.result as AnalysisResult) }
}
const indexIn = ({ cells }: AnalysisResult, waveId: string, brandId: string) => {
  const cell = cells.find((one) => one.waveId === waveId && one.brandId === brandId)
  if (cell?.result.ok !== true) throw new Error(`the cell has no number: ${JSON.stringify(cell)}`)
  return cell.result.value.index
}

describe('publishing another form', () => {
  it.each([
    ['without an index', NPS],
    ['with another index', NCSB],
  ] as const)('%s changes no number of the waves that keep theirs', async (_, module) => {
    const field = await openFieldwork(mine.ask)
    await answerMobile(field, 30)
    const before = await read(field)
    await publishAnew(field, { modules: [module] })
    const after = await read(field)
    expect(indexIn(after, field.wave.id, field.brandId)).toEqual(
      indexIn(before, field.wave.id, field.brandId),
    )
    expect(after.receipt).toMatchObject({
      instrument: { name: 'ecsi-mobile' },
      formContentHash: before.receipt.formContentHash,
      leftOut: [],
    })

    // A wave on the new form without an answer decides nothing either; it is said what it asks.
    const next = await anotherWave(field, 'Second wave')
    const third = await read(field)
    expect(indexIn(third, field.wave.id, field.brandId)).toEqual(
      indexIn(before, field.wave.id, field.brandId),
    )
    expect(third.receipt.waves.map(({ id }) => id)).toEqual([field.wave.id])
    expect(third.receipt.leftOut).toEqual([
      {
        waveId: next.wave.id,
        name: 'Second wave',
        instrument: module === NPS ? null : { name: 'ncsb', version: 1 },
        observations: 0,
      },
    ])
  })
})

describe('waves of different models', () => {
  it('never share numbers: the newest answers decide, the other wave is named; its own segments bring it back', async () => {
    const field = await openFieldwork(mine.ask, { attributes: ['region'] })
    await answerMobile(field, 30, { region: 'local' })
    const old = indexIn(await read(field), field.wave.id, field.brandId)
    await publishAnew(field, { modules: [NCSB], attributes: [] })
    const next = await anotherWave(field, 'Second wave')
    await answerNcsb(next.path, 30)

    const both = await read(field)
    expect(both.receipt).toMatchObject({
      instrument: { name: 'ncsb', version: 1 },
      waves: [{ id: next.wave.id }],
      leftOut: [
        {
          waveId: field.wave.id,
          name: 'First wave',
          instrument: { name: 'ecsi-mobile', version: 1 },
          observations: 30,
        },
      ],
      observations: 30,
      exclusions: { outsideSegments: 0 },
    })
    expect(both.cells.map(({ waveId }) => waveId)).not.toContain(field.wave.id)
    expect(Object.keys(indexIn(both, next.wave.id, field.brandId))).toContain('Affective commitment')

    // Region is asked no more, yet it was: those who were asked are still there, by their own model.
    expect((await resultsOf(field, { region: ['local'] })).status).toBe(200)
    const local = await read(field, { region: ['local'] })
    expect(local.receipt).toMatchObject({ instrument: { name: 'ecsi-mobile' }, observations: 30 })
    expect(indexIn(local, field.wave.id, field.brandId)).toEqual(old)
    const program = await done<Program>(mine.ask('GET', `/api/programs/${field.program.id}`))
    expect([program.attributes, program.askedAttributes]).toEqual([[], ['region']])
    expect(await resultsOf(field, { age: ['young'] })).toMatchObject({
      status: 422,
      body: { error: { code: 'unknown-attribute' } },
    })
  })

  it('within one wave: the answers to the older model are counted out, and excluding sees its own model', async () => {
    const field = await openFieldwork(mine.ask)
    const id = uuidv7()
    await answerMobile(field, 20)
    await done(test.ask('POST', field.path, submission({}, id)))
    await publishAnew(field, { modules: [NCSB] })
    const spare = await anotherWave(field, 'Second wave')
    await answerNcsb(spare.path, 12)
    const preview = await done<ExclusionEffect>(
      mine.ask('POST', `/api/waves/${field.wave.id}/exclusions/preview`, {
        responseIds: [id],
        excluded: true,
      }),
    )
    const own = preview.brands.find(({ brandId }) => brandId === field.brandId)
    expect([own?.before.sampleSize, own?.after.sampleSize]).toEqual([21, 20])

    await done(mine.ask('PATCH', `/api/waves/${field.wave.id}`, { formNumber: 2 }))
    await answerNcsb(field.path, 12)
    const mixed = await read(field)
    const cell = mixed.cells.find(
      ({ waveId, brandId }) => waveId === field.wave.id && brandId === field.brandId,
    )
    expect(cell?.sampleSize).toBe(12)
    expect(mixed.receipt).toMatchObject({
      observations: 24,
      leftOut: [{ waveId: field.wave.id, instrument: { name: 'ecsi-mobile' }, observations: 21 }],
    })
    expect(mixed.receipt.unanswered.every(({ byState }) => Object.keys(byState).length === 0)).toBe(true)
  })
})
