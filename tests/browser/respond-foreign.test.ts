import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { errorBody } from '../../api/errors.ts'
import { answerCard, goOn, holdForm, keysOnCard, takenOver } from './answer-card.ts'
import { useGatedRespondents } from './gated-respondents.ts'
import { keptIn, openKept } from './kept-on-device.ts'

/** What a sign-in page of a network, or a proxy without a server behind it, says in our place. */
function foreign(status: number) {
  return (_: string, reply: ServerResponse) => {
    reply.writeHead(status, { 'content-type': 'text/html' })
    reply.end('<!doctype html><title>Welcome to the airport</title><div id="root">Sign in</div>')
    return true
  }
}

describe('somebody else answers in our place', () => {
  const at = useGatedRespondents()

  it('keeps finished answers through a foreign 404, also over a reload without a network, and stores them once', async () => {
    const before = (await at.people.stored()).responses.length
    const page = await openKept(await at.people.phone(), at.gate.url + at.people.fieldwork.path)
    const given = await at.people.answerToLast(page)
    at.gate.answerBy(foreign(404))
    await page.locator('.steer .button').last().click()
    await page.getByText('Your answers are safe on this device').waitFor()
    expect((await keptIn(page)).waiting).toBe(1)
    at.gate.shut()
    await page.reload()
    await page.getByText('Your answers are safe on this device').waitFor()
    at.gate.answerBy(foreign(410))
    const posts = () => at.gate.passed.filter((line) => line.startsWith('POST')).length
    const tried = posts()
    at.gate.open()
    // Another try after that one: by then the page has judged what it was told.
    await expect.poll(posts).toBeGreaterThan(tried + 1)
    expect(await keptIn(page)).toMatchObject({ waiting: 1, drafts: 1 })
    at.gate.answerBy(undefined)
    await page.locator('.receipt').waitFor({ timeout: 40_000 })
    expect((await at.people.stored()).responses.length).toBe(before + 1)
    await at.people.expectStored(given)
  })

  it.each([200, 404, 410, 429])(
    'does not put a foreign %i in the place of the plain form',
    async (status) => {
      const page = await at.people.phone()
      const release = await holdForm(page)
      await page.goto(at.gate.url + at.people.fieldwork.path)
      const first = await answerCard(page, at.people.answers)
      at.gate.answerBy((path, reply) => path.includes('/answer') && foreign(status)(path, reply))
      await page.locator('.steer .button').last().click()
      await page.locator('.waiting').waitFor()
      expect(await keysOnCard(page)).toEqual(Object.keys(first))
      at.gate.answerBy(undefined)
      await page.waitForFunction(
        (keys) =>
          ![...document.querySelectorAll('.card [name^="q:"]')].some((field) =>
            keys.includes(field.getAttribute('name') ?? ''),
          ),
        Object.keys(first).map((key) => `q:${key}`),
      )
      expect((await keysOnCard(page)).length).toBeGreaterThan(0)
      expect((await at.people.stored()).partials.at(-1)?.answers).toEqual(first)
      release()
      await takenOver(page)
      await answerCard(page, at.people.answers)
      await goOn(page)
    },
  )

  it('is told by ourselves, in the middle of the form, that a personal link was switched off', async () => {
    const page = await openKept(await at.people.phone(), at.gate.url + at.people.fieldwork.path)
    await answerCard(page, at.people.answers)
    await goOn(page)
    // What this card saved has arrived: the refusal is of the next one's.
    await at.people.savedTo(page)
    at.gate.answerBy((path, reply) => {
      if (!path.includes('/partial')) return false
      reply.writeHead(410, { 'content-type': 'application/json' })
      reply.end(JSON.stringify(errorBody('invitation-withdrawn', 'this link was switched off', 'r')))
      return true
    })
    await answerCard(page, at.people.answers)
    await page.getByText('This personal link has been switched off').waitFor()
    // Switched on again, it goes on with what was answered.
    expect((await keptIn(page)).drafts).toBe(1)
    at.gate.answerBy(undefined)
    await page.reload()
    await page.getByText('Welcome back').waitFor()
  })
})
