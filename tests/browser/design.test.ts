import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { MOST, type Program } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { catalogue } from '../../api/forms/summaries.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import { newModule } from '../../web/studio/new-module.ts'
import { exampleSettings } from '../forms/example-settings.ts'
import { newProgram } from '../new-program.ts'
import { ask, makeDraft, openSurvey, signUp } from './designer.ts'
import { DESKTOP, expectAccessible, newComplaints, openSite } from './site.ts'

const module = (name: string) => newModule({ name, version: 1 })

describe('the questionnaire, as a designer changes it', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let designer: Page
  beforeAll(async () => {
    site = await openSite()
    designer = await site.visitor(DESKTOP, 'en')
    await signUp(designer, site.url)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph(`design-${task.id}`)
  })
  afterAll(() => site.close())

  it('a block asked of a random share is for everybody again, and is published so', async () => {
    const modules = [module('acsi'), { ...module('nps'), asked: 'rotating' as const }]
    const id = await makeDraft(designer, newProgram({ modules, rotating: 1 }))
    await designer.goto(`${site.url}/programs/${id}`)
    await designer.getByRole('button', { name: 'Settings' }).nth(1).click()
    await designer.getByText('Everybody', { exact: true }).click()
    await designer.getByText('All changes saved').first().waitFor()
    await expect.poll(() => designer.getByLabel(/Of the 1 block drawn at random/).count()).toBe(0)
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Publish…' }).click()
    await designer.getByRole('button', { name: 'Publish and freeze' }).click()
    await designer.getByRole('heading', { name: 'Open the first wave' }).waitFor()
    expect(newComplaints()).toEqual([])
  })

  it('says where a program is full instead of offering what would be refused', async () => {
    const modules = CATALOGUE.filter(({ family }) => family !== 'index')
      .slice(0, MOST.modules)
      .map((instrument) => ({ ...newModule(instrument), parameters: exampleSettings(instrument, 'least') }))
    const attributes = catalogue().attributes.map(({ code }) => code)
    const brands = Array.from({ length: MOST.brands }, (_, i) => ({ name: `Brand ${i}`, own: i === 0 }))
    const full = { modules, attributes: attributes.slice(0, MOST.attributes), brands }
    const id = await makeDraft(designer, newProgram(full))
    await designer.goto(`${site.url}/programs/${id}`)
    await designer.getByText('A form asks at most 20 of these').waitFor()
    const last = designer.locator(`input[type=checkbox][value="${attributes.at(-1)}"]`)
    expect(await last.isDisabled()).toBe(true)
    await designer.getByText('A program has room for 12 brands').waitFor()
    expect(await designer.getByRole('button', { name: 'Add a competitor' }).isDisabled()).toBe(true)
    await designer.getByText('A program has room for 20 blocks').waitFor()
    await designer.getByRole('button', { name: 'Add a block of questions' }).click()
    const adds = designer.getByRole('dialog').getByRole('button', { name: /^Add / })
    await adds.first().waitFor()
    for (const add of await adds.all()) expect(await add.isDisabled()).toBe(true)
    await expectAccessible(designer)
    await designer.keyboard.press('Escape')
    await designer.getByRole('button', { name: 'Remove Brand 11' }).click()
    await designer.locator(`input[type=checkbox][value="${attributes[0]}"]`).uncheck({ force: true })
    await expect.poll(() => last.isDisabled()).toBe(false)
    await designer.getByText('All changes saved').first().waitFor()
    expect(newComplaints()).toEqual([])
  })

  it('offers no link for a brand that the form of the wave does not know yet', async () => {
    const { waveId } = await openSurvey(designer, newProgram({ loop: 2 }))
    const wave = await ask<Wave>(designer, 'GET', `/api/waves/${waveId}`)
    const address = `/api/programs/${wave.programId}`
    const brands = [...newProgram().brands, { name: 'Later', own: false }]
    await ask(designer, 'PATCH', address, { brands })
    await ask(designer, 'POST', `${address}/publish`)
    await designer.goto(`${site.url}/programs/${wave.programId}/waves/${waveId}`)
    await designer.getByText('Form 1, which this wave asks, does not know Later yet').waitFor()
    const offered = () => designer.getByLabel('Link for').locator('option').allTextContents()
    expect(await offered()).toEqual(['All brands', 'Theirs'])
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Move to form 2' }).click()
    await designer.getByRole('dialog').getByRole('button', { name: 'Move to form 2' }).click()
    await expect.poll(offered).toEqual(['All brands', 'Theirs', 'Later'])
    expect(newComplaints()).toEqual([])
  })

  it('freezes the design as it stands, however slow the line is', async () => {
    const id = await makeDraft(designer, newProgram())
    await designer.goto(`${site.url}/programs/${id}`)
    const own = designer.getByRole('textbox', { name: 'Your brand' })
    await own.waitFor()
    const order: string[] = []
    await designer.route(/\/api\/programs\//, async (route) => {
      const method = route.request().method()
      if (method === 'PATCH') await new Promise((done) => setTimeout(done, 2000))
      if (method !== 'GET') order.push(`${method} ${route.request().postData() ?? ''}`)
      await route.continue()
    })
    const saving = designer.waitForRequest((request) => request.method() === 'PATCH')
    await own.fill('Renamed')
    await saving
    await designer.getByRole('button', { name: 'Publish…' }).click()
    await designer.getByRole('button', { name: 'Publish and freeze' }).click()
    await designer.getByRole('heading', { name: 'Open the first wave' }).waitFor()
    await designer.unroute(/\/api\/programs\//)
    expect(order.map((sent) => sent.split(' ')[0])).toEqual(['PATCH', 'POST'])
    const program = await ask<Program>(designer, 'GET', `/api/programs/${id}`)
    expect(program.brands.map(({ name }) => name)).toEqual(['Renamed', 'Theirs'])
    expect(program.edited).toBe(false)
  })

  it('says before publishing what a block still lacks', async () => {
    const text = { en: 'Night line', 'zh-Hans': '夜间热线', 'zh-Hant': '夜間專線' }
    const features = [{ key: 'night', text, description: { en: 'Until two.' } }]
    const modules = [module('acsi'), { ...module('kano'), parameters: { features } }]
    const id = await makeDraft(designer, newProgram({ modules }))
    await designer.goto(`${site.url}/programs/${id}`)
    await designer.getByText('a description is missing in a language').waitFor()
    await designer.getByRole('button', { name: 'Publish…' }).click()
    const said = designer.getByRole('dialog').getByRole('listitem')
    await said.first().waitFor()
    expect(await said.allTextContents()).toEqual([
      expect.stringMatching(/^Kano.* – .+: a description is missing in a language\.$/),
    ])
    await expectAccessible(designer)
    expect(newComplaints()).toEqual([])
  })

  it.each([
    ['en', 'This program measures no satisfaction index.', 'Kano categories', 'Change the questionnaire'],
    ['zh-CN', '本项目没有测量满意度指数。', 'Kano分类', '修改问卷'],
    ['zh-TW', '本專案沒有測量滿意度指數。', 'Kano分類', '修改問卷'],
  ])('says in %s what a program without an index leads to instead', async (locale, title, list, act) => {
    const text = { en: 'Night line', 'zh-Hans': '夜间热线', 'zh-Hant': '夜間專線' }
    const kano = { ...module('kano'), parameters: { features: [{ key: 'night', text }] } }
    const { waveId } = await openSurvey(designer, newProgram({ modules: [kano] }))
    const { programId } = await ask<Wave>(designer, 'GET', `/api/waves/${waveId}`)
    const reader = await site.visitor(DESKTOP, locale)
    await reader.context().addCookies(await designer.context().cookies())
    await reader.goto(`${site.url}/programs/${programId}/results`)
    await reader.getByRole('heading', { name: title }).waitFor()
    await reader.getByText(list).waitFor()
    await reader.getByText('POST /api/analyses').waitFor()
    await reader.getByRole('link', { name: act }).waitFor()
    await expectAccessible(reader)
    // The refusal itself.
    expect(newComplaints()).toEqual([expect.stringContaining('409')])
  })
})
