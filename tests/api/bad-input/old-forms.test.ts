import { afterAll, describe, expect, it } from 'vitest'
import type { OpenForm } from '../../../api/contract/response.ts'
import { done, openFieldwork, submission } from '../../test-app.ts'
import { openDoor } from './door.ts'

const { test, mine, expectRefused, expectTaken } = await openDoor()
afterAll(() => test.stop())

const loyal = { instrument: { name: 'nps', version: 1 }, parameters: {}, asked: 'always' as const, weight: 1 }

describe('case 6: a wave that has moved on to a newer form', () => {
  it('judges answers by the form they say they are to, and by the newest where they say none', async () => {
    const { program, wave, path } = await openFieldwork(mine.ask)
    const begun = await done<OpenForm>(test.ask('GET', `${path}/form`))
    expect(begun.formNumber).toBe(1)
    await done(mine.ask('PATCH', `/api/programs/${program.id}`, { modules: [...program.modules, loyal] }))
    await done(mine.ask('POST', `/api/programs/${program.id}/publish`))
    await done(mine.ask('PATCH', `/api/waves/${wave.id}`, { formNumber: 2 }))
    await new Promise((later) => setTimeout(later, 5200))

    await expectTaken(path, { ...submission(), form: 1 })
    await expectRefused(path, { ...submission({ nps: 9 }), form: 1 }, 422, 'is not asked by this form')
    await expectRefused(path, { ...submission(), form: 3 }, 404, 'link or form: there is none')
    for (const form of [0, -1, 1.5, '1', null, 1e9]) {
      await expectRefused(path, { ...submission(), form }, 422, 'form: ')
    }
    const newest = await done<OpenForm>(test.ask('GET', `${path}/form`))
    expect(newest.formNumber).toBe(2)
    await expectRefused(path, submission(), 422, 'is not answered')
  })

  it('has no other program’s form', async () => {
    const one = await openFieldwork(mine.ask)
    await expectRefused(one.path, { ...submission(), form: 2 }, 404, 'link or form: there is none')
  })
})
