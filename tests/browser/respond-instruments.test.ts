import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NewProgram } from '../../api/contract/program.ts'
import { compileResponse } from '../../stats/coding/code-loop.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import type { Language } from '../../stats/instruments/instrument.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { exampleSettings } from '../forms/example-settings.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerAll, answerCard, goOn, takenOver } from './answer-card.ts'
import { openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

const LANGUAGES = [
  ['en', 'en'],
  ['zh-Hans', 'zh-CN'],
  ['zh-Hant', 'zh-TW'],
] as const

type Fieldwork = Awaited<ReturnType<typeof makeFieldwork>>

/** Everything that can be asked, in every language; where that can be left out, the least, in one of them. */
const FORMS = CATALOGUE.flatMap((instrument, place) => [
  { instrument, place, extent: 'all' as const, languages: LANGUAGES },
  ...(instrument.parameters === undefined
    ? []
    : [{ instrument, place, extent: 'least' as const, languages: [LANGUAGES[place % 3]!] }]),
])

describe.each(FORMS.map((form) => [form.instrument.name, form.extent, form] as const))(
  '%s with %s it may ask',
  (_, extent, { instrument, place, languages }) => {
    let fieldwork: Fieldwork
    beforeAll(async () => {
      const { name, version } = instrument
      const parameters = exampleSettings(instrument, extent)
      const module = { instrument: { name, version }, parameters, asked: 'always' as const, weight: 1 }
      fieldwork = await makeFieldwork(site.databaseUrl, site.url, { modules: [module], attributes: [] })
    })

    // Side by side: a card waits for the network more than for the processor.
    it.concurrent.each(languages)(
      'is filled in on a phone in %s, and coded as it was entered',
      async (language, locale) => {
        const { page, close } = await openPhone(fieldwork, language, locale)
        expectIn(language, (await page.locator('h1').textContent()) ?? '')
        const seed = 100 * place + LANGUAGES.findIndex(([one]) => one === language)
        const answers = simulateRespondent(fieldwork.codeBook.fields, { seed, nonAnswers: 0.15, skips: 0.2 })
        const given = await answerAll(page, answers)
        await close()

        expect(given).toEqual(answers)
        const { response, scores } = await storedIn(fieldwork, language)
        expect(response).toMatchObject({ answers })
        const coded = compileResponse(fieldwork.codeBook)(answers)
        expect(scores).toEqual(coded.ok ? coded.observations.map(({ scores }) => scores) : [])
      },
    )
  },
)

/** What is asked first, and how much the price may rise, as we would read it aloud. */
const BY_HAND = {
  en: [
    'Before you bought from Ours, how high did you expect its overall quality to be?',
    'By how many percent could Ours raise its price before you would certainly go elsewhere?',
  ],
  'zh-Hans': ['购买Ours之前，您对其总体质量的期望有多高？', 'Ours的价格要上涨百分之几，您才一定会改选别家？'],
  'zh-Hant': ['購買Ours之前，您對其整體品質的期望有多高？', 'Ours的價格要上漲百分之幾，您才一定會改選別家？'],
} as const

describe('an index, worked out by hand', () => {
  let fieldwork: Fieldwork
  beforeAll(async () => {
    const acsi = {
      instrument: { name: 'acsi', version: 1 },
      parameters: {},
      asked: 'always' as const,
      weight: 1,
    }
    fieldwork = await makeFieldwork(site.databaseUrl, site.url, { modules: [acsi], attributes: [] })
  })

  it.each(LANGUAGES)('asks in %s what it says, and scores what was tapped', async (language, locale) => {
    const { page, close } = await openPhone(fieldwork, language, locale)
    const answers = {
      ...{ exp1: 6, exp2: 7, exp3: 'dont_know', qua1: 8, qua2: 9, qua3: 10, val1: 4, val2: 3 },
      ...{
        sat1: 8,
        sat2: 5,
        sat3: 'not_applicable',
        com1: 'yes',
        com1a: ['staff', 'online'],
        loy1: 9,
        pt_up: 10,
      },
    }
    const headings: string[] = []
    for (let cards = 0; cards < 20 && !(await page.locator('.receipt').isVisible()); cards++) {
      headings.push((await page.locator('h1').textContent()) ?? '')
      await answerCard(page, answers)
      await goOn(page)
    }
    await close()

    const [first, rise] = BY_HAND[language]
    expect([headings[0], headings.at(-1)]).toEqual([first, rise])
    expect(headings).toHaveLength(15)
    const { response, scores } = await storedIn(fieldwork, language)
    expect(response?.answers).toEqual(answers)
    const own = scores[0] ?? []
    expect(Object.fromEntries(fieldwork.codeBook.scored.map((code, place) => [code, own[place]]))).toEqual({
      ...{ exp1: 6, exp2: 7, exp3: null, qua1: 8, qua2: 9, qua3: 10, val1: 4, val2: 3 },
      ...{ sat1: 8, sat2: 5, sat3: null, com1: 1, loy1: 9, pt_up: 10, pt_down: null },
      ...{ 'com1a.company': 0, 'com1a.staff': 1, 'com1a.people': 0, 'com1a.online': 1 },
      // 1 + 9 (10 + 25) / 50: handbook 1.3.
      loy2: 7.3,
    })
  })
})

it.each([
  ['en', 'en', '1,200', 1200],
  ['zh-Hans', 'zh-CN', '１，２００', 1200],
  ['zh-Hant', 'zh-TW', '12.5', 12.5],
] as const)('hours typed in %s (%s) as "%s" are %d hours', async (language, locale, typed, hours) => {
  const complaints = {
    instrument: { name: 'complaints', version: 1 },
    parameters: {},
    asked: 'always',
    weight: 1,
  }
  const fieldwork = await makeFieldwork(site.databaseUrl, site.url, {
    ...{ modules: [complaints as NewProgram['modules'][number]], attributes: [] },
  })
  const { page, close } = await openPhone(fieldwork, language, locale)
  const told = {
    ...{ 'complaint.problem': 'yes', 'complaint.told': 'yes', 'complaint.channel': ['web'] },
    ...{ 'complaint.resolved': 'later', 'complaint.outcome': 4, 'complaint.procedure': 5 },
    ...{ 'complaint.interaction': 6, 'complaint.stay': 7 },
  }
  const field = page.locator('input[name="q:complaint.hours"]')
  for (let cards = 0; cards < 10 && (await field.count()) === 0; cards++) {
    await answerCard(page, told)
    await goOn(page)
  }
  // Beside it a text that is no number is told so, and stays to be mended.
  await field.fill('1.200,5')
  await page.locator('.steer .button').last().click()
  await page.locator('.problem').waitFor()
  expect(await page.locator('.problem').textContent()).toContain('1200')
  expect(await field.inputValue()).toBe('1.200,5')
  await field.fill(typed)
  await page.locator('.steer .button').last().click()
  await field.waitFor({ state: 'detached' })
  await answerAll(page, told)
  await close()
  const { response, scores } = await storedIn(fieldwork, language)
  expect(response?.answers).toEqual({ ...told, 'complaint.hours': hours })
  expect(scores[0]?.[fieldwork.codeBook.scored.indexOf('complaint.hours')]).toBe(hours)
})

async function openPhone({ path }: Fieldwork, language: Language, locale: string) {
  const context = await site.browser.newContext({ viewport: PHONE, locale })
  const page = await context.newPage()
  await page.goto(site.url + path)
  expect(await page.locator('html').getAttribute('lang')).toBe(language)
  await takenOver(page)
  return { page, close: () => context.close() }
}

/** Frequent characters in one way of writing Chinese and in the other. */
const ONLY = {
  'zh-Hans': /[这个为们务员质满总对时应谁没购买从选择给让过会说网问题顾虑亲处换离开]/,
  'zh-Hant': /[這個為們務員質滿總對時應誰沒購買從選擇給讓過會說網問題顧慮親處換離開]/,
} as const

/** The words are of this language, and of no other. */
function expectIn(language: Language, words: string): void {
  const isChinese = /[\u4e00-\u9fff]/.test(words)
  expect([words, isChinese]).toEqual([words, language !== 'en'])
  if (language === 'en') return
  const other = language === 'zh-Hans' ? 'zh-Hant' : 'zh-Hans'
  expect(words).not.toMatch(new RegExp(`[${onlyIn(other, language)}]`))
}

/** Without what both write alike. */
const onlyIn = (one: keyof typeof ONLY, other: keyof typeof ONLY): string =>
  [...ONLY[one].source.slice(1, -1)].filter((character) => !ONLY[other].test(character)).join('')

async function storedIn({ organisationId, waveId }: Fieldwork, language: Language) {
  const { responses, observations } = await storedOf(site.databaseUrl, organisationId, waveId)
  const response = responses.find((one) => one.language === language)
  const own = observations.filter(({ responseId }) => responseId === response?.id)
  return { response, scores: own.map(({ scores }) => scores) }
}

let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
