import { afterAll, beforeAll, expect, it } from 'vitest'
import { compileResponse } from '../../stats/coding/code-loop.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerAll, answerCard, goOn, takenOver } from './answer-card.ts'
import { invitePerson, SECRET } from './invite-person.ts'
import { cachedIn, isKept } from './kept-on-device.ts'
import { DESKTOP, openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

let site: Awaited<ReturnType<typeof openSite>>
let fieldwork: Awaited<ReturnType<typeof makeFieldwork>>
beforeAll(async () => {
  site = await openSite({ env: { MANYI_SECRET: SECRET } })
  const module = {
    instrument: { name: 'acsi', version: 1 },
    parameters: {},
    asked: 'always' as const,
    weight: 1,
  }
  fieldwork = await makeFieldwork(site.databaseUrl, site.url, { modules: [module], attributes: [] })
})
afterAll(() => site.close())

const invited = () => invitePerson(site.databaseUrl, fieldwork)

it('begun on a phone, is gone on with on a computer that only knows the invitation, and is one answer', async () => {
  const { token, responseId } = await invited()
  const link = `${site.url}${fieldwork.path}?i=${token}`
  const answers = simulateRespondent(fieldwork.codeBook.fields, { seed: 23, skips: 0 })
  const given: Record<string, unknown> = {}

  const phone = await site.visitor(PHONE, 'en')
  await phone.goto(link)
  await takenOver(phone)
  for (let cards = 0; cards < 5; cards++) {
    Object.assign(given, await answerCard(phone, answers))
    await goOn(phone)
  }
  const heading = await phone.locator('.card h1').textContent()
  await expect.poll(async () => Object.keys((await stored()).partials[0]?.answers ?? {}).length).toBe(5)
  await phone.context().close()

  const computer = await site.visitor(DESKTOP, 'en')
  expect(await computer.context().cookies()).toEqual([])
  await computer.goto(link)
  await computer.getByText('Welcome back').waitFor()
  expect(await computer.locator('.card h1').textContent()).toBe(heading)
  await takenOver(computer)
  Object.assign(given, await answerAll(computer, answers))

  const { responses, observations, partials } = await stored()
  expect(given).toEqual(answers)
  expect(responses).toMatchObject([{ id: responseId, answers }])
  expect(partials).toEqual([])
  const coded = compileResponse(fieldwork.codeBook)(answers)
  expect(observations.map(({ scores }) => scores)).toEqual([coded.ok && coded.observations[0]?.scores])

  // The same link afterwards: thanked, not asked again.
  const again = await site.visitor(PHONE, 'en')
  await again.goto(link)
  expect(await again.locator('.card [name^="q:"]').count()).toBe(0)
})

it('is gone on with without a network by the invitation’s own link alone', async () => {
  const { token, responseId } = await invited()
  const link = `${site.url}${fieldwork.path}?i=${token}`
  const answers = simulateRespondent(fieldwork.codeBook.fields, { seed: 29, skips: 0 })
  const page = await site.visitor(PHONE, 'en')
  await page.goto(link)
  await takenOver(page)
  await isKept(page)
  await answerCard(page, answers)
  await goOn(page)
  expect((await cachedIn(page)).filter(({ path, text }) => `${path}${text}`.includes(token))).toEqual([])

  await page.context().setOffline(true)
  await page.reload()
  await takenOver(page)
  await answerCard(page, answers)
  await goOn(page)
  expect(new URL(page.url()).searchParams.get('i')).toBe(token)
  // Another person's link, on the same device.
  const other = await page.context().newPage()
  await other.goto(`${site.url}${fieldwork.path}`)
  await other.getByText('No connection just now').waitFor()
  expect(await other.locator('.card').count()).toBe(0)
  await other.close()

  await page.context().setOffline(false)
  const saved = async () => (await stored()).partials.find(({ id }) => id === responseId)?.answers
  await expect.poll(async () => Object.keys((await saved()) ?? {}).length).toBe(2)
  await answerAll(page, answers)
  const { responses } = await stored()
  expect(responses.filter(({ id }) => id === responseId)).toMatchObject([{ answers }])
})

const stored = () => storedOf(site.databaseUrl, fieldwork.organisationId, fieldwork.waveId)
