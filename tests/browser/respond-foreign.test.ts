import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { errorBody } from '../../api/errors.ts'
import { answerCard, goOn, holdForm, keysOnCard, takenOver } from './answer-card.ts'
import { openGate } from './gate.ts'
import { keptIn, openKept } from './kept-on-device.ts'
import { openRespondents } from './respondents.ts'

/** What a sign-in page of a network, or a proxy without a server behind it, says in our place. */
function foreign(status: number) {
  return (_: string, reply: ServerResponse) => {
    reply.writeHead(status, { 'content-type': 'text/html' })
    reply.end('<!doctype html><title>Welcome to the airport</title><div id="root">Sign in</div>')
    return true
  }
}

describe('somebody else answers in our place', () => {
  let people: Awaited<ReturnType<typeof openRespondents>>
  let gate: Awaited<ReturnType<typeof openGate>>
  beforeAll(async () => {
    people = await openRespondents()
  })
  beforeEach(async () => {
    gate = await openGate(people.site.url)
  })
  afterEach(() => gate.close())
  afterAll(() => people.close())

  it('keeps finished answers through a foreign 404, also over a reload without a network, and stores them once', async () => {
    const before = (await people.stored()).responses.length
    const page = await openKept(await people.phone(), gate.url + people.fieldwork.path)
    const given = await people.answerToLast(page)
    gate.answerBy(foreign(404))
    await page.locator('.steer .button').last().click()
    await page.getByText('Your answers are safe on this device').waitFor()
    expect((await keptIn(page)).waiting).toBe(1)
    await gate.shut()
    await page.reload()
    await page.getByText('Your answers are safe on this device').waitFor()
    gate.answerBy(foreign(410))
    const posts = () => gate.passed.filter((line) => line.startsWith('POST')).length
    const tried = posts()
    await gate.open()
    await expect.poll(posts, { timeout: 20_000 }).toBeGreaterThan(tried)
    expect(await keptIn(page)).toMatchObject({ waiting: 1, drafts: 1 })
    gate.answerBy(undefined)
    await page.locator('.receipt').waitFor({ timeout: 40_000 })
    expect((await people.stored()).responses.length).toBe(before + 1)
    await people.expectStored(given)
  })

  it.each([200, 404, 410, 429])(
    'does not put a foreign %i in the place of the plain form',
    async (status) => {
      const page = await people.phone()
      const release = await holdForm(page)
      await page.goto(gate.url + people.fieldwork.path)
      const first = await answerCard(page, people.answers)
      gate.answerBy((path, reply) => path.includes('/answer') && foreign(status)(path, reply))
      await page.locator('.steer .button').last().click()
      await page.locator('.waiting').waitFor()
      expect(await keysOnCard(page)).toEqual(Object.keys(first))
      gate.answerBy(undefined)
      await page.waitForFunction(
        (keys) =>
          ![...document.querySelectorAll('.card [name^="q:"]')].some((field) =>
            keys.includes(field.getAttribute('name') ?? ''),
          ),
        Object.keys(first).map((key) => `q:${key}`),
      )
      expect((await keysOnCard(page)).length).toBeGreaterThan(0)
      expect((await people.stored()).partials.at(-1)?.answers).toEqual(first)
      release()
      await takenOver(page)
      await answerCard(page, people.answers)
      await goOn(page)
    },
  )

  it('is told by ourselves, in the middle of the form, that a personal link was switched off', async () => {
    const page = await openKept(await people.phone(), gate.url + people.fieldwork.path)
    await answerCard(page, people.answers)
    await goOn(page)
    gate.answerBy((path, reply) => {
      if (!path.includes('/partial')) return false
      reply.writeHead(410, { 'content-type': 'application/json' })
      reply.end(JSON.stringify(errorBody('invitation-withdrawn', 'this link was switched off', 'r')))
      return true
    })
    await answerCard(page, people.answers)
    await page.getByText('This personal link has been switched off').waitFor()
    // Switched on again, it goes on with what was answered.
    expect((await keptIn(page)).drafts).toBe(1)
    gate.answerBy(undefined)
    await page.reload()
    await page.getByText('Welcome back').waitFor()
  })
})
