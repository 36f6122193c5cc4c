import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Analysis } from '../../../api/contract/analysis.ts'
import type { Results } from '../../../api/contract/results.ts'
import { createResamplingPool } from '../../../api/jobs/resampling-pool.ts'
import { runAnalysis } from '../../../api/jobs/run-analysis.ts'
import { type AnalysisResult, seeded, uniform } from '../../../stats/index.ts'
import { type Ask, createTestApp, done, openFieldwork, submission } from '../../test-app.ts'
import { ABROAD, FEW_AMONG_MANY } from './few-people.ts'

const test = await createTestApp()
afterAll(() => test.stop())
const mine = await test.organisation('Mine')
const field = await openFieldwork(mine.ask, { attributes: ['region', 'gender'] })
const everyRole: Ask[] = [mine.ask, await mine.member('analyst'), await mine.member('viewer')]

const random = seeded(37)
/** Answers that differ, so that an index can be estimated. */
function oneAnswer(attributes: Record<string, string>) {
  const { answers } = submission()
  const varied = Object.keys(answers).map((item) => [item, 3 + Math.floor(7 * uniform(random))])
  return submission({ ...Object.fromEntries(varied), ...attributes })
}
async function answer(count: number, attributes: Record<string, string>) {
  for (let i = 0; i < count; i++) await done(test.ask('POST', field.path, oneAnswer(attributes)))
}

type Segments = Record<string, string[]>
const read = (segments: Segments = {}, ask: Ask = mine.ask) =>
  done<Results>(
    ask(
      'GET',
      `/api/results/programs/${field.program.id}?segments=${encodeURIComponent(JSON.stringify(segments))}`,
    ),
  )
const cellOf = ({ result }: Analysis) => {
  const cell = (result as AnalysisResult).cells.find(({ brandId }) => brandId === field.brandId)
  return cell === undefined ? undefined : [cell.sampleSize, cell.result.ok ? 'shown' : cell.result.reason]
}
/** How many the own brand's number stands on, and whether it is shown or why not. */
const seen = async (segments?: Segments, ask?: Ask) => cellOf((await read(segments, ask)).analysis)

beforeAll(async () => {
  for (const [count, attributes] of FEW_AMONG_MANY) await answer(count, attributes)
})

describe('case 37: small numbers', () => {
  it('a segment of fewer than five is not shown, whoever asks; nor is what its people did not answer', async () => {
    for (const ask of everyRole) {
      expect(await seen({ region: [ABROAD] }, ask)).toEqual([3, 'too-few-answers'])
      expect((await read({ region: [ABROAD] }, ask)).analysis.receipt?.unanswered).toEqual([])
      expect(JSON.stringify((await read({ region: [ABROAD] }, ask)).analysis.result)).not.toContain('"value"')
    }
  })

  it('what would tell them by subtraction is withheld too, with the reason, whoever asks', async () => {
    for (const ask of everyRole) {
      expect(await seen({}, ask)).toEqual([80, 'shown'])
      // All but the three abroad; local people and the three; women without the three.
      expect(await seen({ region: ['local', 'domestic'] }, ask)).toEqual([77, 'would-single-out'])
      expect(await seen({ region: ['local', ABROAD] }, ask)).toEqual([47, 'would-single-out'])
      expect(await seen({ region: ['local', 'domestic'], gender: ['woman'] }, ask)).toEqual([
        54,
        'would-single-out',
      ])
      // Domestic women are all domestic people but three.
      expect(await seen({ region: ['domestic'], gender: ['woman'] }, ask)).toEqual([30, 'would-single-out'])
    }
  })

  it('nothing of a withheld number is left in the answer', async () => {
    const { analysis } = await read({ region: ['local', 'domestic'] })
    const result = analysis.result as AnalysisResult
    expect(result.waves.flatMap(({ scores }) => scores)).toEqual([])
    expect(result.brands.flatMap(({ points }) => points)).toEqual([])
    expect(result).not.toHaveProperty('pooled')
    expect(analysis.receipt?.unanswered).toEqual([])
  })

  it('what tells nobody is shown', async () => {
    expect(await seen({ region: ['local'] })).toEqual([44, 'shown'])
    expect(await seen({ gender: ['woman'] })).toEqual([57, 'shown'])
    // The three together with the next larger region: 36 against 44.
    expect(await seen({ region: ['domestic', ABROAD] })).toEqual([36, 'shown'])
  })

  it('an analysis that was asked for withholds the same, also when it is read by its own address', async () => {
    const slice = { programId: field.program.id, segments: { region: ['local', ABROAD] } }
    const asked = await done<Analysis>(
      mine.ask('POST', '/api/analyses', { method: 'index', slice, options: { resamples: 20 } }),
    )
    const pool = createResamplingPool(1)
    const work = { organisationId: mine.organisationId, analysisId: asked.id }
    await runAnalysis({ db: test.databases.app, pool, log: pino({ level: 'silent' }) }, work)
    await pool.stop()
    for (const ask of everyRole) {
      const stored = await done<Analysis>(ask('GET', `/api/analyses/${asked.id}`))
      expect([stored.status, cellOf(stored)]).toEqual(['done', [47, 'would-single-out']])
    }
    expect(await read(slice.segments)).toMatchObject({ stored: true, analysis: { id: asked.id } })
  })

  it('is shown as soon as five are left out', async () => {
    await answer(2, { region: ABROAD, gender: 'man' })
    expect(await seen({ region: ['local', 'domestic'] })).toEqual([77, 'shown'])
    expect((await test.ask('GET', '/readyz')).status).toBe(200)
  })
})
