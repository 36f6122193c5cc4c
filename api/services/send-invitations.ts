import type { ChoiceCount, ContactChoice, MailingMade, NewMailing } from '../contract/mailing.ts'
import type { Db } from '../db/database.ts'
import {
  deleteNeverAsked,
  type InvitationsMade,
  insertFirstMail,
  insertInvitations,
  type NewInvitation,
} from '../db/invitations.ts'
import { insertMailing } from '../db/mailings.ts'
import { findProgram } from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { uuidv7 } from '../ids.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { checkBrand } from './check-brand.ts'
import { chooseContacts } from './choose-contacts.ts'
import { takeCollector } from './create-collector.ts'
import { hashOfToken, type InvitationLinks } from './invitation-links.ts'
import { readMailing } from './read-mailings.ts'

export interface Inviter {
  readonly db: Db
  readonly jobs: Jobs
  readonly links: InvitationLinks
  readonly publicUrl: string
  /** Who mail comes from; undefined where mail is not set up. */
  readonly from: string | undefined
}

export const NO_MAIL = 'mail is not set up on this installation; set SMTP_URL and MAIL_FROM and start again'

/** How many a mailing to this choice (or calls, or a mailing later) would reach, and why it would not reach the others. */
export async function countChoice(
  db: Db,
  organisationId: string,
  waveId: string,
  choice: ContactChoice,
  way: 'mail' | 'telephone',
  when: { at?: Date | undefined } = {},
): Promise<ChoiceCount> {
  return withOrganisation(db, organisationId, async (db) => {
    if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
    return (await chooseContacts(db, waveId, choice, way, when)).count
  })
}

/** Invitations, their messages and the job that sends them: all in one transaction, or nothing. */
export async function sendInvitations(
  { db, jobs, links, publicUrl, from }: Inviter,
  { organisationId, userId }: { organisationId: string; userId: string },
  waveId: string,
  wanted: NewMailing,
): Promise<MailingMade> {
  return withOrganisation(db, organisationId, async (db) => {
    const wave = await findWave(db, waveId)
    if (wave === undefined) throw notFound('wave')
    if (from === undefined) throw new ApiError(409, 'no-mail', NO_MAIL)
    if (wave.state === 'closed') {
      throw new ApiError(
        409,
        'wave-closed',
        'wave: it is closed; nobody could answer. Reopen it or move its last day',
      )
    }
    await checkBrand(db, wave, wanted.brandId)
    // Not held: whoever makes a way in under the lock below would wait for it.
    const program = await findProgram(db, wave.programId)
    if (program === undefined) throw notFound('program')
    const lacking = program.languages.filter((language) => wanted.texts[language] === undefined)
    if (lacking.length > 0) {
      throw new ApiError(422, 'text-missing', `texts: nothing is said in ${lacking.join(', ')}`)
    }
    const sendAt = new Date(wanted.sendAt ?? Date.now())
    const { contacts, count } = await chooseContacts(db, waveId, wanted.contacts, 'mail', { at: sendAt })
    if (contacts.length === 0) {
      throw new ApiError(422, 'nobody', 'contacts: none of those chosen can be invited; the count says why')
    }
    const of = { programId: wave.programId, waveId }
    const collector = await takeCollector(
      db,
      organisationId,
      { id: waveId, programId: wave.programId },
      'invitation',
    )
    const mailingId = uuidv7()
    const { texts, reminderTexts, reminders, reminderDays, perMinute } = wanted
    await insertMailing(db, organisationId, {
      ...{ ...of, id: mailingId, collectorId: collector.id, createdBy: userId, publicUrl, sendAt },
      ...{ texts, reminderTexts, reminders, reminderDays, perMinute },
    })
    const invitations = await invite(db, links, organisationId, contacts, {
      ...of,
      collectorId: collector.id,
      brandId: wanted.brandId,
    })
    await insertFirstMail(db, organisationId, { waveId, mailingId, dueAt: sendAt }, invitations)
    await jobs.send(db, 'send-mail', { organisationId, mailingId }, { startAfter: sendAt })
    return { mailing: await readMailing(db, mailingId), count }
  })
}

/** Makes an invitation for each of these contacts, none of whom has one in the wave. */
export async function invite(
  db: Db,
  links: InvitationLinks,
  organisationId: string,
  contacts: readonly { id: string }[],
  of: InvitationsMade,
): Promise<NewInvitation[]> {
  const invitations = contacts.map(({ id: contactId }) => {
    const id = uuidv7()
    return { id, contactId, responseId: uuidv7(), tokenHash: hashOfToken(links.tokenOf(id)) }
  })
  const contactIds = invitations.map(({ contactId }) => contactId)
  await deleteNeverAsked(db, of.waveId, contactIds)
  await insertInvitations(db, organisationId, of, invitations)
  return invitations
}
