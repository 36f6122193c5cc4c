import { sql } from 'kysely'
import type { ContactRule } from '../contract/contact.ts'
import type { Db } from './database.ts'

const NO_LIMIT: ContactRule = { mostInvitations: null, inDays: null, callingCode: null }

/** The organisation's rule; without one, everybody may be asked any number of times. */
export async function findContactRule(db: Db): Promise<ContactRule> {
  const row = await db
    .selectFrom('contactRule')
    .select(['mostInvitations', 'inDays', 'callingCode'])
    .executeTakeFirst()
  return row ?? NO_LIMIT
}

export async function updateContactRule(db: Db, organisationId: string, rule: ContactRule): Promise<void> {
  await db
    .insertInto('contactRule')
    .values({ ...rule, organisationId })
    .onConflict((conflict) => conflict.column('organisationId').doUpdateSet(rule))
    .execute()
}

const LOCKS = 20261123

/** One after the other in an organisation, until the transaction ends: counting invitations and adding some. */
export const lockInviting = (db: Db) => lock(db, 'inviting')

/** One after the other in an organisation, until the transaction ends: looking for a person and adding one. */
export const lockRegister = (db: Db) => lock(db, 'register')

/** Together with others that only must not see anybody erased meanwhile. */
export const shareRegister = (db: Db) => share(db, 'register')

/** Until the transaction ends nobody begins to read contacts by the lists that are being made. */
export const lockLists = (db: Db) => lock(db, 'lists')
export const shareLists = (db: Db) => share(db, 'lists')

const lock = (db: Db, what: string) =>
  sql`select pg_advisory_xact_lock(${LOCKS}, hashtext(current_organisation()::text || ${what}))`.execute(db)

const share = (db: Db, what: string) =>
  sql`select pg_advisory_xact_lock_shared(${LOCKS}, hashtext(current_organisation()::text || ${what}))`.execute(
    db,
  )
