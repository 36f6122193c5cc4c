import type { Db } from '../db/database.ts'
import { deletePartial } from '../db/partials.ts'
import { withOrganisation } from '../db/tenancy.ts'
import type { Asked } from './find-asked.ts'
import { hashOfSealed } from './sealing.ts'

/** Somebody does not agree: what was saved of them goes. They may still change their mind. */
export const declineConsent = (db: Db, { organisationId }: Asked, held: { id: string; sealed: string }) =>
  withOrganisation(db, organisationId, (db) => deletePartial(db, held.id, hashOfSealed(held.sealed)))
