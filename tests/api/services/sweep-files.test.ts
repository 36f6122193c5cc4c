import { expect, it } from 'vitest'
import { insertFilePart } from '../../../api/db/file-parts.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { lookAfterFieldwork } from '../../../api/jobs/look-after-fieldwork.ts'
import { startTestApp } from '../../test-app.ts'

const { test, mine } = await startTestApp()

const HOUR_MS = 3600_000

it('files that nobody imported are gone after a day, whether or not another one comes', async () => {
  const { organisationId } = mine
  const inside = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
    withOrganisation(test.databases.app, organisationId, work)
  const keptAt = async (of: 'contacts' | 'interviews', hoursAgo: number) => {
    const id = uuidv7(Date.now() - hoursAgo * HOUR_MS)
    await inside((db) =>
      insertFilePart(db, organisationId, { of, id }, { position: 0, bytes: Buffer.from('ada@example.org') }),
    )
    return id
  }
  await keptAt('contacts', 25)
  await keptAt('interviews', 25)
  const fresh = { contacts: await keptAt('contacts', 23), interviews: await keptAt('interviews', 23) }

  const log = { info: () => undefined, error: (problem: unknown) => expect(problem).toBeUndefined() }
  await lookAfterFieldwork(test.databases, log as never)
  const left = await inside(async (db) => ({
    contacts: await db.selectFrom('contactImportPart').select('importId').execute(),
    interviews: await db.selectFrom('uploadPart').select('uploadId').execute(),
  }))
  expect(left).toEqual({
    contacts: [{ importId: fresh.contacts }],
    interviews: [{ uploadId: fresh.interviews }],
  })
})
