import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Wave } from '../../../api/contract/wave.ts'
import { done, openFieldwork, startTestApp } from '../../test-app.ts'

const { test, mine } = await startTestApp()

it('two people who change different things of a wave at once both have their way', async () => {
  const { wave } = await openFieldwork(mine.ask)
  const path = `/api/waves/${wave.id}`
  // Both changes are held up at the same place, then let go.
  const changes = await test.databases.app.transaction().execute(async (db) => {
    await sql`select change_wave(${wave.id})`.execute(db)
    const begun = [
      mine.ask('PATCH', path, { name: 'Renamed' }),
      mine.ask('PATCH', path, { closesOn: '2098-01-01' }),
    ]
    await new Promise((later) => setTimeout(later, 500))
    return { begun }
  })
  expect((await Promise.all(changes.begun)).map(({ status }) => status)).toEqual([200, 200])
  expect(await done<Wave>(mine.ask('GET', path))).toMatchObject({ name: 'Renamed', closesOn: '2098-01-01' })
})
