import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerAll, answerCard, goOn, keysOnCard, takenOver } from './answer-card.ts'
import { openRespondents } from './respondents.ts'
import { expectAccessible } from './site.ts'

describe('the same answers in two tabs', () => {
  let people: Awaited<ReturnType<typeof openRespondents>>
  beforeAll(async () => {
    people = await openRespondents()
  })
  afterAll(() => people.close())

  it('says in the one that more was saved in the other, and goes on from there', async () => {
    const tab = await people.phone()
    await tab.goto(people.link())
    await takenOver(tab)
    const other = await tab.context().newPage()
    await other.goto(people.link())
    await takenOver(other)
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 4; cards++) {
      Object.assign(given, await answerCard(other, people.answers))
      await goOn(other)
    }
    const shown = await keysOnCard(other)
    await expect
      .poll(async () => (await people.stored()).partials.map(({ page }) => page))
      .toContain(`page-${shown[0]}`)
    await other.close()

    const note = tab.getByText('You have gone on with these answers in another tab')
    expect(await note.count()).toBe(0)
    await answerCard(tab, people.answers)
    await note.waitFor()
    await expectAccessible(tab)
    await tab.getByRole('button', { name: 'Go on from there' }).click()
    await tab.getByText('Welcome back').waitFor()
    await takenOver(tab)
    expect([await keysOnCard(tab), await note.count()]).toEqual([shown, 0])
    Object.assign(given, await answerAll(tab, people.answers))
    await people.expectStored(given)
  })
})
