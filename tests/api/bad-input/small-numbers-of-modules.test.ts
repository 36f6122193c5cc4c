import { beforeAll, describe, expect, it } from 'vitest'
import type { ModuleAnalysis } from '../../../api/contract/module-analysis.ts'
import type { Collector, Wave } from '../../../api/contract/wave.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { done, openFieldwork, startTestApp } from '../../test-app.ts'
import { always, moduleAsker, resultOf } from '../ask-module.ts'
import { ABROAD, FEW_AMONG_MANY } from './few-people.ts'

const { test, mine } = await startTestApp()
const { compute } = moduleAsker(test, mine)
const field = await openFieldwork(mine.ask, {
  modules: [always('csat')],
  attributes: ['region', 'gender'],
})
const theirs = field.program.brands.find(({ own }) => !own)?.id ?? ''
const way = await done<Collector>(
  mine.ask('POST', `/api/waves/${field.wave.id}/collectors`, { brandId: theirs }),
)
async function answer(count: number, attributes: Record<string, string>, path = field.path) {
  for (let i = 0; i < count; i++) {
    const answers = { csat: 1 + (i % 5), ...attributes }
    await done(test.ask('POST', path, { id: uuidv7(), language: 'en', answers }))
  }
}

const ask = (segments: Record<string, string[]>, over: object = { brandId: field.brandId }) =>
  compute('indices.csat:csat', { programId: field.program.id, segments, ...over })
/** How many the numbers stand on, or why there are none. */
async function seen(segments: Record<string, string[]>, over?: object) {
  const analysis = await ask(segments, over)
  const { estimate, reason, sampleSize } = resultOf(analysis)
  return estimate === undefined ? reason : sampleSize.valid
}
const SINGLES_OUT =
  'shown beside other numbers, it would tell what a few people answered; choose a wider filter'

beforeAll(async () => {
  for (const [count, attributes] of FEW_AMONG_MANY) await answer(count, attributes)
})

describe('case 37: small numbers of a module', () => {
  it('a segment of fewer than five is not shown, and a few more neither', async () => {
    const analysis = await ask({ region: [ABROAD] })
    expect(analysis).toMatchObject({
      status: 'done',
      result: { status: 'suppressed', reason: 'would-single-out' },
      explanation: SINGLES_OUT,
      receipt: { observations: 0, waves: [], leftOut: [{ reason: 'would-single-out', observations: 3 }] },
    })
    expect(JSON.stringify(analysis.result)).not.toContain('estimate')
  })

  it('what would tell them by subtraction is withheld like an index', async () => {
    expect(await seen({})).toBe(80)
    expect(await seen({ region: ['local', 'domestic'] })).toBe('would-single-out')
    expect(await seen({ region: ['local', ABROAD] })).toBe('would-single-out')
    expect(await seen({ region: ['local', 'domestic'], gender: ['woman'] })).toBe('would-single-out')
    expect(await seen({ region: ['domestic'], gender: ['woman'] })).toBe('would-single-out')
    expect(await seen({ region: ['local'] })).toBe(44)
    expect(await seen({ gender: ['woman'] })).toBe(57)
  })

  it('a brand with a few answers is in no number about all brands, until there are five', async () => {
    const path = new URL(way.url).pathname
    await answer(3, { region: 'local', gender: 'man' }, path)
    expect(await seen({}, {})).toBe(80)
    const left = (await ask({}, {})).receipt?.leftOut
    expect(left).toEqual([
      { waveId: field.wave.id, name: 'First wave', brandId: theirs, reason: 'too-few', observations: 3 },
    ])
    expect(await seen({}, { brandId: theirs })).toBe('too-few-answers')
    await answer(2, { region: 'local', gender: 'man' }, path)
    expect(await seen({}, {})).toBe(85)
    expect(await ask({}, { brandId: theirs })).toMatchObject({
      result: { status: 'suppressed', reason: 'base-too-small' },
      explanation: 'fewer than ten people answered this, so no numbers are shown',
    })
  })

  it('a wave with a few answers is in no number about all waves', async () => {
    const days = { opensOn: '2021-01-01', closesOn: '2099-12-31' }
    const next = await done<Wave>(
      mine.ask('POST', `/api/programs/${field.program.id}/waves`, { name: 'Second wave', ...days }),
    )
    const second = await done<Collector>(
      mine.ask('POST', `/api/waves/${next.id}/collectors`, { brandId: field.brandId }),
    )
    const path = new URL(second.url).pathname
    await answer(4, { region: 'local', gender: 'woman' }, path)
    const { receipt } = await ask({})
    expect(receipt).toMatchObject({ observations: 80, waves: [{ id: field.wave.id }] })
    expect(receipt?.leftOut).toEqual([
      { waveId: next.id, name: 'Second wave', brandId: field.brandId, reason: 'too-few', observations: 4 },
    ])
    await answer(6, { region: 'local', gender: 'woman' }, path)
    expect(await seen({})).toBe(90)
  })

  it('tells no empty cells where it tells no numbers', async () => {
    const { result } = (await ask({}, { brandId: theirs })) as ModuleAnalysis & { result: object }
    for (const hidden of ['estimate', 'missing']) expect(result).not.toHaveProperty(hidden)
  })

  it('is the same for everybody who may read it', async () => {
    const analysis = await ask({ region: ['local', ABROAD] })
    for (const role of ['viewer', 'analyst'] as const) {
      const reader = await mine.member(role)
      expect(await done<ModuleAnalysis>(reader('GET', `/api/analyses/${analysis.id}`))).toEqual(analysis)
    }
  })
})
