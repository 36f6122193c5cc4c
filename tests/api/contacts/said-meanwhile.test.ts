import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Contact } from '../../../api/contract/contact.ts'
import { updateOffered } from '../../../api/db/contact-matches.ts'
import { lockRegister } from '../../../api/db/contact-rules.ts'
import type { Db } from '../../../api/db/database.ts'
import { updateReachable } from '../../../api/db/reachable.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { createPost } from '../../../api/jobs/mail-post.ts'
import { SmtpRefusal } from '../../../api/jobs/smtp.ts'
import { mergeContacts } from '../../../api/services/merge-contacts.ts'
import { noteBounce } from '../../../api/services/note-bounce.ts'
import { done, openFieldwork, startTestApp } from '../../test-app.ts'
import { invite } from '../bad-input/invite.ts'
import { holding } from '../hold.ts'

const { test, mine } = await startTestApp()
const { organisationId } = mine
const { app: db } = test.databases
const { inside, hold, waiting } = holding(test.databases, organisationId)

let serial = 0
const email = () => `said-${++serial}@example.org`
const add = async (contact: object) => (await done<Contact>(mine.ask('POST', '/api/contacts', contact))).id
const found = (id: string) => done<Contact>(mine.ask('GET', `/api/contacts/${id}`))

/** What a file says of a contact: a name. */
const offer = (id: string) => ({
  ...{
    id,
    line: 1,
    name: 'Grace',
    customerNumber: null,
    email: null,
    phone: null,
    language: null,
    attributes: {},
  },
  ...{ consent: null, unsubscribed: false, batch: null },
})

describe.each(['unsubscribedAt', 'bouncedAt'] as const)('what the post says of a contact (%s)', (said) => {
  /** Said, and not yet committed. */
  const say = (id: string) => hold((db) => updateReachable(db, id, { [said]: new Date() }))

  it('stands when a colleague changes something else of it', async () => {
    const id = await add({ email: email() })
    const release = await say(id)
    const changing = mine.ask('PATCH', `/api/contacts/${id}`, { name: 'Ada' })
    await waiting(1)
    await release()
    expect(await done<Contact>(changing)).toMatchObject({ name: 'Ada', [said]: expect.any(String) })
  })

  it('stands when the contact is merged into another', async () => {
    const [keep, other] = [await add({ customerNumber: `K-${said}` }), await add({ email: email() })]
    const release = await say(other)
    const merging = mine.ask('POST', '/api/contacts/merge', { keep, others: [other] })
    await waiting(1)
    await release()
    expect(await done<Contact>(merging)).toMatchObject({ id: keep, [said]: expect.any(String) })
  })

  it('stands when a file changes the contact', async () => {
    const id = await add({ email: email() })
    const release = await say(id)
    const importing = inside(async (db) => {
      await lockRegister(db)
      return updateOffered(db, [{ ...offer(id), name: 'Ada' }])
    })
    await waiting(1)
    await release()
    expect(await importing).toBe(1)
    expect(await found(id)).toMatchObject({ name: 'Ada', [said]: expect.any(String) })
  })
})

it('who unsubscribes while merged into another contact has unsubscribed as that one', async () => {
  const field = await openFieldwork(mine.ask)
  const person = await invite(test, { organisationId, fieldwork: field })
  const keep = await add({ email: email() })
  const merge = { keep, others: [person.contactId] }
  const release = await hold((db) => mergeContacts(db, organisationId, person.id, merge))
  const saying = test.ask('POST', `/u/${field.key}?i=${person.token}`)
  await waiting(1)
  await release()
  expect((await saying).status).toBe(200)
  expect((await found(keep)).unsubscribedAt).not.toBeNull()
})

describe('who waits for a contact', () => {
  const holdContact = (id: string) =>
    hold((db) => db.selectFrom('contact').select('id').where('id', '=', id).forUpdate().execute())
  const isFree = (row: (db: Db) => Promise<unknown>) =>
    inside(row).then(
      () => true,
      () => false,
    )

  it('holds no other one that comes after it', async () => {
    const mailbox = email()
    const [first, second] = [
      await add({ email: mailbox, customerNumber: 'A-1' }),
      await add({ customerNumber: 'A-2' }),
    ]
    const release = await holdContact(first)
    const changing = mine.ask('PATCH', `/api/contacts/${second}`, { email: mailbox, unsubscribed: true })
    await waiting(1)
    const free = await isFree((db) =>
      sql`select from contact where id = ${second}::uuid for update nowait`.execute(db),
    )
    await release()
    await done(changing)
    expect(free).toBe(true)
    expect((await found(first)).unsubscribedAt).not.toBeNull()
  })

  it.each([
    [
      'the post',
      (id: string) =>
        noteBounce(db, organisationId, { invitationId: uuidv7(), contactId: id, reason: '550' }),
    ],
    [
      'a batch',
      (id: string, other: string) =>
        mine.ask('POST', '/api/contacts/assign', { contacts: { ids: [id, other] }, batch: 'B' }),
    ],
    ['a file', (id: string, other: string) => inside((db) => updateOffered(db, [offer(other), offer(id)]))],
  ])('holds those first that come before it (%s)', async (_, act) => {
    // The later one lies first in the table.
    const [earlier = '', later = ''] = [uuidv7(), uuidv7()].toSorted()
    const mailbox = email()
    for (const id of [later, earlier]) {
      const contact = { organisationId, id, name: 'Ada', email: mailbox, attributes: '{}' }
      await inside((db) => db.insertInto('contact').values(contact).execute())
    }
    const release = await holdContact(earlier)
    const acting = act(later, earlier)
    await waiting(1)
    const free = await isFree((db) =>
      sql`select from contact where id = ${later}::uuid for update nowait`.execute(db),
    )
    await release()
    await acting
    expect(free).toBe(true)
  })

  it('and is told that its mail comes back, holds none of that mail', async () => {
    const field = await openFieldwork(mine.ask)
    const person = await invite(test, { organisationId, fieldwork: field }, { state: 'queued' })
    const [id, claimId, mailingId] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
    await inside((db) =>
      sql`insert into mail (organisation_id, id, mailing_id, wave_id, invitation_id, contact_id, number, due_at, state, claim_id)
        values (${organisationId}, ${id}, ${mailingId}, ${field.wave.id}, ${person.id}, ${person.contactId}, 0, now(),
          'claimed', ${claimId})`.execute(db),
    )
    const release = await holdContact(person.contactId)
    const message = {
      id,
      claimId,
      number: 0,
      attempts: 1,
      invitationId: person.id,
      contactId: person.contactId,
    }
    const refused = createPost(db, organisationId, claimId).refused(
      { ...message, tokenHash: '', name: '', email: person.email, language: null, brand: null },
      new SmtpRefusal('bounced', '550 unknown', false),
    )
    await waiting(1)
    const free = await isFree((db) =>
      sql`select from mail where id = ${id}::uuid for update nowait`.execute(db),
    )
    await release()
    await refused
    expect(free).toBe(true)
    expect((await found(person.contactId)).bouncedAt).not.toBeNull()
  })
})
