import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Module } from '../../api/contract/program.ts'
import { packStates } from '../../api/db/observations.ts'
import { layOut } from '../../api/forms/lay-out.ts'
import { compileResponse } from '../../stats/coding/code-loop.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import { type Instrument, LANGUAGES } from '../../stats/instruments/instrument.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { exampleSettings } from '../forms/example-settings.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerAll, takenOver } from './answer-card.ts'
import { newComplaints, openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

const LOCALES = { en: 'en', 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW' } as const

/** Everything the instrument can ask, with a designer's own features and attributes. */
const moduleOf = (instrument: Instrument): Module => ({
  instrument: { name: instrument.name, version: instrument.version },
  parameters: { ...exampleSettings(instrument, 'all') },
  asked: 'always',
  weight: 1,
})

describe('every instrument in every language, answered on a phone', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  beforeAll(async () => {
    site = await openSite()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph(task.name.replaceAll(/\W+/g, '-').slice(0, 60))
  })
  afterAll(() => site.close())

  it.each(CATALOGUE.map((instrument) => [instrument.name, instrument] as const))(
    '%s is coded to what was entered',
    { timeout: 120_000 },
    async (_, instrument) => {
      const design = { modules: [moduleOf(instrument)], attributes: ['region'] }
      const { organisationId, waveId, path, codeBook } = await makeFieldwork(
        site.databaseUrl,
        site.url,
        design,
      )
      const given = new Map<string, Readonly<Record<string, unknown>>>()
      await Promise.all(
        LANGUAGES.map(async (language, i) => {
          const answers = {
            ...simulateRespondent(codeBook.fields, { seed: i + 1, nonAnswers: 0.15, skips: 0.2 }),
            region: 'local',
          }
          const phone = await site.visitor(PHONE, LOCALES[language])
          await phone.goto(site.url + path)
          expect(await phone.evaluate(() => document.documentElement.lang)).toBe(language)
          await takenOver(phone)
          given.set(language, await answerAll(phone, answers))
          expect(given.get(language)).toEqual(answers)
          await phone.context().close()
        }),
      )
      expect(newComplaints()).toEqual([])

      const { responses, observations } = await storedOf(site.databaseUrl, organisationId, waveId)
      expect(responses.map(({ language }) => language).toSorted()).toEqual([...LANGUAGES].toSorted())
      const code = compileResponse(codeBook)
      for (const { id, language, answers } of responses) {
        expect(answers).toEqual(given.get(language))
        const layout = layOut(codeBook, id)
        const coded = code(given.get(language), layout === null ? undefined : new Set(layout.order))
        if (!coded.ok) throw new Error(JSON.stringify(coded.problems))
        const [expected] = coded.observations
        expect(observations.find(({ responseId }) => responseId === id)).toMatchObject({
          scores: expected?.scores,
          states: packStates(expected?.states ?? []),
          attributes: { region: 'local' },
        })
      }
    },
  )
})
