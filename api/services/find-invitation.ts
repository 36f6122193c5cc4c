import { findCollectorByKey } from '../db/collectors.ts'
import type { Db } from '../db/database.ts'
import { findInvitationByToken, type InvitationRow } from '../db/invitations.ts'
import { findOrganisationOfCollector, withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import { hashOfToken, TOKEN } from './invitation-links.ts'

/** Who came through a link `/r/KEY?i=TOKEN`, and the one response that may be given through it. */
export interface Invited extends InvitationRow {
  readonly organisationId: string
}

/**
 * The invitation of a token, through a link of its own wave.
 * Throws 404 for a token that is unknown, tampered with or another wave's, 410 for one that was taken back or is switched off.
 * One that was answered is returned: its `state` is `completed`.
 */
export async function findInvitation(
  db: Db,
  key: string,
  token: string,
  { cancelled = 'refused' }: { cancelled?: 'refused' | 'too' } = {},
): Promise<Invited> {
  const organisationId = await findOrganisationOfCollector(db, key)
  if (organisationId === undefined || !TOKEN.test(token)) throw unknown()
  return withOrganisation(db, organisationId, async (db) => {
    const collector = await findCollectorByKey(db, key)
    const found = await findInvitationByToken(db, hashOfToken(token))
    if (collector === undefined || found?.waveId !== collector.waveId) throw unknown()
    if (found.state === 'cancelled' && cancelled === 'refused') {
      throw new ApiError(410, 'invitation-cancelled', 'this invitation was taken back').to(found.language)
    }
    // What was answered before stays answered: sent once more, it is acknowledged once more.
    if (found.withdrawnAt !== null && found.state !== 'completed' && cancelled === 'refused') {
      throw new ApiError(410, 'invitation-withdrawn', 'this link was switched off').to(found.language)
    }
    return { ...found, organisationId }
  })
}

const unknown = () =>
  new ApiError(
    404,
    'unknown-invitation',
    'this link is not complete, or not one of ours; use the one in your mail',
  )
