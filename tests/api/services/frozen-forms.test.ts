import { afterAll, beforeAll, expect, it } from 'vitest'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { createFormShelf, type FormShelf } from '../../../api/services/frozen-forms.ts'
import { createRecorder } from '../../../api/services/record-response.ts'
import { submission } from '../../submission.ts'
import { createTestApp, openFieldwork } from '../../test-app.ts'

let test: Awaited<ReturnType<typeof createTestApp>>
let mine: Awaited<ReturnType<typeof test.organisation>>
beforeAll(async () => {
  test = await createTestApp()
  mine = await test.organisation('Mine')
})
afterAll(() => test.stop())

/** A shelf that tells the validators it has handed out. */
function watched() {
  const shelf = createFormShelf()
  const handed: unknown[] = []
  const watching: FormShelf = {
    async find(db, wanted) {
      const form = await shelf.find(db, wanted)
      handed.push(form?.code)
      return form
    },
  }
  return { watching, handed }
}

it('compiles a form once, however many ask for it at once and later', async () => {
  const { program } = await openFieldwork(mine.ask)
  const { watching, handed } = watched()
  const find = () =>
    withOrganisation(test.databases.app, mine.organisationId, (db) =>
      watching.find(db, { programId: program.id, number: 1 }),
    )
  await Promise.all(Array.from({ length: 8 }, find))
  await find()
  expect(handed).toHaveLength(9)
  expect(handed[0]).toBeTypeOf('function')
  expect(new Set(handed).size).toBe(1)
})

it('takes fifty answers, by two links, with one validator', async () => {
  const { wave, key, brandId } = await openFieldwork(mine.ask)
  const other = await mine.ask<{ url: string }>('POST', `/api/waves/${wave.id}/collectors`, { brandId: null })
  const otherKey = new URL(other.body.url).pathname.split('/').at(-1) ?? ''
  const { watching, handed } = watched()
  const record = createRecorder(test.databases.app, watching)
  const taken = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      i % 2 === 0
        ? record(key, JSON.stringify(submission()))
        : record(otherKey, JSON.stringify({ ...submission(), brandId })),
    ),
  )
  expect(new Set(taken.map(({ id }) => id)).size).toBe(50)
  // Each link asked for the form once, and was handed the same.
  expect(handed).toHaveLength(2)
  expect(new Set(handed).size).toBe(1)
})
