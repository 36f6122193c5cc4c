import type { Invitable } from '../contract/contact.ts'
import { lockInviting } from '../db/contact-rules.ts'
import type { Db } from '../db/database.ts'
import { listInvitable } from '../db/invitable.ts'

/** Contacts per statement: small enough for one, large enough that 10,000 need few. */
const AT_ONCE = 5000

/**
 * Who of these contacts may be invited, and why the others may not: unsubscribed, consent withdrawn, bounced, or invited as
 * often as the organisation's frequency rule allows. `at`: when the invitations would go out; now unless said.
 * `db`: the transaction (of `withOrganisation`) that goes on to insert the invitations. Whoever else invites in this
 * organisation waits until it ends, so two waves invited at the same moment cannot both count one too few.
 */
export async function mayInvite(
  db: Db,
  contactIds: readonly string[],
  when: { at?: Date } = {},
): Promise<ReadonlyMap<string, Invitable>> {
  await lockInviting(db)
  const found = new Map<string, Invitable>()
  for (let from = 0; from < contactIds.length; from += AT_ONCE) {
    const ids = contactIds.slice(from, from + AT_ONCE)
    const verdicts = await listInvitable(db, ids, when)
    ids.forEach((id, i) => {
      found.set(id, verdicts[i] ?? 'unknown-contact')
    })
  }
  return found
}
