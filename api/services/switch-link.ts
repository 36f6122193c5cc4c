import { insertAudit } from '../db/audit.ts'
import type { Db } from '../db/database.ts'
import { findSwitch, updateSwitchedOff, updateSwitchedOn } from '../db/invitation-switch.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import type { Jobs } from '../jobs/jobs.ts'

/**
 * Switches one personal link off: it leads to a polite sentence, and nobody reminds or calls its person in this wave. Or
 * on again: it goes on where it stood. Twice is as good as once. An answer that has arrived stays, so there is nothing
 * to switch off after it.
 */
export async function switchLink(
  { db, jobs }: { readonly db: Db; readonly jobs: Jobs },
  { organisationId, userId }: { readonly organisationId: string; readonly userId: string },
  invitationId: string,
  to: 'off' | 'on',
): Promise<void> {
  await withOrganisation(db, organisationId, async (db) => {
    const found = await findSwitch(db, invitationId)
    if (found === undefined) throw notFound('invitation')
    if ((found.withdrawnAt === null) === (to === 'on')) return
    if (to === 'off') {
      refuseUnlessAsked(found.state)
      await updateSwitchedOff(db, invitationId)
    } else {
      for (const mailingId of await updateSwitchedOn(db, invitationId)) {
        await jobs.send(db, 'send-mail', { organisationId, mailingId })
      }
    }
    await insertAudit(db, organisationId, {
      actorId: userId,
      action: to === 'off' ? 'link-switched-off' : 'link-switched-on',
      subjectKind: 'invitation',
      subjectId: invitationId,
    })
  })
}

function refuseUnlessAsked(state: string): void {
  if (state === 'completed') {
    throw new ApiError(
      409,
      'answered',
      'invitation: it was answered already; the answer stays, and its link leads to the receipt alone',
    )
  }
  if (state === 'cancelled') {
    throw new ApiError(409, 'taken-back', 'invitation: it was taken back already; its link leads nowhere')
  }
}
