import { pino } from 'pino'
import { expect, it } from 'vitest'
import type { ContactPage } from '../../../api/contract/contact.ts'
import { importContacts } from '../../../api/jobs/import-contacts.ts'
import { done, startTestApp } from '../../test-app.ts'
import { holding } from '../hold.ts'
import { registerOf } from '../register.ts'

// No worker: the test does the queue's work itself, when it wants.
const { test, mine } = await startTestApp()
const register = registerOf(test, mine)
const { organisationId } = mine
const { hold, waiting } = holding(test.databases, organisationId)

it('an import that begins while a text becomes a list reads by the list', async () => {
  const branch = { key: 'branch', title: { en: 'Branch' } }
  await done(mine.ask('POST', '/api/contacts/attributes', { ...branch, values: [] }))
  const held = { customerNumber: 'B-1', name: 'A', attributes: { branch: 'In the West' } }
  await done(mine.ask('POST', '/api/contacts', held))
  const { body } = await register.upload('customer-number,branch\nB-2,in the west\n')
  await done(mine.ask('POST', `/api/contacts/imports/${body.id}/start`, {}))

  const letGo = await hold((db) => db.selectFrom('contact').select('id').forUpdate().execute())
  const making = mine.ask('POST', '/api/contacts/attributes/branch/list', {
    values: [{ code: 'west', title: { en: 'In the West' } }],
  })
  await waiting(1)
  const work = { db: test.databases.app, marks: test.marks, log: pino({ level: 'silent' }) }
  const reading = importContacts(work, { organisationId, importId: body.id })
  await waiting(2)
  await letGo()
  expect((await making).status).toBe(200)
  await reading
  const { contacts } = await done<ContactPage>(mine.ask('GET', '/api/contacts'))
  expect(contacts.map(({ attributes }) => attributes['branch'])).toEqual(['west', 'west'])
})
