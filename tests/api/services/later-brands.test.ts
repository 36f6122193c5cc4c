import { describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Brand, Program } from '../../../api/contract/program.ts'
import type { OpenForm } from '../../../api/contract/response.ts'
import type { Collector } from '../../../api/contract/wave.ts'
import { loopedKey } from '../../../stats/coding/code-loop.ts'
import { done, openFieldwork, startTestApp, submission } from '../../test-app.ts'

const { test, mine } = await startTestApp()

/** A program that goes through `loop` brands, whose wave asks the form from before its last brand was added and published. */
async function brandAdded(loop: number) {
  const { wave, program } = await openFieldwork(mine.ask, { loop })
  const kept = program.brands.map(({ name, own }) => ({ name, own }))
  const changed = await done<Program>(
    mine.ask('PATCH', `/api/programs/${program.id}`, { brands: [...kept, { name: 'Later', own: false }] }),
  )
  await done(mine.ask('POST', `/api/programs/${program.id}/publish`))
  const later = changed.brands.at(-1)?.id ?? ''
  const ask = <T>(method: string, path: string, body?: unknown) =>
    mine.ask<T>(method, `/api/waves/${wave.id}${path}`, body)
  const offered = async () =>
    (await done<{ brands: Brand[] }>(ask('GET', '/brands'))).brands.map(({ name }) => name)
  return { later, ask, offered }
}

describe('a brand that was added after the form of a wave was frozen', () => {
  it.each([
    ['a link', '/collectors', (brandId: string) => ({ brandId })],
    ['personal links', '/links', (brandId: string) => ({ brandId, contacts: {} })],
    ['calls', '/calls', (brandId: string) => ({ brandId, contacts: {} })],
  ])('has not %s that nobody could answer, until the wave is moved', async (_, path, body) => {
    const { later, ask, offered } = await brandAdded(2)
    const refused = await ask<ErrorBody>('POST', path, body(later))
    expect([refused.status, refused.body.error.code]).toEqual([422, 'not-in-form'])
    expect(refused.body.error.message).toBe(
      'brandId: form 1, which this wave asks, does not know "Later" yet; publish the questionnaire with it and move the wave to the newest form first',
    )
    expect((await done<{ collectors: Collector[] }>(ask('GET', '/collectors'))).collectors.length).toBe(1)
    expect(await offered()).toEqual(['Ours', 'Theirs'])
    await done(ask('PATCH', '', { formNumber: 2 }))
    expect(await offered()).toEqual(['Ours', 'Theirs', 'Later'])
    expect((await ask<ErrorBody>('POST', path, body(later))).body.error?.code).not.toBe('not-in-form')
  })

  it('can be answered about through its link then', async () => {
    const { later, ask } = await brandAdded(2)
    await done(ask('PATCH', '', { formNumber: 2 }))
    const link = await done<Collector>(ask('POST', '/collectors', { brandId: later }))
    const { pathname } = new URL(link.url)
    const { survey } = await done<OpenForm>(test.ask('GET', `${pathname}/form`))
    expect(JSON.stringify(survey)).toContain(later)
    const { answers, ...others } = submission()
    const looped = Object.entries(answers).map(([code, answer]) => [loopedKey(code, 'b3'), answer])
    await done(
      test.ask('POST', pathname, { ...others, answers: { ...Object.fromEntries(looped), brands: [later] } }),
    )
  })

  it('has its link at once where the form asks about one brand, whichever it is', async () => {
    const { later, ask, offered } = await brandAdded(0)
    expect(await offered()).toEqual(['Ours', 'Theirs', 'Later'])
    const link = await done<Collector>(ask('POST', '/collectors', { brandId: later }))
    await done(test.ask('POST', new URL(link.url).pathname, submission()))
  })
})
