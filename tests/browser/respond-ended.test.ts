import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openDatabases } from '../../api/db/database.ts'
import { uuidv7 } from '../../api/ids.ts'
import { closeWave, reopenWave } from '../../api/services/change-wave.ts'
import { eraseResponse } from '../../api/services/erase-response.ts'
import { answerAll, answerCard, goOn, keysOnCard, takenOver } from './answer-card.ts'
import { useGatedRespondents } from './gated-respondents.ts'
import { keptIn, openKept } from './kept-on-device.ts'
import { expectAccessible } from './site.ts'

describe('what ends while somebody is in the middle of the form', () => {
  const at = useGatedRespondents()

  /** So many cards answered, and saved as far as the one that is shown. */
  const begun = async (cards: number) => {
    const page = await openKept(await at.people.phone(), at.gate.url + at.people.fieldwork.path)
    for (let card = 0; card < cards; card++) {
      await answerCard(page, at.people.answers)
      await goOn(page)
    }
    return { page, id: await at.people.savedTo(page) }
  }

  it('is told at once where the wave is closed, and goes on when it is opened again', async () => {
    const { organisationId, waveId } = at.people.fieldwork
    const { page } = await begun(1)
    const shown = await keysOnCard(page)
    const databases = openDatabases(at.people.site.databaseUrl, () => undefined)
    await closeWave(databases.app, organisationId, waveId)
    await answerCard(page, at.people.answers)
    await page.getByText('This survey has ended').waitFor()
    await expectAccessible(page)
    expect((await keptIn(page)).drafts).toBe(1)

    await reopenWave(databases.app, organisationId, waveId)
    await databases.close()
    await page.reload()
    await page.getByText('Welcome back').waitFor()
    await takenOver(page)
    expect([await keysOnCard(page), await page.locator('.card input:checked').count()]).toEqual([shown, 1])
  })

  const erase = async (responseId: string) => {
    const databases = openDatabases(at.people.site.databaseUrl, () => undefined)
    const { organisationId } = at.people.fieldwork
    expect(await eraseResponse(databases.app, organisationId, { responseId, actorId: uuidv7() })).toBe(true)
    await databases.close()
  }
  const isNew = async (page: Page) => {
    await takenOver(page)
    expect(await page.getByText('Welcome back').count()).toBe(0)
    expect(await page.locator('.card input:checked').count()).toBe(0)
  }

  it('is told at once where the answers were deleted, of which nothing stays on the device; who begins again is new', async () => {
    const { page, id } = await begun(2)
    await erase(id)
    await answerCard(page, at.people.answers)
    await page.getByText('Your answers have been deleted').waitFor()
    await expectAccessible(page)
    await expect.poll(() => keptIn(page)).toEqual({ drafts: 0, forms: 0, waiting: 0 })

    await page.goto(at.gate.url + at.people.fieldwork.path)
    await isNew(page)
    const given = await answerAll(page, at.people.answers)
    await at.people.expectStored(given)
    expect((await at.people.stored()).responses.map(({ id }) => id)).not.toContain(id)
  })

  it('does not go on from a draft of answers that were deleted while they were away', async () => {
    const { page, id } = await begun(1)
    at.gate.shut()
    for (let card = 0; card < 2; card++) {
      await answerCard(page, at.people.answers)
      await goOn(page)
    }
    await page.goto('about:blank')
    await erase(id)
    at.gate.open()
    await page.goto(at.gate.url + at.people.fieldwork.path)
    await isNew(page)
    const given = await answerAll(page, at.people.answers)
    await at.people.expectStored(given)
  })
})
