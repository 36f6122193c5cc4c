import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import { findInvitation } from '../../../api/services/find-invitation.ts'
import { submission } from '../../test-app.ts'
import { openDoor } from './door.ts'
import { invite } from './invite.ts'

const { test, mine, mobile, everything, expectUp } = await openDoor()
afterAll(() => test.stop())

const { token, responseId } = await invite(test, { organisationId: mine.organisationId, fieldwork: mobile })
const guess = () => randomBytes(17).toString('base64url').slice(0, 22)
const near = () => token.slice(0, 21) + (token.endsWith('A') ? 'B' : 'A')

describe('case 16: guessing tokens', () => {
  it('tokens of invitations made one after the other have nothing in common', async () => {
    const ids = Array.from({ length: 50 }, (_, i) => `01a20000-0000-7000-8000-${String(i).padStart(12, '0')}`)
    const tokens = ids.map((id) => test.links.tokenOf(id))
    const alike = tokens
      .slice(1)
      .map((one, i) => [...one].filter((letter, at) => tokens[i]?.[at] === letter).length)
    expect(Math.max(...alike)).toBeLessThan(7)
  })

  it('a near miss takes as long as any other', async () => {
    const timed = async (token: string) => {
      const begun = performance.now()
      await findInvitation(test.databases.app, mobile.key, token).catch(() => undefined)
      return performance.now() - begun
    }
    const times: Record<'near' | 'far', number[]> = { near: [], far: [] }
    for (let i = 0; i < 100; i++) {
      times.near.push(await timed(near()))
      times.far.push(await timed(guess()))
    }
    const median = (list: number[]) => list.sort((a, b) => a - b)[50] ?? 0
    // The token is looked up by its hash; what is left is the noise of a busy machine.
    expect(median(times.near) / median(times.far)).toBeGreaterThan(1 / 3)
    expect(median(times.near) / median(times.far)).toBeLessThan(3)
  })

  it('every miss says the same, and after thirty the address must wait, whatever it tries', async () => {
    const before = await everything()
    const said = new Set<string>()
    for (let i = 0; i < 30; i++) {
      const path = `${mobile.path}?i=${i % 3 === 0 ? near() : guess()}`
      const { status, body } = await test.ask<ErrorBody>('POST', path, submission({}, responseId))
      said.add(`${status} ${body.error.code} ${body.error.message}`)
    }
    expect([...said]).toEqual([expect.stringMatching(/^404 unknown-invitation /)])
    for (const [method, path, body] of [
      ['POST', mobile.path, submission({}, responseId)],
      ['GET', `${mobile.path}/form`, undefined],
      ['GET', mobile.path, undefined],
      ['GET', `/u/${mobile.key}`, undefined],
    ] as const) {
      for (const tried of [guess(), token]) {
        const { status, body: told, headers } = await test.ask<ErrorBody>(method, `${path}?i=${tried}`, body)
        expect([method, path, status]).toEqual([method, path, 429])
        // People who open the way out of a mail read a page; scripts read a code.
        if (typeof told === 'string') expect(told).toContain('<h1')
        else expect(told.error.code).toBe('too-many-tries')
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
        expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60)
      }
    }
    expect(await everything()).toEqual(before)
  })

  it('others, who have no token to guess, are served meanwhile', async () => {
    expect((await test.ask('POST', mobile.path, submission())).status).toBe(201)
    await expectUp()
  })
})
