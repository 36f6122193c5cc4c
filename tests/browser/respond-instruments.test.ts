import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileResponse } from '../../stats/coding/code-loop.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { exampleSettings } from '../forms/example-settings.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerAll, takenOver } from './answer-card.ts'
import { openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

const LANGUAGES = [
  ['en', 'en'],
  ['zh-Hans', 'zh-CN'],
  ['zh-Hant', 'zh-TW'],
] as const

describe.each(CATALOGUE.map((instrument, place) => [instrument.name, instrument, place] as const))(
  '%s',
  (_, instrument, place) => {
    let fieldwork: Awaited<ReturnType<typeof makeFieldwork>>
    beforeAll(async () => {
      const { name, version } = instrument
      const parameters = exampleSettings(instrument, 'all')
      const module = { instrument: { name, version }, parameters, asked: 'always' as const, weight: 1 }
      fieldwork = await makeFieldwork(site.databaseUrl, site.url, { modules: [module], attributes: [] })
    })

    // Side by side: a card waits for the network more than for the processor.
    it.concurrent.each(LANGUAGES)(
      'is filled in on a phone in %s, and coded as it was entered',
      async (language, locale) => {
        const context = await site.browser.newContext({ viewport: PHONE, locale })
        const page = await context.newPage()
        await page.goto(site.url + fieldwork.path)
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        await takenOver(page)
        const seed = 100 * place + LANGUAGES.findIndex(([one]) => one === language)
        const answers = simulateRespondent(fieldwork.codeBook.fields, { seed, nonAnswers: 0.15, skips: 0.2 })
        const given = await answerAll(page, answers)
        await context.close()

        expect(given).toEqual(answers)
        const { responses, observations } = await storedOf(
          site.databaseUrl,
          fieldwork.organisationId,
          fieldwork.waveId,
        )
        const response = responses.find((one) => one.language === language)
        expect(response).toMatchObject({ answers })
        const coded = compileResponse(fieldwork.codeBook)(answers)
        const own = observations.filter(({ responseId }) => responseId === response?.id)
        expect(own.map(({ scores }) => scores)).toEqual(
          coded.ok ? coded.observations.map(({ scores }) => scores) : [],
        )
      },
    )
  },
)

let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
