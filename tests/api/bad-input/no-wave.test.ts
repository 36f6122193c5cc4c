import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import type { Program } from '../../../api/contract/program.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { done, newProgram, openFieldwork, submission } from '../../test-app.ts'
import { openDoor } from './door.ts'

const { test, mine, everything, expectRefused, expectTaken } = await openDoor()
afterAll(() => test.stop())

describe('case 21: drafts and what is gone', () => {
  it('a draft has no wave, so no link, so no answers', async () => {
    const draft = await done<Program>(mine.ask('POST', '/api/programs', newProgram()))
    const before = await everything()
    const days = { name: 'W', opensOn: '2020-01-01', closesOn: '2099-01-01' }
    const wave = await mine.ask('POST', `/api/programs/${draft.id}/waves`, days)
    expect([wave.status, wave.body.error.message]).toEqual([
      409,
      'program: publish it first; a wave needs a frozen form',
    ])
    for (const id of [draft.id, draft.id.replaceAll('-', '')]) {
      await expectRefused(`/r/${id}`, submission(), 404, 'there is n')
    }
    expect(await everything()).toEqual(before)
  })

  it('a program with answers in the field cannot be removed; its link goes on', async () => {
    const { program, path } = await openFieldwork(mine.ask)
    await expectTaken(path, { ...submission() })
    const before = await everything()
    const removed = await mine.ask('DELETE', `/api/programs/${program.id}`)
    expect([removed.status, removed.body.error.message]).toEqual([409, expect.stringContaining('published')])
    expect(await everything()).toEqual(before)
    await expectTaken(path, { ...submission() })
  })

  it.each(['wave', 'collector'] as const)(
    'a %s that is gone from the database takes nothing, at once and later',
    async (table) => {
      const { wave, collector, path } = await openFieldwork(mine.ask)
      await expectTaken(path, { ...submission() })
      await withOrganisation(test.databases.app, mine.organisationId, async (db) => {
        await sql`delete from collector where id = ${collector.id}`.execute(db)
        if (table === 'wave') await sql`delete from wave where id = ${wave.id}`.execute(db)
      })
      const before = await everything()
      // The link is kept in memory for some seconds; what is written is asked of the database.
      if (table === 'wave') await expectRefused(path, submission(), 410, 'takes no more answers')
      await new Promise((later) => setTimeout(later, 5200))
      await expectRefused(path, submission(), 404, 'link: there is none')
      expect((await test.ask('GET', `${path}/form`)).status).toBe(404)
      expect((await test.app.request(path, { headers: { accept: 'text/html' } })).status).toBe(404)
      expect(await everything()).toEqual(before)
    },
  )
})
