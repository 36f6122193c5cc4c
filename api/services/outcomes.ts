import { type Dispositions, outcomeRates } from '../../stats/index.ts'
import type { Outcomes } from '../contract/fieldwork.ts'
import type { InvitationCount, InvitedPartials } from '../db/fieldwork.ts'

type Counts = { -readonly [Name in keyof Dispositions]: number }

interface Invited {
  readonly invitations: readonly InvitationCount[]
  readonly partials: InvitedPartials
  /** AAPOR codes of the last calls that decide. */
  readonly calls: readonly { readonly outcome: string; readonly people: number }[]
}

/**
 * What became of everybody who was invited by name, in the words of AAPOR, with the rates; null when nobody was. People of
 * a register are known to be eligible, so silence is non-contact; a letter that came back leaves that open. Not agreeing is a
 * refusal, and so is opening and not answering. Handbook 12.7.
 */
export function outcomesOf({ invitations, partials, calls }: Invited): Outcomes | null {
  const counts: Counts = {
    complete: 0,
    partial: partials.usable,
    refusal: partials.brokenOff,
    nonContact: 0,
    other: 0,
    unknownHousehold: 0,
    unknownOther: 0,
    ineligible: partials.screenedOut,
  }
  for (const { kind, state, sent, settledByPhone, people } of invitations) {
    // Their last call says it, unless they said it themselves when asked for consent.
    if (settledByPhone || (kind === 'interviewer' && state !== 'declined')) continue
    if (state === 'completed') counts.complete += people
    else if (state === 'opened' || state === 'declined') counts.refusal += people
    else if (state === 'sent' || state === 'handed-out') counts.nonContact += people
    else if (state === 'bounced' || (state === 'failed' && sent)) counts.unknownHousehold += people
    else if (state === 'cancelled' && sent) counts.other += people
  }
  for (const { outcome, people } of calls) {
    const disposition = dispositionOf(outcome)
    counts[disposition] += people
  }
  const rates = outcomeRates(counts)
  if (!rates.ok) return null
  const { response1, response2, response3, cooperation1, refusal1, contact1 } = rates.value
  return {
    dispositions: counts,
    response1,
    response2,
    response3,
    cooperation1: cooperation1 ?? null,
    refusal1,
    contact1,
  }
}

/** AAPOR, Standard Definitions: the first two figures of a code say where it counts. */
export function dispositionOf(code: string): keyof Dispositions {
  if (code.startsWith('1.1')) return 'complete'
  if (code.startsWith('1.2')) return 'partial'
  if (code.startsWith('2.1')) return 'refusal'
  if (code.startsWith('2.2')) return 'nonContact'
  if (code.startsWith('2')) return 'other'
  if (code.startsWith('3.1')) return 'unknownHousehold'
  if (code.startsWith('3')) return 'unknownOther'
  if (code.startsWith('4')) return 'ineligible'
  throw new RangeError(`dispositionOf: "${code}" is not a final disposition of AAPOR`)
}
