import type { ContactAssignment } from '../contract/contact.ts'
import { updateAssigned } from '../db/contacts.ts'
import type { Databases } from '../db/database.ts'
import { listInterviewers } from '../db/interviewers.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'

/** Puts contacts into a batch, gives them to interviewers, or both; returns how many. */
export async function assignContacts(
  { app: db, system }: Pick<Databases, 'app' | 'system'>,
  organisationId: string,
  { contacts, batch, interviewerIds }: ContactAssignment,
): Promise<number> {
  const members = new Set((await listInterviewers(system, organisationId)).map(({ id }) => id))
  if (interviewerIds?.some((id) => !members.has(id))) {
    throw new ApiError(422, 'unknown-interviewer', 'interviewerIds: names somebody who is no member')
  }
  return withOrganisation(db, organisationId, (db) => updateAssigned(db, contacts, { batch, interviewerIds }))
}
