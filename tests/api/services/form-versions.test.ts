import { afterAll, describe, expect, it } from 'vitest'
import type { Program } from '../../../api/contract/program.ts'
import type { Results } from '../../../api/contract/results.ts'
import { type AnalysisResult, seeded, uniform } from '../../../stats/index.ts'
import { createTestApp, done, openFieldwork, submission } from '../../test-app.ts'

const test = await createTestApp()
const mine = await test.organisation('Mine')
afterAll(() => test.stop())

const nps = { instrument: { name: 'nps', version: 1 }, parameters: { reason: false } }

/** The same forty people every time, by a mood each. */
function people() {
  const random = seeded(40)
  return Array.from({ length: 40 }, () => {
    const mood = 2 + 5 * uniform(random)
    const items = Object.keys(submission().answers)
    return Object.fromEntries(items.map((item) => [item, Math.round(mood + 3 * uniform(random))]))
  })
}

async function cellOf(program: Program) {
  const read = await done<Results>(mine.ask('GET', `/api/results/programs/${program.id}`))
  const { cells } = read.analysis.result as AnalysisResult
  const own = program.brands.find((brand) => brand.own)?.id
  const cell = cells.find(({ brandId }) => brandId === own)
  // The stream of random numbers is drawn from the ids of the answers.
  const result = JSON.parse(
    JSON.stringify(cell?.result ?? null, (key, value) => (key === 'stream' ? 0 : value)),
  )
  const unanswered = read.analysis.receipt?.unanswered.map(({ byState }) => byState)
  return { size: cell?.sampleSize, result, unanswered }
}

describe('answers to two form versions of one wave', () => {
  it('give the numbers that the same answers to one form give, wherever their items stand in it', async () => {
    const one = await openFieldwork(mine.ask)
    for (const answers of people()) await done(test.ask('POST', one.path, submission(answers)))

    const two = await openFieldwork(mine.ask)
    const half = people().slice(0, 20)
    for (const answers of half) await done(test.ask('POST', two.path, { ...submission(answers), form: 1 }))
    // A question before all others moves every score to another place.
    const modules = [nps, ...two.program.modules]
    await done(mine.ask('PATCH', `/api/programs/${two.program.id}`, { modules }))
    await done(mine.ask('POST', `/api/programs/${two.program.id}/publish`))
    await done(mine.ask('PATCH', `/api/waves/${two.wave.id}`, { formNumber: 2 }))
    for (const answers of people().slice(20)) {
      await done(test.ask('POST', two.path, { ...submission({ ...answers, nps: 9 }), form: 2 }))
    }

    const [whole, joined] = [await cellOf(one.program), await cellOf(two.program)]
    expect(whole.size).toBe(40)
    expect(whole.result).toHaveProperty('ok', true)
    expect(joined.size).toBe(40)
    expect(joined.result).toEqual(whole.result)
    expect(joined.unanswered).toEqual(whole.unanswered)
  })
})
