import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import { submission } from '../../test-app.ts'
import { openDoor } from './door.ts'

const { test, mobile, kinds, everything, expectUp } = await openDoor()
afterAll(() => test.stop())

/** FC_SEED=1 vitest run …: other bodies than usual. */
const seed = Number(process.env['FC_SEED'] ?? 20261122)

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(null, -0, 1e308, 2 ** 53, '\0', '\ud800', '__proto__', 'dont_know', 'NaN', [], {}, [[]]),
)
const keys = fc.oneof(
  fc.constantFrom('imag1', 'nps', 'where', 'region', 'sat1', 'brands', 'constructor', 'toString', ''),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
/** A whole submission with some of it replaced by something odd. */
const nearly = fc
  .record({
    fields: fc.dictionary(
      fc.constantFrom('id', 'language', 'brandId', 'startedAt', 'form', 'paradata', 'answers'),
      odd,
      {
        maxKeys: 2,
      },
    ),
    answers: fc.dictionary(keys, odd, { minKeys: 1, maxKeys: 4 }),
    dropped: fc.subarray(['id', 'language', 'answers']),
  })
  .map(({ fields, answers, dropped }) => {
    const body: Record<string, unknown> = { ...submission(answers), ...fields }
    for (const field of dropped) delete body[field]
    return body
  })

describe('case 10: whatever is sent to a respondent’s link', () => {
  it.each([
    ['any JSON', fc.jsonValue()],
    ['almost an answer', nearly],
    ['any text', fc.string({ unit: 'binary', maxLength: 200 })],
  ])('%s is 4xx with a sentence and stores nothing, or is right and stored', async (_, bodies) => {
    await fc.assert(
      fc.asyncProperty(bodies as fc.Arbitrary<unknown>, fc.boolean(), async (body, first) => {
        const { path } = first ? mobile : kinds
        const before = await everything()
        const answer = await test.ask<ErrorBody>('POST', path, body)
        if (answer.status === 201) return
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
        expect(answer.body.error.message.length).toBeGreaterThan(5)
        expect(await everything()).toEqual(before)
      }),
      { numRuns: 80, seed },
    )
    await expectUp()
  })

  it('the same as answers under way', async () => {
    const sealed = test.sealer.seal(submission().id)
    const before = await everything()
    await fc.assert(
      fc.asyncProperty(nearly, fc.boolean(), async ({ answers, ...body }, whole) => {
        const known = { sealed, brandId: mobile.brandId, form: 1, page: 'page-imag1', revision: 1 }
        const startedAt = '2026-11-22T10:00:00Z'
        const sent = whole ? { ...known, startedAt, language: 'en', answers } : { ...known, ...body, answers }
        const answer = await test.ask<ErrorBody>('PUT', `${mobile.path}/partial`, sent)
        expect([200, 400, 404, 422, 429]).toContain(answer.status)
        if (answer.status !== 200) expect(answer.body.error.message.length).toBeGreaterThan(5)
      }),
      { numRuns: 55, seed },
    )
    expect(Object.keys(await everything())).toEqual(Object.keys(before))
    await expectUp()
  })
})
