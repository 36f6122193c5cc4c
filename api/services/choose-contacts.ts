import type { ChoiceCount, ContactChoice, LeftOut } from '../contract/mailing.ts'
import { lockInviting } from '../db/contact-rules.ts'
import type { Db } from '../db/database.ts'
import { type ChosenContact, listChosen } from '../db/invitations.ts'
import { findOpening } from '../db/waves.ts'
import { mayInvite } from './may-invite.ts'

/** Who of a choice is asked, and how many are not for which reason. */
export interface Chosen {
  readonly contacts: readonly ChosenContact[]
  readonly count: ChoiceCount
}

/**
 * Contacts that may be reached in this wave: by mail those with an address of their own who are not invited yet, by
 * telephone those with a number, invited or not; a link to hand out needs no address. `db`: the transaction that goes on to
 * invite them; `at`: not before, where they are not invited at once.
 */
export async function chooseContacts(
  db: Db,
  waveId: string,
  choice: ContactChoice,
  way: 'mail' | 'telephone' | 'link',
  { at = new Date() }: { at?: Date | undefined } = {},
): Promise<Chosen> {
  // Whoever else invites waits, or has been and is seen: nobody is invited twice.
  await lockInviting(db)
  const chosen = await listChosen(db, waveId, choice)
  const opening = await findOpening(db, waveId)
  const verdicts = await mayInvite(
    db,
    chosen.map(({ id }) => id),
    // Nothing is mailed, and nobody called, before the wave opens.
    { at: way !== 'link' && opening !== undefined && opening > at ? opening : at },
  )
  const leftOut: Partial<Record<LeftOut, number>> = {}
  const addresses = new Set<string>()
  const contacts = chosen.filter((contact) => {
    const reason = obstacle(contact)
    if (reason === undefined) return true
    leftOut[reason] = (leftOut[reason] ?? 0) + 1
    return false
  })
  return { contacts, count: { chosen: chosen.length, invitable: contacts.length, leftOut } }

  function obstacle({
    id,
    email,
    phone,
    invitationId,
    invitationState,
    withdrawnAt,
    mailboxAsked,
  }: ChosenContact): LeftOut | undefined {
    const verdict = verdicts.get(id) ?? 'unknown-contact'
    if (way === 'link') {
      if (invitationId !== null) return 'already-invited'
      return verdict === 'ok' || verdict === 'bounced' ? undefined : verdict
    }
    const address = way === 'mail' ? email?.toLowerCase() : phone
    if (address === undefined || address === null) return 'no-address'
    if (way === 'mail' && invitationId !== null) return 'already-invited'
    if (invitationState === 'declined') return 'declined'
    if (withdrawnAt !== null) return 'withdrawn'
    // Asked by mail already, somebody may be called about the same wave; a dead address does not silence a telephone.
    const bySame =
      way === 'telephone' && (verdict === 'bounced' || (verdict === 'too-often' && invitationId !== null))
    if (verdict !== 'ok' && !bySame) return verdict
    if (way === 'mail' && (mailboxAsked || addresses.has(address))) return 'same-address'
    addresses.add(address)
    return undefined
  }
}
