import type { Contact, ContactAttribute, ContactChange, NewContact } from '../contract/contact.ts'
import { listContactAttributes } from '../db/contact-attributes.ts'
import { listMatches } from '../db/contact-matches.ts'
import { findContactRule, lockRegister } from '../db/contact-rules.ts'
import { type ContactRow, findContact, insertContact, updateContact } from '../db/contacts.ts'
import type { Databases, Db } from '../db/database.ts'
import { hasMember } from '../db/interviewers.ts'
import { lockMailbox, updateReachable } from '../db/reachable.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import { uuidv7 } from '../ids.ts'
import { emailAddress } from './contact-address.ts'
import { phoneNumber } from './phone-number.ts'
import { recordTakenBack } from './record-taken-back.ts'

/** A new contact; somebody who is in the register already is refused, naming what they share. */
export async function createContact(db: Db, organisationId: string, contact: NewContact): Promise<Contact> {
  return withOrganisation(db, organisationId, async (db) => {
    await lockRegister(db)
    const row = await settle(db, {
      ...contact,
      id: uuidv7(),
      unsubscribedAt: null,
      bouncedAt: null,
      interviewerId: null,
    })
    await insertContact(db, organisationId, row)
    return takeContact(db, row.id)
  })
}

/**
 * Changes what is named and leaves the rest. A new e-mail address has not bounced yet; what is said about an address, that no
 * more is wanted or that mail arrives after all, holds for every contact with it. Who takes a no back is on record.
 */
export async function changeContact(
  { app: db, system }: Pick<Databases, 'app' | 'system'>,
  by: { readonly organisationId: string; readonly userId: string },
  contactId: string,
  change: ContactChange,
): Promise<Contact> {
  const { organisationId } = by
  if (change.interviewerId != null && !(await hasMember(system, organisationId, change.interviewerId))) {
    throw new ApiError(422, 'unknown-interviewer', 'interviewerId: is not a member of this organisation')
  }
  return withOrganisation(db, organisationId, async (db) => {
    await lockRegister(db)
    await lockMailbox(db, contactId, emailAddress(change.email ?? '') ?? null)
    const { createdAt: _, updatedAt: __, ...before } = await takeContact(db, contactId)
    const { unsubscribed, bounced, attributes, ...fields } = change
    const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    const after = await settle(
      db,
      {
        ...before,
        ...named,
        attributes: { ...before.attributes, ...attributes },
        unsubscribedAt: momentOf(before.unsubscribedAt, unsubscribed),
        bouncedAt: bounced === false ? null : momentOf(before.bouncedAt, undefined),
      },
      Object.keys(attributes ?? {}),
    )
    const moved = after.email !== before.email ? { ...after, bouncedAt: null } : after
    await updateContact(db, moved)
    await recordTakenBack(db, by, before, moved, change)
    const said = {
      ...(unsubscribed === undefined ? {} : { unsubscribedAt: moved.unsubscribedAt }),
      ...(bounced === undefined ? {} : { bouncedAt: moved.bouncedAt }),
    }
    if (Object.keys(said).length > 0) await updateReachable(db, contactId, said)
    return takeContact(db, contactId)
  })
}

export async function takeContact(db: Db, contactId: string): Promise<Contact> {
  const contact = await findContact(db, contactId)
  if (contact === undefined) throw notFound('contact')
  return contact
}

const momentOf = (before: string | null, wanted: boolean | undefined): Date | null => {
  if (wanted === undefined) return before === null ? null : new Date(before)
  if (!wanted) return null
  return before === null ? new Date() : new Date(before)
}

/** Brought into the register's spelling, known by something, and nobody else's; or refused with a sentence. */
async function settle(
  db: Db,
  typed: ContactRow,
  changed: readonly string[] = Object.keys(typed.attributes),
): Promise<ContactRow> {
  const { callingCode } = await findContactRule(db)
  const customerNumber = blankIsNull(typed.customerNumber)
  const email = readEmail(blankIsNull(typed.email))
  const phone = readPhone(blankIsNull(typed.phone), callingCode)
  if (customerNumber === null && email === null && phone === null) {
    throw new ApiError(
      422,
      'no-identity',
      'contact: give a customer number, an e-mail address or a telephone number',
    )
  }
  const attributes = checkAttributes(typed.attributes, await listContactAttributes(db), changed)
  const row: ContactRow = { ...typed, customerNumber, email, phone, attributes }
  await refuseKnown(db, row)
  return row
}

const blankIsNull = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim())

function readEmail(text: string | null): string | null {
  if (text === null) return null
  const address = emailAddress(text)
  if (address === undefined) throw new ApiError(422, 'invalid', 'email: is not an e-mail address')
  return address
}

function readPhone(text: string | null, callingCode: string | null): string | null {
  if (text === null) return null
  const phone = phoneNumber(text, callingCode)
  if (!phone.ok) throw new ApiError(422, 'invalid', `phone: ${phone.message}`)
  return phone.number
}

/** `''` takes a value away. What was changed must be defined; what lies there from before may stay. */
function checkAttributes(
  given: Readonly<Record<string, string>>,
  defined: readonly ContactAttribute[],
  changed: readonly string[],
): Record<string, string> {
  const kept = Object.entries(given).filter(([, value]) => value !== '')
  for (const [key, value] of kept.filter(([key]) => changed.includes(key))) {
    const attribute = defined.find((attribute) => attribute.key === key)
    if (attribute === undefined) {
      throw new ApiError(422, 'unknown-attribute', `attributes.${key}: contacts have no such attribute`)
    }
    const { values } = attribute
    if (values.length > 0 && !values.some(({ code }) => code === value)) {
      const codes = values.map(({ code }) => code).join(', ')
      throw new ApiError(422, 'unknown-value', `attributes.${key}: is none of ${codes.slice(0, 500)}`)
    }
  }
  return Object.fromEntries(kept)
}

/** Somebody else in the register who is, by its rule, the same person. */
async function refuseKnown(db: Db, row: ContactRow): Promise<void> {
  const offered = { ...row, line: 0, consent: null, unsubscribed: false }
  const id = (await listMatches(db, [offered], { except: row.id })).get(0)
  if (id === undefined) return
  const other = await takeContact(db, id)
  const shared =
    other.customerNumber === row.customerNumber && row.customerNumber !== null
      ? 'customerNumber'
      : other.email === row.email && row.email !== null
        ? 'email'
        : 'phone'
  throw new ApiError(409, 'known-contact', `${shared}: another contact has it already; change that one`, [
    { item: shared, reason: 'known-contact', message: id },
  ])
}
