import type { Contact, ContactMerge } from '../contract/contact.ts'
import { insertAudit } from '../db/audit.ts'
import { updateContactLinks } from '../db/contact-links.ts'
import { lockRegister } from '../db/contact-rules.ts'
import { type ContactRow, deleteContacts, lockContacts, updateContact } from '../db/contacts.ts'
import type { Db } from '../db/database.ts'
import { lockInvitationsOf } from '../db/erasures.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import { takeContact } from './change-contact.ts'

/** Several contacts that are one person become one, with everything they were asked and answered. */
export async function mergeContacts(
  db: Db,
  organisationId: string,
  actorId: string,
  { keep, others, confirmed }: ContactMerge,
): Promise<Contact> {
  return withOrganisation(db, organisationId, async (db) => {
    await lockRegister(db)
    await lockContacts(db, [keep, ...others])
    await lockInvitationsOf(db, [keep, ...others])
    const kept = await takeContact(db, keep)
    const gone: Contact[] = []
    for (const id of new Set(others)) gone.push(await takeContact(db, id))
    if (confirmed !== 'other-numbers') refuseOtherNumbers([kept, ...gone])
    const ids = gone.map(({ id }) => id)
    await updateContactLinks(db, keep, ids)
    await deleteContacts(db, ids)
    await updateContact(db, gone.reduce(takeOver, asRow(kept)))
    await insertAudit(db, organisationId, {
      actorId,
      action: 'contact-merged',
      subjectKind: 'contact',
      subjectId: keep,
      detail: { merged: ids },
    })
    return takeContact(db, keep)
  })
}

function refuseOtherNumbers(contacts: readonly Contact[]): void {
  const numbers = new Set(contacts.flatMap(({ customerNumber }) => customerNumber ?? []))
  if (numbers.size < 2) return
  const message =
    'others: different customer numbers are different people; with confirmed: "other-numbers" they become one all the same'
  throw new ApiError(409, 'other-numbers', message)
}

const asRow = ({ createdAt: _, updatedAt: __, unsubscribedAt, bouncedAt, ...rest }: Contact): ContactRow => ({
  ...rest,
  unsubscribedAt: unsubscribedAt === null ? null : new Date(unsubscribedAt),
  bouncedAt: bouncedAt === null ? null : new Date(bouncedAt),
})

/** What is empty is filled from the other; who said no, under whichever name, has said no. */
function takeOver(kept: ContactRow, contact: Contact): ContactRow {
  const other = asRow(contact)
  const consents = [kept.consent, other.consent]
  return {
    ...kept,
    customerNumber: kept.customerNumber ?? other.customerNumber,
    name: kept.name === '' ? other.name : kept.name,
    email: kept.email ?? other.email,
    phone: kept.phone ?? other.phone,
    language: kept.language ?? other.language,
    attributes: { ...other.attributes, ...kept.attributes },
    consent: consents.includes('withdrawn') ? 'withdrawn' : consents.includes('given') ? 'given' : 'unknown',
    unsubscribedAt: kept.unsubscribedAt ?? other.unsubscribedAt,
    bouncedAt: kept.email === null ? other.bouncedAt : kept.bouncedAt,
    batch: kept.batch ?? other.batch,
    interviewerId: kept.interviewerId ?? other.interviewerId,
  }
}
