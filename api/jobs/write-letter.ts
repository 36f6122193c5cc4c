import type { Language } from '../contract/common.ts'
import type { ClaimedMail } from '../db/mail.ts'
import type { MailingRow } from '../db/mailings.ts'
import { renderMail } from '../forms/render-mail.ts'
import { answerUrl, hashOfToken, type InvitationLinks, unsubscribeUrl } from '../services/invitation-links.ts'
import type { Letter } from './smtp.ts'

/** A link made with another secret would lead nowhere. */
export const hasOtherSecret = ({ invitationId, tokenHash }: ClaimedMail, links: InvitationLinks): boolean =>
  hashOfToken(links.tokenOf(invitationId)) !== tokenHash

/** One person's message, in that person's language or else the program's first. */
export function writeLetter(
  message: ClaimedMail,
  mailing: MailingRow,
  ownBrands: readonly string[],
  links: InvitationLinks,
): Letter {
  const texts = message.number === 0 ? mailing.texts : { ...mailing.texts, ...mailing.reminderTexts }
  const languages = [message.language, ...mailing.languages, ...Object.keys(texts)] as (Language | null)[]
  const language = languages.find((one) => one !== null && texts[one] !== undefined) ?? 'en'
  const token = links.tokenOf(message.invitationId)
  const unsubscribe = unsubscribeUrl(mailing.publicUrl, mailing.collectorKey, token)
  const rendered = renderMail(texts[language] ?? { subject: '', body: '{link}' }, {
    language,
    name: message.name,
    brand: message.brand ?? ownBrands.join(', '),
    program: mailing.programName,
    closesOn: mailing.closesOn,
    link: answerUrl(mailing.publicUrl, mailing.collectorKey, token),
    unsubscribe,
  })
  return {
    id: message.id,
    to: { name: message.name, address: message.email ?? '' },
    ...rendered,
    language,
    unsubscribe,
  }
}
