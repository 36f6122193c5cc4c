import { afterAll, describe, expect, it } from 'vitest'
import type { Recorded } from '../../../api/contract/response.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { done, openFieldwork, submission } from '../../test-app.ts'
import { openDoor } from './door.ts'

const door = await openDoor()
const { test, mine, mobile, stored, coded, expectRefused, expectTaken, onRecord } = door
afterAll(() => test.stop())

describe('one response, one row', () => {
  it('case 13: the same submission twenty times in parallel is one row and one answer', async () => {
    const sent = submission()
    const before = await stored()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => test.ask<Recorded>('POST', mobile.path, sent)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect([await stored(), await coded()]).toEqual([before + 1, before + 1])
  })

  it('case 13: keys in another order are the same body; an id in capitals is the same id', async () => {
    const sent = submission()
    const first = await test.ask<Recorded>('POST', mobile.path, sent)
    const turned = { answers: Object.fromEntries(Object.entries(sent.answers).reverse()), language: 'en' }
    for (const id of [sent.id, sent.id.toUpperCase()]) {
      const again = await test.ask<Recorded>('POST', mobile.path, { ...turned, id })
      expect([again.status, again.body]).toEqual([201, first.body])
    }
  })

  it('case 13: an id in capitals from the start is stored and acknowledged', async () => {
    const sent = submission()
    const before = await stored()
    const first = await test.ask<Recorded>('POST', mobile.path, { ...sent, id: sent.id.toUpperCase() })
    expect([first.status, first.body.id]).toEqual([201, sent.id])
    expect(await stored()).toBe(before + 1)
  })

  it('case 13: other answers under the same id are a conflict and change nothing', async () => {
    const sent = submission()
    await expectTaken(mobile.path, sent)
    const before = await onRecord(sent.id)
    await expectRefused(
      mobile.path,
      submission({ imag1: 2 }, sent.id),
      409,
      'other answers were already sent',
    )
    expect(await onRecord(sent.id)).toEqual(before)
  })

  it('case 13: two different bodies under one id at the same moment: one is stored, one is refused', async () => {
    const id = uuidv7()
    const before = await stored()
    const answers = await Promise.all(
      [3, 4].map((imag1) => test.ask<Recorded>('POST', mobile.path, submission({ imag1 }, id))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await stored()).toBe(before + 1)
    const winner = answers[0]?.status === 201 ? 3 : 4
    expect((await onRecord(id))?.answers['imag1']).toBe(winner)
  })

  it('case 13: the same body through another link is another answer', async () => {
    const other = await openFieldwork(mine.ask)
    const sent = submission()
    await expectTaken(mobile.path, sent)
    await expectRefused(other.path, sent, 409, 'other answers were already sent')
  })

  it('case 19: an id that is no UUID v7 is refused', async () => {
    for (const id of ['', '1', 'x'.repeat(36), '00000000-0000-0000-0000-000000000000', crypto.randomUUID()]) {
      await expectRefused(mobile.path, submission({}, id), 422, 'id: ')
    }
  })
})

describe('brands', () => {
  it('a link for the whole program needs the brand, and one of its own', async () => {
    const collector = await done<{ url: string }>(
      mine.ask('POST', `/api/waves/${mobile.wave.id}/collectors`, { brandId: null }),
    )
    const path = new URL(collector.url).pathname
    await expectRefused(path, submission(), 422, 'brandId: say which brand')
    await expectRefused(path, { ...submission(), brandId: uuidv7() }, 422, 'brandId: is not a brand of this')
    const [own, rival] = mobile.program.brands
    await expectTaken(path, { ...submission(), brandId: rival?.id ?? '' })
    await expectRefused(
      mobile.path,
      { ...submission(), brandId: rival?.id },
      422,
      'this link is for another brand',
    )
    await expectTaken(mobile.path, { ...submission(), brandId: own?.id.toUpperCase() ?? '' })
  })
})
