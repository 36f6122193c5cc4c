import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContactPage } from '../../../api/contract/contact.ts'
import type { ContactImport } from '../../../api/contract/contact-import.ts'
import { importContacts } from '../../../api/jobs/import-contacts.ts'
import { createTestApp, done } from '../../test-app.ts'
import { dyingAfter } from '../dying-database.ts'
import { registerOf } from '../register.ts'

const ROWS = 3000

describe('an import whose worker dies', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let mine: Awaited<ReturnType<typeof test.organisation>>

  beforeAll(async () => {
    // No worker: the test does the queue's work itself, and lets it die.
    test = await createTestApp()
    mine = await test.organisation('Mine')
  })
  afterAll(() => test.stop())

  it('goes on where it was: every row once, also when two workers have it', async () => {
    const rows = Array.from({ length: ROWS }, (_, i) => `N-${i},n${i}@example.org`)
    // One person comes again at the end, after the worker has died: still known.
    const file = `customer-number,email\n${rows.join('\n')}\n,n0@example.org\n`
    const { body } = await registerOf(test, mine).upload(file)
    await done(mine.ask('POST', `/api/contacts/imports/${body.id}/start`, {}))
    const work = { organisationId: mine.organisationId, importId: body.id }
    const log = pino({ level: 'silent' })

    await expect(
      importContacts({ db: dyingAfter(test.databases.app, 9), marks: test.marks, log }, work),
    ).rejects.toThrow('Connection terminated')
    const halfway = await done<ContactImport>(mine.ask('GET', `/api/contacts/imports/${body.id}`))
    expect(halfway.state).toBe('running')
    expect(halfway.rowsDone).toBeGreaterThan(0)
    expect(halfway.rowsDone).toBeLessThan(ROWS)
    const { total } = await done<ContactPage>(mine.ask('GET', '/api/contacts'))
    expect(total).toBe(halfway.rowsDone)

    await Promise.all(
      [1, 2].map(() => importContacts({ db: test.databases.app, marks: test.marks, log }, work)),
    )
    const ended = await done<ContactImport>(mine.ask('GET', `/api/contacts/imports/${body.id}`))
    expect(ended).toMatchObject({ state: 'done', rowsDone: ROWS + 1, added: ROWS, updated: 0, rejected: 1 })
    expect((await done<ContactPage>(mine.ask('GET', '/api/contacts'))).total).toBe(ROWS)
    // Done is done: the queue giving it once more changes nothing.
    await importContacts({ db: test.databases.app, marks: test.marks, log }, work)
    expect((await done<ContactPage>(mine.ask('GET', '/api/contacts'))).total).toBe(ROWS)
  })
})
