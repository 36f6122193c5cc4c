import { findAttribute } from '../../stats/instruments/attributes.ts'
import type { Contact, ContactErasure } from '../contract/contact.ts'
import { clearNotes, insertAudit } from '../db/audit.ts'
import { listContactAttributes } from '../db/contact-attributes.ts'
import { clearColumnNames, deleteDrafts } from '../db/contact-files.ts'
import { deleteContactLinks, listResponseIdsOf } from '../db/contact-links.ts'
import { lockRegister } from '../db/contact-rules.ts'
import { deleteContacts, lockContacts } from '../db/contacts.ts'
import type { Db } from '../db/database.ts'
import { insertErasedPerson } from '../db/erased-people.ts'
import { deleteAnswers, lockInvitationsOf } from '../db/erasures.ts'
import { clearImportColumns } from '../db/import-columns.ts'
import { clearImportProblems } from '../db/import-problems.ts'
import { deleteObservedAttributes } from '../db/observation-attributes.ts'
import { deleteCodedPartialsOf, lockPartialsOf } from '../db/partials.ts'
import { deleteRejectedContacts } from '../db/rejected-contacts.ts'
import { deleteRejectedInterviews } from '../db/rejected-interviews.ts'
import { clearDecisionNotesNaming } from '../db/taken-back.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { deleteWaitingUploads } from '../db/uploads.ts'
import { oldestId, uuidv7 } from '../ids.ts'
import { takeContact } from './change-contact.ts'
import { mentionPattern } from './mention-pattern.ts'
import type { PersonMarks } from './person-marks.ts'
import { keysOf } from './read-contact-row.ts'

/** What an erasure reached. */
export interface ErasedContact {
  readonly invitations: number
  readonly mails: number
  readonly calls: number
  readonly responses: number
}

/** Who asks for it, and by what the person is known again without being named. */
export interface ContactEraser {
  readonly organisationId: string
  readonly actorId: string | null
  readonly marks: PersonMarks
}

/**
 * One person gone everywhere, in one transaction: the contact, what was to be sent to it, answers under way, rows of
 * its files that were refused. Files that wait to be imported, or are coming in, are dropped unread: any of them may
 * hold that person, and would bring it back. Those that are being read leave its rows out, for which its marks are
 * kept until they have ended. Answers given are deleted, or (`unlink`) kept without anything that says whose they were,
 * free text from the register included.
 * The record of it holds numbers and the id that leads to nothing any more.
 */
export async function eraseContact(
  db: Db,
  { organisationId, actorId, marks }: ContactEraser,
  contactId: string,
  { responses }: ContactErasure,
): Promise<ErasedContact> {
  return withOrganisation(db, organisationId, async (db) => {
    await lockRegister(db)
    await lockContacts(db, [contactId])
    const contact = await takeContact(db, contactId)
    await lockInvitationsOf(db, [contactId])
    await lockPartialsOf(db, contactId)
    const ids = await listResponseIdsOf(db, contactId)
    let deleted = 0
    if (responses === 'delete') {
      for (const id of ids) deleted += (await deleteAnswers(db, id)).responses
    } else {
      // Answers under way are not kept without their author, nor what was made of them.
      await deleteCodedPartialsOf(db, contactId)
      await deleteObservedAttributes(db, ids, await listFreeText(db, contact))
    }
    // A note on why they were left out may say whose they were, whatever becomes of the answers.
    await clearNotes(db, ids)
    const unlinked = await deleteContactLinks(db, contactId)
    const pattern = mentionPattern(contact)
    await deleteRejectedContacts(db, keysOf(contact), pattern)
    await clearImportProblems(db, pattern, contact.customerNumber)
    await deleteRejectedInterviews(db, pattern, contact.customerNumber)
    if (pattern !== undefined) {
      await clearColumnNames(db, { pattern })
      await clearImportColumns(db, { pattern })
      await clearDecisionNotesNaming(db, pattern)
    }
    await insertErasedPerson(db, organisationId, {
      ...marks.markPerson(organisationId, contact),
      id: uuidv7(),
      filesBefore: oldestId(Date.now() + 1),
    })
    const files = (await deleteDrafts(db)) + (await deleteWaitingUploads(db))
    await deleteContacts(db, [contactId])
    await insertAudit(db, organisationId, {
      actorId,
      action: 'contact-erased',
      subjectKind: 'contact',
      subjectId: contactId,
      detail: { ...unlinked, files, responses, deletedResponses: deleted },
    })
    return { ...unlinked, responses: deleted }
  })
}

/** What was written of this person in words of its own, which may say who it is; not what a form asks and lists. */
async function listFreeText(db: Db, { attributes }: Contact): Promise<string[]> {
  const listed = (await listContactAttributes(db)).filter(({ values }) => values.length > 0)
  return Object.keys(attributes).filter(
    (code) => findAttribute(code) === undefined && !listed.some(({ key }) => key === code),
  )
}
