import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import { eraseContact } from '../../../api/services/erase-contact.ts'
import { eraseResponse } from '../../../api/services/erase-response.ts'
import { findAsked } from '../../../api/services/find-asked.ts'
import { createFormShelf } from '../../../api/services/frozen-forms.ts'
import { screenOut } from '../../../api/services/quota-room.ts'
import { savePartial } from '../../../api/services/save-partial.ts'
import { settlePartials } from '../../../api/services/settle-partials.ts'
import { done, openFieldwork, startTestApp, submission } from '../../test-app.ts'
import { invite } from '../bad-input/invite.ts'
import { holding } from '../hold.ts'
import { saveBrokenOff } from '../save-partial.ts'
import { everythingStored } from '../stored.ts'

const { test, mine } = await startTestApp()
const { organisationId } = mine
const { app: db } = test.databases

const { inside, hold, waiting } = holding(test.databases, organisationId)
const rows = async (table: 'response' | 'partial' | 'observation', key: 'id' | 'responseId', id: string) =>
  inside((db) => db.selectFrom(table).selectAll().where(sql.ref(key), '=', id).execute())

describe('answers sent again while they are being erased', () => {
  it('whole ones: stay erased', async () => {
    const field = await openFieldwork(mine.ask)
    const body = submission()
    await done(test.ask('POST', field.path, body))
    const release = await hold((db) =>
      db.selectFrom('observation').selectAll().where('responseId', '=', body.id).forUpdate().execute(),
    )
    const erasing = eraseResponse(db, organisationId, { responseId: body.id, actorId: null })
    await waiting(1)
    const again = test.ask<ErrorBody>('POST', field.path, body)
    await waiting(2)
    await release()
    expect(await erasing).toBe(true)
    expect((await again).body.error?.code).toBe('erased')
    expect(await rows('response', 'id', body.id)).toEqual([])
    expect(await rows('observation', 'responseId', body.id)).toEqual([])
  })

  it('under way: stay erased', async () => {
    const field = await openFieldwork(mine.ask)
    const { id, answers } = submission()
    const sealed = test.sealer.seal(id)
    const save = (revision: number) =>
      test.ask<{ kept: boolean }>('PUT', `${field.path}/partial`, {
        ...{ sealed, language: 'en', brandId: field.brandId, form: 1, answers, page: 'page-imag2', revision },
        startedAt: new Date().toISOString(),
      })
    await done(save(1))
    const release = await hold((db) =>
      db.selectFrom('partial').selectAll().where('id', '=', id).forUpdate().execute(),
    )
    const erasing = eraseResponse(db, organisationId, { responseId: id, actorId: null })
    await waiting(1)
    const again = save(2)
    await waiting(2)
    await release()
    expect(await erasing).toBe(true)
    expect((await again).body).toEqual({ kept: false })
    expect(await rows('partial', 'id', id)).toEqual([])
  })
})

describe.each(['delete', 'unlink'] as const)(
  'a contact erased (%s) while answers of theirs are on their way',
  (responses) => {
    const begin = async () => {
      const field = await openFieldwork(mine.ask)
      const person = await invite(test, { organisationId, fieldwork: field })
      const eraser = { organisationId, actorId: null, marks: test.marks }
      return {
        field,
        person,
        send: () =>
          test.ask<ErrorBody>('POST', `${field.path}?i=${person.token}`, submission({}, person.responseId)),
        erase: () => eraseContact(db, eraser, person.contactId, { responses }),
        /** Nothing but the record of it leads to this person. */
        expectForgotten: async () => {
          const { audit, ...rest } = await everythingStored(test, organisationId)
          expect(JSON.stringify(rest)).not.toContain(person.contactId)
          expect(JSON.stringify(audit)).toContain(person.contactId)
        },
      }
    }

    it('written after it: are left out', async () => {
      const { field, person, send, erase, expectForgotten } = await begin()
      const release = await hold((db) => sql`select change_wave(${field.wave.id}::uuid)`.execute(db))
      const sending = send()
      await waiting(1)
      await erase()
      await release()
      expect((await sending).body.error?.code).toBe('erased')
      expect(await rows('response', 'id', person.responseId)).toEqual([])
      await expectForgotten()
    })

    it('being written: are waited for, and erased with the person', async () => {
      const { field, person, send, erase, expectForgotten } = await begin()
      await done(
        mine.ask('PUT', `/api/waves/${field.wave.id}/quotas`, {
          quotas: [{ brandId: null, attributes: {}, target: 9 }],
        }),
      )
      const release = await hold((db) =>
        db.selectFrom('quota').selectAll().where('waveId', '=', field.wave.id).forUpdate().execute(),
      )
      const sending = send()
      await waiting(1)
      const erasing = erase()
      await waiting(2)
      await release()
      expect((await sending).status).toBe(201)
      await erasing
      const left = await rows('response', 'id', person.responseId)
      expect(left).toHaveLength(responses === 'delete' ? 0 : 1)
      await expectForgotten()
    })

    it('saved after it: are left out, and so is being turned away', async () => {
      const { field, person, erase, expectForgotten } = await begin()
      const key = field.path.split('/').at(-1) ?? ''
      const asked = await findAsked(db, createFormShelf(), { key, token: person.token })
      if (asked === undefined) throw new Error('nothing is asked')
      await erase()
      const kept = await savePartial(db, asked, {
        id: person.responseId,
        sealed: test.sealer.seal(person.responseId),
        language: 'en',
        brandId: null,
        answers: { imag1: 7 },
        page: 'page-imag2',
        revision: 1,
        startedAt: new Date().toISOString(),
        paradata: {},
      })
      expect(kept).toBe(false)
      const held = { id: person.responseId, sealed: 'x', language: 'en', brandId: null }
      await screenOut(db, asked, held)
      expect(await rows('partial', 'id', person.responseId)).toEqual([])
      await expectForgotten()
    })
  },
)

it.each(['delete', 'unlink'] as const)(
  'a contact erased (%s) takes break-offs along, and what was coded of them',
  async (responses) => {
    const field = await openFieldwork(mine.ask)
    const person = await invite(test, { organisationId, fieldwork: field })
    const { answers } = submission()
    const save = {
      ...{
        sealed: test.sealer.seal(person.responseId),
        language: 'en',
        brandId: field.brandId,
        form: 1,
        answers,
      },
      ...{ page: 'page-imag2', revision: 1, startedAt: new Date().toISOString() },
    }
    await done(test.ask('PUT', `${field.path}/partial?i=${person.token}`, save))
    const other = submission()
    await done(test.ask('POST', field.path, other))
    await settlePartials(db, organisationId, field.wave.id, { idleHours: 0 })
    expect(await rows('observation', 'responseId', person.responseId)).toHaveLength(1)
    await eraseContact(db, { organisationId, actorId: null, marks: test.marks }, person.contactId, {
      responses,
    })
    expect(await rows('observation', 'responseId', person.responseId)).toEqual([])
    expect(await rows('partial', 'id', person.responseId)).toEqual([])
    expect(await rows('observation', 'responseId', other.id)).toHaveLength(1)
  },
)

it.each(['delete', 'unlink'] as const)(
  'what is being coded of a contact’s break-off is erased (%s) with it',
  async (responses) => {
    const field = await openFieldwork(mine.ask)
    const person = await invite(test, { organisationId, fieldwork: field })
    const { contactId, responseId: id } = person
    await saveBrokenOff(test.databases, organisationId, field, { id, answers: submission().answers })
    await inside((db) => db.updateTable('partial').set({ contactId }).where('id', '=', id).execute())
    const release = await hold((db) => settlePartials(db, organisationId, field.wave.id))
    const erasing = eraseContact(db, { organisationId, actorId: null, marks: test.marks }, contactId, {
      responses,
    })
    await waiting(1)
    await release()
    await erasing
    expect(await rows('observation', 'responseId', id)).toEqual([])
    expect(await rows('partial', 'id', id)).toEqual([])
  },
)

it('answers sent while two contacts become one are the remaining one’s', async () => {
  const field = await openFieldwork(mine.ask)
  const person = await invite(test, { organisationId, fieldwork: field })
  const keep = await done<{ id: string }>(mine.ask('POST', '/api/contacts', { email: 'ada-l@example.org' }))
  const release = await hold((db) => sql`select change_wave(${field.wave.id}::uuid)`.execute(db))
  const sending = test.ask('POST', `${field.path}?i=${person.token}`, submission({}, person.responseId))
  await waiting(1)
  await done(mine.ask('POST', '/api/contacts/merge', { keep: keep.id, others: [person.contactId] }))
  await release()
  expect((await sending).status).toBe(201)
  expect(await rows('response', 'id', person.responseId)).toMatchObject([{ contactId: keep.id }])
})
