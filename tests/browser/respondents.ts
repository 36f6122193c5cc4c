import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { NewProgram } from '../../api/contract/program.ts'
import { compileResponse } from '../../stats/coding/code-loop.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerCard, goOn, idOnPage, keysOnCard } from './answer-card.ts'
import { openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

type Site = Awaited<ReturnType<typeof openSite>>

export const ACSI: Partial<NewProgram> = {
  modules: [{ instrument: { name: 'acsi', version: 1 }, parameters: {}, asked: 'always', weight: 1 }],
}

/** A site with an open link to a form of the ACSI, phones to answer it with, and what one person answers. */
export async function openRespondents() {
  const site = await openSite()
  const fieldwork = await makeFieldwork(site.databaseUrl, site.url, ACSI)
  const { fields, attributes } = fieldwork.codeBook
  const answers: Record<string, unknown> = simulateRespondent(fields, { seed: 11, skips: 0, nonAnswers: 0 })
  for (const { code, values } of attributes) answers[code] = values[1]
  const contexts: BrowserContext[] = []
  const stored = () => storedOf(site.databaseUrl, fieldwork.organisationId, fieldwork.waveId)

  return {
    site,
    fieldwork,
    answers,
    stored,
    link: () => site.url + fieldwork.path,
    async phone(options: Parameters<Site['browser']['newContext']>[0] = {}): Promise<Page> {
      const context = await site.browser.newContext({ viewport: PHONE, locale: 'en', ...options })
      contexts.push(context)
      context.setDefaultTimeout(60_000)
      return context.newPage()
    },
    /** Answers from the card shown on to the last one, which is not sent. Returns what was given. */
    async answerToLast(page: Page): Promise<Record<string, unknown>> {
      const given: Record<string, unknown> = {}
      for (let cards = 0; cards < 60; cards++) {
        Object.assign(given, await answerCard(page, answers))
        if ((await page.locator('.steps').textContent()) === 'The last question') break
        await goOn(page)
      }
      return given
    },
    /** Waits until the answers are saved as far as the card that is shown. Returns their id. */
    async savedTo(page: Page): Promise<string> {
      const id = await idOnPage(page)
      const [key] = await keysOnCard(page)
      await expect
        .poll(async () => (await stored()).partials.find((one) => one.id === id)?.page)
        .toBe(`page-${key}`)
      return id
    },
    /** The response that came last is what was entered, and so is its coding. */
    async expectStored(given: Record<string, unknown>): Promise<void> {
      const { responses, observations } = await stored()
      const last = responses.at(-1)
      expect(last?.answers).toEqual(given)
      const coded = compileResponse(fieldwork.codeBook)(given)
      const observation = observations.find(({ responseId }) => responseId === last?.id)
      expect(coded.ok && coded.observations[0]?.scores).toEqual(observation?.scores)
    },
    async close(): Promise<void> {
      for (const context of contexts) await context.close()
      await site.close()
    },
  }
}
