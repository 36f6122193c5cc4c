import { type Dispositions, outcomeRates } from '../../stats/index.ts'
import type { Outcomes } from '../contract/fieldwork.ts'
import type { InvitedPeople } from '../db/invited-people.ts'

type Counts = Outcomes['dispositions']
type Person = Omit<InvitedPeople, 'people' | 'collectorId' | 'brandId'>

/**
 * What became of everybody who was invited by name, in the words of AAPOR, with the rates; null when nobody was. Who was
 * turned away by a full quota is not eligible (AAPOR 4.8) and shown apart. Handbook 12.7.
 */
export function outcomesOf(invited: readonly InvitedPeople[]): Outcomes | null {
  const counts: Counts = {
    complete: 0,
    partial: 0,
    refusal: 0,
    nonContact: 0,
    other: 0,
    unknownHousehold: 0,
    unknownOther: 0,
    ineligible: 0,
    quotaFull: 0,
  }
  for (const { people, ...person } of invited) {
    const disposition = whatBecameOf(person)
    if (disposition !== undefined) counts[disposition] += people
  }
  const { quotaFull, ...others } = counts
  const known = outcomeRates({ ...others, ineligible: counts.ineligible + quotaFull })
  if (!known.ok && known.reason === 'nobody-invited') return null
  // Nobody known to be eligible or not: how many are cannot be estimated, the other rates do not need it.
  const rates = known.ok ? known : outcomeRates(others, { eligibleShare: 1 })
  const value = rates.ok ? rates.value : undefined
  return {
    dispositions: counts,
    response1: value?.response1 ?? null,
    response2: value?.response2 ?? null,
    response3: known.ok ? known.value.response3 : null,
    cooperation1: value?.cooperation1 ?? null,
    refusal1: value?.refusal1 ?? null,
    contact1: value?.contact1 ?? null,
  }
}

/**
 * One disposition for one person, by what is known best: answers before words, words before silence. People of a register
 * are known to be eligible, so silence in the post is non-contact; a letter that came back leaves that open. Not agreeing
 * is a refusal, and so is opening or beginning and not answering. Undefined: nobody has asked them yet.
 */
function whatBecameOf({ kind, state, sent, turnedAway, begun, told }: Person): keyof Counts | undefined {
  if (state === 'completed') return 'complete'
  if (state === 'declined') return 'refusal'
  if (turnedAway === 'no-brand' || told?.startsWith('4.7')) return 'ineligible'
  if (turnedAway !== null) return 'quotaFull'
  if (begun === 'usable') return 'partial'
  // An interviewer's word for "in part" holds until the answers have been looked at.
  if (told?.startsWith('1.2') && begun === 'too-little') return 'refusal'
  if (told !== null && /^(1|2[.]1|2[.]3)/.test(told)) return dispositionOf(told)
  if (begun !== null || state === 'started') return 'refusal'
  const byPhone = told === null ? undefined : dispositionOf(told)
  if (kind === 'interviewer') return byPhone
  if (state === 'opened') return 'refusal'
  // Silence on the telephone says no more than in the post; whom it reached is there, whatever came back.
  if (state === 'sent' || state === 'handed-out') return 'nonContact'
  if (state === 'bounced' || (state === 'failed' && sent))
    return byPhone === 'nonContact' ? byPhone : 'unknownHousehold'
  if (state === 'cancelled' && sent) return 'other'
  return byPhone
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
