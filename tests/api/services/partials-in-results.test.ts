import { pino } from 'pino'
import { expect, it } from 'vitest'
import type { Analysis } from '../../../api/contract/analysis.ts'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Results } from '../../../api/contract/results.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { createResamplingPool } from '../../../api/jobs/resampling-pool.ts'
import { runAnalysis } from '../../../api/jobs/run-analysis.ts'
import { settlePartials } from '../../../api/services/settle-partials.ts'
import { done, openFieldwork, startTestApp, submission } from '../../test-app.ts'
import { saveBrokenOff } from '../save-partial.ts'

const { test, mine } = await startTestApp()
const field = await openFieldwork(mine.ask)

const answersOf = (i: number) =>
  Object.fromEntries(
    Object.entries(submission().answers).map(([item], place) => [
      item,
      ((i * 7 + place * (1 + (i % 3))) % 10) + 1,
    ]),
  )
const answer = (count: number, region: string) =>
  Promise.all(
    Array.from({ length: count }, (_, i) =>
      done(test.ask('POST', field.path, submission({ ...answersOf(i), region }))),
    ),
  )
/** Broken off before the last of all items. */
const breakOff = async (count: number, region: string, items = 24) => {
  for (let i = 0; i < count; i++) {
    const answers = Object.fromEntries(Object.entries(answersOf(i)).slice(0, items))
    await saveBrokenOff(test.databases, mine.organisationId, field, {
      id: uuidv7(),
      answers: { ...answers, region },
    })
  }
  await settlePartials(test.databases.app, mine.organisationId, field.wave.id)
}
const address = (query: string) => `/api/results/programs/${field.program.id}?${query}`
const read = (partials: string, segments: Record<string, string[]> = {}) =>
  done<Results>(
    mine.ask('GET', address(`partials=${partials}&segments=${encodeURIComponent(JSON.stringify(segments))}`)),
  )
const run = async (slice: object) => {
  const asked = await done<Analysis>(
    mine.ask('POST', '/api/analyses', {
      method: 'index',
      slice: { programId: field.program.id, ...slice },
      options: { resamples: 20 },
    }),
  )
  const pool = createResamplingPool(1)
  const log = pino({ level: 'silent' })
  const work = { organisationId: mine.organisationId, analysisId: asked.id }
  await runAnalysis({ db: test.databases.app, pool, log }, work).finally(() => pool.stop())
  return done<Analysis>(mine.ask('GET', `/api/analyses/${asked.id}`))
}
const LOCAL = { region: ['local'] }

it('partial answers are read when they are asked for, where they are enough, and it is on record', async () => {
  await answer(14, 'local')
  await answer(14, 'domestic')
  const plain = await read('leave-out')
  expect(plain).toMatchObject({
    partials: 0,
    analysis: { receipt: { observations: 28, partials: { choice: 'leave-out', usable: 0, heldBack: 0 } } },
  })

  // Four would be told by subtraction: with them and without, the numbers stay the same.
  await breakOff(4, 'local')
  const few = await read('include')
  expect(few.partials).toBe(4)
  expect(few.analysis.receipt).toMatchObject({
    observations: 28,
    partials: { choice: 'include', usable: 0, heldBack: 1 },
  })
  expect(few.analysis.result).toEqual(plain.analysis.result)

  await breakOff(1, 'local')
  const without = await read('leave-out')
  expect(without.analysis.receipt).toMatchObject({
    observations: 28,
    exclusions: { outsideSegments: 0 },
    partials: { choice: 'leave-out', usable: 5, heldBack: 0 },
  })
  expect(without.analysis.result).toEqual(plain.analysis.result)
  const joined = await read('include')
  expect(joined.analysis.slice).toMatchObject({ partials: 'include' })
  expect(joined.analysis.receipt).toMatchObject({
    observations: 33,
    exclusions: { outsideSegments: 0 },
    partials: { choice: 'include', usable: 5, heldBack: 0 },
  })
  expect(joined.analysis.receipt?.inputFingerprint).not.toBe(without.analysis.receipt?.inputFingerprint)
  const { cells } = joined.analysis.result as { cells: { brandId: string; sampleSize: number }[] }
  expect(cells.find(({ brandId }) => brandId === field.brandId)?.sampleSize).toBe(33)
})

it('case 37: of a segment, those outside it are protected too', async () => {
  const outside = await read('include', { region: ['domestic'] })
  expect(outside.analysis.receipt).toMatchObject({ observations: 14, partials: { usable: 0, heldBack: 0 } })
  expect((await read('include', LOCAL)).analysis.receipt).toMatchObject({
    observations: 19,
    exclusions: { outsideSegments: 14 },
    partials: { usable: 5, heldBack: 0 },
  })
  // With one from elsewhere, everybody's less the locals' would be that one's answers.
  await breakOff(1, 'domestic')
  expect((await read('include')).analysis.receipt).toMatchObject({ observations: 34 })
  for (const region of ['local', 'domestic']) {
    expect((await read('include', { region: [region] })).analysis.receipt).toMatchObject({
      observations: 14,
      partials: { usable: 0, heldBack: 1 },
    })
  }
  await breakOff(4, 'domestic')
})

it('with and without are two questions, each with stored numbers and a freshness of its own', async () => {
  const withThem = await run({ partials: 'include' })
  expect(withThem).toMatchObject({
    status: 'done',
    slice: { partials: 'include' },
    receipt: { observations: 38, partials: { choice: 'include', usable: 10 } },
  })
  expect(await read('include')).toMatchObject({ stored: true, fresh: true, analysis: { id: withThem.id } })
  expect(await read('leave-out')).toMatchObject({
    stored: false,
    analysis: { receipt: { observations: 28 } },
  })
  const usual = await run({})
  expect(usual).toMatchObject({ slice: { partials: 'leave-out' }, receipt: { observations: 28 } })
  expect((await read('leave-out')).analysis.id).toBe(usual.id)
  await breakOff(5, 'local')
  expect(await read('include')).toMatchObject({ stored: true, fresh: false })

  // Asked before there was a choice: no word of it is stored, and it is found as the usual one.
  await withOrganisation(test.databases.app, mine.organisationId, (db) =>
    db
      .updateTable('analysis')
      .set({ slice: JSON.stringify({ programId: field.program.id, segments: {} }) })
      .where('id', '=', usual.id)
      .execute(),
  )
  expect(await read('leave-out')).toMatchObject({
    stored: true,
    analysis: { id: usual.id, slice: { partials: 'leave-out' } },
  })
})

it('a choice that is none is refused', async () => {
  const refused = await mine.ask<ErrorBody>('GET', address('partials=some'))
  expect([refused.status, refused.body.error.message]).toEqual([422, expect.stringContaining('partials')])
})
