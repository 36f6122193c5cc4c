import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Recorded } from '../../api/contract/response.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { createTestApp, openFieldwork, submission } from '../test-app.ts'

describe('the walk, through the API', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  beforeAll(async () => {
    test = await createTestApp()
  })
  afterAll(() => test.stop())

  it('goes from a program to a counted answer', async () => {
    const { ask } = await test.organisation('Walkers')
    const { path, wave, brandId } = await openFieldwork(ask)
    const sent = submission({ region: 'local' })
    const first = await test.ask<Recorded>('POST', path, sent)
    expect(first.status).toBe(201)
    const again = await test.ask<Recorded>('POST', path, sent)
    expect([again.status, again.body]).toEqual([201, first.body])
    const counted = await ask<Wave>('GET', `/api/waves/${wave.id}`)
    expect(counted.body.responses).toBe(1)
    expect(counted.body.responsesByBrand[brandId]).toBe(1)
  })
})
