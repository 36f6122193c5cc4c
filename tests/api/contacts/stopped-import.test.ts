import { expect, it } from 'vitest'
import type { ContactImport } from '../../../api/contract/contact-import.ts'
import { updateImportEnded } from '../../../api/db/contact-imports.ts'
import { lockRegister } from '../../../api/db/contact-rules.ts'
import { importContacts } from '../../../api/jobs/import-contacts.ts'
import { done, startTestApp } from '../../test-app.ts'
import { holding } from '../hold.ts'
import { registerOf } from '../register.ts'

const { test, mine } = await startTestApp()
const { organisationId } = mine
const register = registerOf(test, mine)
const { waiting, inside } = holding(test.databases, organisationId)

/** Statement by statement what stopping it does, with the register in hand: the step must not hold what it wants next. */
it('an import is stopped while its next step begins', async () => {
  const failed: unknown[] = []
  const rows = Array.from({ length: 2000 }, (_, i) => `s${i}@example.org`).join('\n')
  const { body } = await register.upload(`email\n${rows}\n`)
  await done(mine.ask('POST', `/api/contacts/imports/${body.id}/start`, {}))
  let reading: Promise<void> | undefined
  await inside(async (db) => {
    await lockRegister(db)
    const log = { error: (said: unknown) => failed.push(said) } as never
    const tools = { db: test.databases.app, marks: test.marks, log }
    reading = importContacts(tools, { organisationId, importId: body.id })
    await waiting(1)
    expect(await updateImportEnded(db, body.id, 'cancelled')).toBeDefined()
  })
  await reading
  expect(failed).toEqual([])
  expect(await done<ContactImport>(mine.ask('GET', `/api/contacts/imports/${body.id}`))).toMatchObject({
    state: 'cancelled',
    added: 0,
  })
})
