import type { ContactAttributes, ContactRule } from '../contract/contact.ts'
import { updateContactAttributes } from '../db/contact-attributes.ts'
import { lockRegister, updateContactRule } from '../db/contact-rules.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'

/** How often anybody may be invited. It counts from the next invitation on. */
export async function changeContactRule(db: Db, organisationId: string, rule: ContactRule): Promise<void> {
  await withOrganisation(db, organisationId, (db) => updateContactRule(db, organisationId, rule))
}

/** What the organisation knows about its customers. */
export async function changeContactAttributes(
  db: Db,
  organisationId: string,
  { attributes }: ContactAttributes,
): Promise<void> {
  await withOrganisation(db, organisationId, async (db) => {
    await lockRegister(db)
    await updateContactAttributes(db, organisationId, attributes)
  })
}
