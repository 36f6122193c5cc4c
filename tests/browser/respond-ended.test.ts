import { describe, expect, it } from 'vitest'
import { openDatabases } from '../../api/db/database.ts'
import { closeWave, reopenWave } from '../../api/services/change-wave.ts'
import { answerCard, goOn, keysOnCard } from './answer-card.ts'
import { useGatedRespondents } from './gated-respondents.ts'
import { keptIn, openKept } from './kept-on-device.ts'
import { expectAccessible } from './site.ts'

describe('what ends while somebody is in the middle of the form', () => {
  const at = useGatedRespondents()

  it('is told at once where the wave is closed, and goes on when it is opened again', async () => {
    const { organisationId, waveId, path } = at.people.fieldwork
    const page = await openKept(await at.people.phone(), at.gate.url + path)
    await answerCard(page, at.people.answers)
    await goOn(page)
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
    expect([await keysOnCard(page), await page.locator('.card input:checked').count()]).toEqual([shown, 1])
  })
})
