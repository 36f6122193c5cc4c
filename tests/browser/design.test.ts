import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newModule } from '../../web/studio/new-module.ts'
import { newProgram } from '../new-program.ts'
import { makeDraft, signUp } from './designer.ts'
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
})
