import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openDatabases } from '../../api/db/database.ts'
import { closeWave, reopenWave } from '../../api/services/change-wave.ts'
import { answerAll, answerCard, goOn, idOnPage, takenOver } from './answer-card.ts'
import { useGatedRespondents } from './gated-respondents.ts'
import { allKept, cachedIn, isKept, keptIn, leaveForm, openKept } from './kept-on-device.ts'

describe('the worker before the respondent’s page', () => {
  const at = useGatedRespondents()

  async function begin(cards: number): Promise<Page> {
    const page = await openKept(await at.people.phone(), at.gate.url + at.people.fieldwork.path)
    for (let card = 0; card < cards; card++) {
      await answerCard(page, at.people.answers)
      await goOn(page)
    }
    return page
  }

  it('comes after everything else, and loads nothing twice but the one page it keeps', async () => {
    const page = await begin(0)
    const asked = at.gate.passed.map((line) => line.split(' ')[1] ?? '')
    const [worker] = asked.filter((path) => path === '/r/worker.js')
    expect(worker).toBeDefined()
    const scripts = asked.filter((path) => path.startsWith('/assets/'))
    const before = asked.slice(0, asked.indexOf('/r/worker.js'))
    expect(before.some((path) => path.includes('/form?'))).toBe(true)
    expect(scripts.filter((path) => before.includes(path)).sort()).toEqual(
      [...new Set(scripts.filter((path) => before.includes(path)))].sort(),
    )
    const paths = (await cachedIn(page)).map(({ path }) => path)
    expect(paths.filter((path) => !path.startsWith('/assets/'))).toEqual(['/r/offline'])
    expect(new Set(scripts)).toEqual(new Set(paths.filter((path) => path.startsWith('/assets/'))))
  })

  it('is asked for each time, and so is the page it keeps', async () => {
    for (const path of ['/r/worker.js', '/r/offline']) {
      const answer = await fetch(at.gate.url + path)
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-cache'])
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';")
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
  })

  it('keeps nothing of anybody: no answer, no seal, no link', async () => {
    const page = await begin(2)
    const own = [at.people.fieldwork.path.slice(3), await idOnPage(page), 'exp1', 'Bench']
    const found = await cachedIn(page)
    expect(found.filter(({ text }) => text.length === 0)).toEqual([])
    for (const word of own) {
      const holding = found.filter(({ path, text }) => path.includes(word) || text.includes(word))
      expect(holding.map(({ path }) => `${path} has ${word}`)).toEqual([])
    }
    expect(await keptIn(page)).toEqual({ drafts: 1, forms: 1, waiting: 0 })
  })

  it('leaves nothing on the device of who has finished, and of who has the answers deleted', async () => {
    const page = await begin(0)
    await answerAll(page, at.people.answers)
    await expect.poll(() => keptIn(page)).toEqual({ drafts: 0, forms: 0, waiting: 0 })
    const receipt = page.url()

    // Begun again here, and deleted from the receipt: what is of another answer stays.
    await page.goto(at.gate.url + at.people.fieldwork.path)
    await takenOver(page)
    await answerCard(page, at.people.answers)
    await goOn(page)
    await expect.poll(() => keptIn(page)).toEqual({ drafts: 1, forms: 1, waiting: 0 })
    await page.goto(receipt)
    await page.getByText('Delete my answers').click()
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByText('Your answers have been deleted').waitFor()
    expect(await keptIn(page)).toEqual({ drafts: 1, forms: 1, waiting: 0 })
    at.gate.shut()
    await page.goto(receipt).catch(() => undefined)
    await page.getByText('No connection just now').waitFor()
    expect(await page.locator('.card').count()).toBe(0)
  })

  it('clears away a form that a page left half way kept without its draft', async () => {
    const page = await begin(1)
    const own = await idOnPage(page)
    await answerAll(page, at.people.answers)
    await expect.poll(() => keptIn(page)).toEqual({ drafts: 0, forms: 0, waiting: 0 })
    await leaveForm(page, '/r/of-these-answers', own)
    await leaveForm(page, '/r/of-others', 'another')
    await page.reload()
    await expect.poll(() => allKept(page)).toMatchObject({ forms: [{ id: 'another' }] })
    await page.goto(at.gate.url + at.people.fieldwork.path)
    await takenOver(page)
    await expect.poll(() => keptIn(page)).toEqual({ drafts: 1, forms: 1, waiting: 0 })
    expect((await allKept(page)).forms.map(({ id }) => id)).not.toContain('another')
  })

  it('forgets what was finished before the script took over', async () => {
    const page = await begin(2)
    await page.route('**/form?*', () => new Promise(() => {}))
    await page.goto(at.gate.url + at.people.fieldwork.path)
    await answerAll(page, at.people.answers)
    await expect.poll(() => keptIn(page)).toEqual({ drafts: 0, forms: 0, waiting: 0 })
  })

  it('lets the server speak first: a closed wave is closed, and an error an error', async () => {
    const page = await begin(2)
    const { organisationId, waveId } = at.people.fieldwork
    const databases = openDatabases(at.people.site.databaseUrl, () => undefined)
    await closeWave(databases.app, organisationId, waveId)
    await page.reload()
    await page.getByText('This survey has ended').waitFor()
    expect(await page.locator('.card').count()).toBe(0)
    await reopenWave(databases.app, organisationId, waveId)
    await databases.close()

    at.gate.answerBy((path, reply) => {
      if (!path.startsWith(at.people.fieldwork.path)) return false
      reply.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
      return true
    })
    const answer = await page.reload()
    expect([answer?.status(), await page.locator('h1').textContent()]).toEqual([502, 'Bad gateway'])
    at.gate.answerBy(undefined)
    await page.reload()
    await takenOver(page)
    expect(await page.locator('.steps').textContent()).toContain('questions to go')
  })

  it('is replaced by the worker of another build, which takes away what the old one kept', async () => {
    const page = await begin(1)
    const [old] = new Set((await cachedIn(page)).map(({ cache }) => cache))
    const script = await (await fetch(`${at.people.site.url}/r/worker.js`)).text()
    expect(script).toContain(`"${old}"`)
    at.gate.answerBy((path, reply) => {
      if (path !== '/r/worker.js') return false
      reply
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(script.replace(String(old), 'manyi-respond-next'))
      return true
    })
    await page.reload()
    await takenOver(page)
    const caches = async () => [...new Set((await cachedIn(page)).map(({ cache }) => cache))]
    await expect.poll(caches).toEqual(['manyi-respond-next'])
    await isKept(page)
    at.gate.shut()
    await page.reload()
    await takenOver(page)
    expect(await page.locator('.card').count()).toBe(1)
  })
})
