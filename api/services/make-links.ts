import type { ChoiceCount, ContactChoice, LinksMade, NewLinks } from '../contract/mailing.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { checkBrand } from './check-brand.ts'
import { chooseContacts } from './choose-contacts.ts'
import { takeCollector } from './create-collector.ts'
import type { InvitationLinks } from './invitation-links.ts'
import { invite } from './send-invitations.ts'

/**
 * Invites without sending anything: each contact chosen gets a personal link, to be handed out by another way than our
 * mail. Nobody needs an address for it; who has unsubscribed, withdrawn consent, or was asked as often as the rule allows
 * gets none.
 */
export async function makeLinks(
  { db, links }: { readonly db: Db; readonly links: InvitationLinks },
  organisationId: string,
  waveId: string,
  { contacts: choice, brandId }: NewLinks,
): Promise<LinksMade> {
  return withOrganisation(db, organisationId, async (db) => {
    const wave = await findWave(db, waveId)
    if (wave === undefined) throw notFound('wave')
    if (wave.state === 'closed') {
      throw new ApiError(
        409,
        'wave-closed',
        'wave: it is closed; its links would lead nowhere. Reopen it first',
      )
    }
    const { programId } = wave
    await checkBrand(db, wave, brandId)
    const { contacts, count } = await chooseContacts(db, waveId, choice, 'link')
    if (contacts.length === 0) {
      throw new ApiError(422, 'nobody', 'contacts: none of those chosen can be invited; the count says why')
    }
    const collector = await takeCollector(db, organisationId, { id: waveId, programId }, 'invitation')
    const of = { programId, waveId, collectorId: collector.id, brandId, state: 'handed-out' as const }
    const made = await invite(db, links, organisationId, contacts, of)
    return { made: made.length, count }
  })
}

/** How many links would be made for this choice, and why there would be none for the others. */
export async function countLinks(
  db: Db,
  organisationId: string,
  waveId: string,
  choice: ContactChoice,
): Promise<ChoiceCount> {
  return withOrganisation(db, organisationId, async (db) => {
    if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
    return (await chooseContacts(db, waveId, choice, 'link')).count
  })
}
