import { afterAll, beforeAll, expect, it } from 'vitest'
import { compileResponse } from '../../stats/coding/code-loop.ts'
import { drawnProgram } from '../drawn-program.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerCard, goOn, keysOnCard, takenOver } from './answer-card.ts'
import { openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

let site: Awaited<ReturnType<typeof openSite>>
let fieldwork: Awaited<ReturnType<typeof makeFieldwork>>
beforeAll(async () => {
  site = await openSite()
  fieldwork = await makeFieldwork(site.databaseUrl, site.url, drawnProgram)
})
afterAll(() => site.close())

it.each([
  ['with scripts', true, 'en'],
  ['without scripts', false, 'zh-CN'],
])(
  'a phone %s finishes a form that draws its questions, in the order kept with the answers',
  async (_, javaScriptEnabled, locale) => {
    const { fields, attributes, scored, modules = [] } = fieldwork.codeBook
    const answers: Record<string, unknown> = simulateRespondent(fields, { seed: 5, nonAnswers: 0, skips: 0 })
    for (const { code, values } of attributes) answers[code] = values[0]
    const context = await site.browser.newContext({ viewport: PHONE, locale, javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(site.url + fieldwork.path)
    if (javaScriptEnabled) await takenOver(page)

    const seen: string[] = []
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 40 && !(await page.locator('.receipt').isVisible()); cards++) {
      seen.push(...(await keysOnCard(page)))
      Object.assign(given, await answerCard(page, answers))
      await goOn(page)
    }
    await context.close()

    // Seven rules, two features twice, a touchpoint twice, one of the modules that take turns, and the region.
    const turning = modules.filter(({ asked }) => asked === 'rotating').map((module) => module.fields)
    const turns = turning.filter((own) => own.some((code) => seen.includes(code)))
    expect(seen.filter((code) => code.startsWith('kano.'))).toHaveLength(4)
    expect(seen.filter((code) => code.startsWith('touch.'))).toHaveLength(2)
    expect(turns).toHaveLength(1)
    expect(seen).toHaveLength(7 + 4 + 2 + turns.flat().length + 1)
    expect(Object.keys(given).toSorted()).toEqual(seen.toSorted())

    const { responses, observations, partials } = await storedOf(
      site.databaseUrl,
      fieldwork.organisationId,
      fieldwork.waveId,
    )
    const response = responses.at(-1)
    expect(partials).toEqual([])
    expect(response?.answers).toEqual(given)
    const order = (response?.layout as { order: string } | undefined)?.order ?? ''
    expect(order.split(' ').map((place) => fields[Number(place)]?.code)).toEqual(
      seen.filter((code) => code !== 'region'),
    )
    const own = observations.find(({ responseId }) => responseId === response?.id)
    const coded = compileResponse(fieldwork.codeBook)(given, new Set(seen))
    expect(coded.ok && coded.observations[0]?.scores).toEqual(own?.scores)
    // A rating is its own score; where nothing was asked there is none.
    scored.forEach((code, place) => {
      const isRating = fields.some((field) => field.code === code && field.answer.kind === 'rating')
      if (isRating) expect([code, own?.scores[place]]).toEqual([code, given[code] ?? null])
    })
  },
)
