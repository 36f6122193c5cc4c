import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { ContactPage } from '../../../api/contract/contact.ts'
import type { ContactImport } from '../../../api/contract/contact-import.ts'
import type { Import } from '../../../api/contract/import.ts'
import { lockRegister } from '../../../api/db/contact-rules.ts'
import { importContacts } from '../../../api/jobs/import-contacts.ts'
import { continueImport } from '../../../api/services/import-interviews.ts'
import { storeUpload } from '../../../api/services/store-upload.ts'
import { sweepFiles } from '../../../api/services/sweep-files.ts'
import { uploadContacts } from '../../../api/services/upload-contacts.ts'
import { done, openFieldwork, startTestApp } from '../../test-app.ts'
import { dyingAfter } from '../dying-database.ts'
import { holding } from '../hold.ts'
import { registerOf } from '../register.ts'
import { everythingStored } from '../stored.ts'

// No worker: the test does the queue's work itself, when it wants.
const { test, mine } = await startTestApp()
const register = registerOf(test, mine)
const log = pino({ level: 'silent' })
const { app: db } = test.databases
const { organisationId } = mine

const { inside, hold, waiting, letOneBy } = holding(test.databases, organisationId)
const add = (contact: object) => done<{ id: string }>(mine.ask('POST', '/api/contacts', contact))
const erase = (id: string) =>
  done(mine.ask('POST', `/api/contacts/${id}/erase`, { responses: 'delete' as const }))
const found = async (search: string) =>
  (await done<ContactPage>(mine.ask('GET', `/api/contacts?search=${encodeURIComponent(search)}`))).total
const queue = async (file: string, plan: object = {}) => {
  const { status, body } = await register.upload(file)
  expect(status).toBe(201)
  await done(mine.ask('POST', `/api/contacts/imports/${body.id}/start`, plan))
  return body.id
}
const run = (importId: string, of = db) =>
  importContacts({ db: of, marks: test.marks, log }, { organisationId, importId })
const progress = (importId: string) =>
  done<ContactImport>(mine.ask('GET', `/api/contacts/imports/${importId}`))

/** Nothing that is stored says any of this. */
async function expectForgotten(traces: readonly string[]) {
  const stored = JSON.stringify(await everythingStored(test, organisationId)).toLowerCase()
  for (const trace of traces) expect([trace, stored.includes(trace.toLowerCase())]).toEqual([trace, false])
}

describe('a person erased while files that hold them are on their way', () => {
  it('does not come back by an import that was queued; a later file may bring them in', async () => {
    const erika = await add({
      customerNumber: 'Q-1001',
      name: 'Erika Queued',
      email: 'erika@queued.example',
      phone: '+4915112345678',
    })
    const rows = [
      'customer-number,name,email,phone',
      'Q-1001,Erika Queued,erika@queued.example,+49 151 12345678',
      // Known by each of the others alone, in other spellings.
      ',E. Q.,ERIKA@queued.example,',
      ',E. Q.,,0049 151 1234 5678',
      // Somebody else by the register's rule, who shares the telephone.
      'Q-2002,Otto Stays,otto@queued.example,+4915112345678',
      // Refused, and naming the person in every way.
      'Q-3003,,erika@queued.example (private),',
      ',Erika,Queued,12',
      'Q-1001,one cell too many,,,',
      'Q-3004,Dear QUEUED Erika,no address,',
      // Too long to be searched.
      `Q-3006,${'长'.repeat(3000)},no address,`,
      'Q-3005,Refused for another reason,no address,',
    ]
    const file = `${rows.join('\n')}\n`
    const importId = await queue(file)
    await erase(erika.id)
    await run(importId)

    expect(await progress(importId)).toMatchObject({ state: 'done', added: 1, rejected: 9 })
    expect(await found('erika')).toBe(0)
    expect(await found('otto stays')).toBe(1)
    await expectForgotten(['Erika', 'Q-1001', '12345678 ', 'E. Q.', 'erika@queued'])
    const refused = await test.app.request(`/api/contacts/imports/${importId}/rejected.csv`, {
      headers: { cookie: mine.cookie },
    })
    const text = await refused.text()
    expect(text.split('\n').filter((line) => line.includes('somebody who was erased'))).toHaveLength(8)
    expect(text).toContain('Refused for another reason')

    expect(text).not.toContain('长')

    const again = await queue(file)
    await run(again)
    expect(await found('erika queued')).toBe(1)
  })

  it('does not come back by an import that was half read, nor stays in what it refused before', async () => {
    const ROWS = 2500
    const rows = Array.from({ length: ROWS }, (_, i) => `H-${i},Person ${i},h${i}@half.example`)
    rows[100] = 'H-100,张伟,h100.half.example'
    const wei = await add({ customerNumber: 'H-2400', name: '张伟', email: 'h2400@half.example' })
    const importId = await queue(`customer-number,name,email\n${rows.join('\n')}\n`)
    await expect(run(importId, dyingAfter(db, 8))).rejects.toThrow('Connection terminated')
    const halfway = await progress(importId)
    expect(halfway.rowsDone).toBeGreaterThan(100)
    expect(halfway.rowsDone).toBeLessThan(2400)

    await erase(wei.id)
    await run(importId)
    expect(await progress(importId)).toMatchObject({ state: 'done', rowsDone: ROWS, rejected: 2 })
    expect(await found('h2400@half.example')).toBe(0)
    expect(await found('h2399@half.example')).toBe(1)
    await expectForgotten(['张伟', 'h2400@half', 'H-2400'])
  })

  it('does not come back whenever in the course of an import they are erased', async () => {
    const [ROWS, PEOPLE] = [4000, 16]
    const number = (i: number) => `R-${String(i).padStart(5, '0')}`
    const rows = Array.from({ length: ROWS }, (_, i) => `${number(i)},race${i}@race.example`)
    const people = await Promise.all(
      Array.from({ length: PEOPLE }, (_, i) => add({ customerNumber: number((i * ROWS) / PEOPLE + 7) })),
    )
    const importId = await queue(`customer-number,email\n${rows.join('\n')}\n`)
    const letGo = await hold(lockRegister)
    const reading = run(importId)
    const letGoAgain = await letOneBy(letGo, lockRegister)
    // One step is done, the next waits, and behind it whoever erases the first.
    expect(await progress(importId)).toMatchObject({ state: 'running', rowsDone: 500 })
    await waiting(1)
    const [last, ...others] = people.map(({ id }) => id).toReversed()
    const erasing = erase(last ?? '')
    await waiting(2)
    await letGoAgain()
    await erasing
    // From the last row to the first: some before their row is read, some after.
    for (const id of others) await erase(id)
    await reading
    expect(await progress(importId)).toMatchObject({ state: 'done', rowsDone: ROWS })
    expect(await found('@race.example')).toBe(ROWS - PEOPLE)
    await expectForgotten(people.map((_, i) => number((i * ROWS) / PEOPLE + 7)))
  })

  it('is not in a file that was still coming in: it is dropped, and says so', async () => {
    const file = 'customer-number,email\nU-7777,uwe@under-way.example\n'
    const fieldwork = await openFieldwork(mine.ask, { name: 'Under way' })
    const coming = async function* () {
      const uwe = await add({ customerNumber: 'U-7777', email: 'uwe@under-way.example' })
      yield Buffer.from(file.slice(0, 20))
      await erase(uwe.id)
      yield Buffer.from(file.slice(20))
    }
    const dropped = { status: 409, code: 'erased-meanwhile' }
    await expect(
      uploadContacts(db, organisationId, { fileName: 'contacts.csv' }, coming()),
    ).rejects.toMatchObject(dropped)
    const interviews = { fileName: 'interviews.csv', body: coming() }
    await expect(storeUpload(db, organisationId, fieldwork.wave.id, interviews)).rejects.toMatchObject(
      dropped,
    )
    const { contact_import_part: parts, upload_part: others } = await everythingStored(test, organisationId)
    expect([parts, others]).toEqual([[], []])
    await expectForgotten(['U-7777', 'uwe@'])
  })

  it('leaves the problems of interviews that were imported, and of those that still are', async () => {
    const fieldwork = await openFieldwork(mine.ask, { name: 'Problems' })
    const items = ['imag1', 'imag2', 'imag3']
    const row = (id: string, value: string) => [id, value, '5', '5'].join()
    const csv = (rows: number) =>
      [
        ['id', ...items].join(),
        row('P-4004', 'paula@problems.example'),
        row('4711', '+49 30 9876-5432'),
        row('P-5', 'seven'),
        ...Array.from({ length: rows }, (_, i) => row(`X-${i}`, 'Paula Problem')),
      ].join('\n')
    const request = (rows: number) => ({ fileName: 'i.csv', csv: csv(rows), brandId: fieldwork.brandId })
    const start = (rows: number) =>
      done<Import>(mine.ask('POST', `/api/waves/${fieldwork.wave.id}/imports`, request(rows)))
    const paula = await add({
      customerNumber: '4711',
      name: 'Paula Problem',
      email: 'paula@problems.example',
      phone: '+493098765432',
    })
    const before = await start(1)
    expect(before.rejected.map(({ value }) => value)).toContain('Paula Problem')
    const waiting = await start(3100)
    expect(waiting.state).toBe('queued')

    await erase(paula.id)
    const never = new AbortController().signal
    await continueImport({ db, marks: test.marks }, organisationId, waiting.id, never)
    for (const { id } of [before, waiting]) {
      const { rejected, state } = await done<Import>(mine.ask('GET', `/api/imports/${id}`))
      expect(state).toBe('done')
      const said = rejected.filter(({ line, column }) => line < 5 && column === 'imag1')
      expect(said.map(({ value }) => value)).toEqual(['', '', 'seven'])
      expect(said[0]?.message).toBe('what stood here was erased with its person')
    }
    await expectForgotten(['paula', '9876-5432'])
  })

  it('is not what the columns of a file without a header are called', async () => {
    const nora = await add({ customerNumber: 'N-9009', name: 'Nora Header', email: 'nora@header.example' })
    const file = 'N-9009,Nora Header,nora@header.example\nN-9010,Next,next@header.example\n'
    const mapping = {
      'N-9009': 'customer-number',
      'Nora Header': 'name',
      'nora@header.example': 'email',
    }
    const early = await queue(file, { mapping })
    await run(early)
    const late = await queue(file, { mapping })
    const stopped = await queue(file, { mapping })
    await erase(nora.id)
    await run(late)
    await done(mine.ask('POST', `/api/contacts/imports/${stopped}/cancel`))
    expect((await progress(late)).state).toBe('done')
    await expectForgotten(['Nora', 'N-9009'])
  })

  it('is not what the columns of interviews are called, read or stopped after they were erased', async () => {
    const fieldwork = await openFieldwork(mine.ask, { name: 'Headless' })
    const otto = await add({
      customerNumber: 'O-5005',
      name: 'Otto Headless',
      email: 'otto@headless.example',
    })
    const rows = Array.from({ length: 3100 }, (_, i) => `${i},7,${i === 3000 ? 99 : 8}`)
    const start = () =>
      done<Import>(
        mine.ask('POST', `/api/waves/${fieldwork.wave.id}/imports`, {
          fileName: 'i.csv',
          csv: `id,Otto Headless,imag2\n${rows.join('\n')}\n`,
          brandId: fieldwork.brandId,
          mapping: { id: 'id', 'Otto Headless': 'imag1', imag2: 'imag2' },
          codes: [{ value: '-1', means: 'refused', columns: ['Otto Headless'] }],
        }),
      )
    const [read, stopped] = [await start(), await start()]
    await erase(otto.id)
    const never = new AbortController().signal
    await continueImport({ db, marks: test.marks }, organisationId, read.id, never)
    await done(mine.ask('POST', `/api/imports/${stopped.id}/cancel`))
    const { added, rejectedRows } = await done<Import>(mine.ask('GET', `/api/imports/${read.id}`))
    expect([added, rejectedRows]).toEqual([3099, 1])
    await expectForgotten(['otto headless', 'headless.example'])
  })

  it('is remembered by marks only while an older file can still be read', async () => {
    const marks = () => inside((db) => db.selectFrom('erasedPerson').select('id').execute())
    const kept = await marks()
    expect(kept.length).toBeGreaterThan(0)
    await inside((db) => sweepFiles(db))
    expect(await marks()).toEqual(kept)
    const waiting = await queue('customer-number\nW-1\n')
    const gone = await add({ customerNumber: 'W-1' })
    await erase(gone.id)
    // A day and a half later: the file still waits.
    const later = Date.now() + 36 * 3600_000
    await inside((db) =>
      db
        .updateTable('contactImport')
        .set({ startedAt: new Date(later) })
        .where('id', '=', waiting)
        .execute(),
    )
    await inside((db) => sweepFiles(db, later))
    expect(await marks()).toHaveLength(1)
    // Nobody went on with it for another day: it is over, and its file gone.
    const atLast = later + 36 * 3600_000
    await inside((db) => sweepFiles(db, atLast))
    expect(await progress(waiting)).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('within a day'),
    })
    expect(await marks()).toEqual([])
  })
})
