import type { RowChange, RowNote } from '../contract/contact-import.ts'
import type { ContactState, OfferedContact } from '../db/contact-matches.ts'
import { ATTRIBUTE } from './contact-columns.ts'

const LONGEST = 200

/** As much of a text as a preview shows. */
export const shorten = (text: string): string => text.slice(0, LONGEST).toWellFormed()

/** What would be another in a contact, field by field; '' where there is nothing. */
export function contactChanges(before: ContactState, after: ContactState): RowChange[] {
  const was = textsOf(before)
  return [...textsOf(after)].flatMap(([field, text]) => {
    const old = was.get(field) ?? ''
    return old === text ? [] : [{ field, before: shorten(old), after: shorten(text) }]
  })
}

const textsOf = (contact: ContactState): ReadonlyMap<string, string> =>
  new Map([
    ['customer-number', contact.customerNumber ?? ''],
    ['name', contact.name],
    ['email', contact.email ?? ''],
    ['phone', contact.phone ?? ''],
    ['language', contact.language ?? ''],
    ['consent', contact.consent],
    ['unsubscribed', contact.unsubscribed ? 'yes' : 'no'],
    ['batch', contact.batch ?? ''],
    ...Object.entries(contact.attributes).map(([key, value]) => [`${ATTRIBUTE}${key}`, value] as const),
  ])

/** Where a contact has said no, and the row says otherwise or nothing: the no stays. */
export function keptNotes(before: ContactState, offered: OfferedContact): RowNote[] {
  const notes: RowNote[] = []
  if (before.consent === 'withdrawn' && offered.consent === 'given') notes.push('stays-withdrawn')
  if (before.unsubscribed && !offered.unsubscribed) notes.push('stays-unsubscribed')
  return notes
}

/**
 * Whether a row seems to be about somebody else than the contact whose customer number it has: another name, and another
 * e-mail address or telephone number where none is the same. Running numbers of two lists look like that.
 */
export function seemsOther(before: ContactState, offered: OfferedContact): boolean {
  if (offered.customerNumber === null || offered.customerNumber !== before.customerNumber) return false
  const compared = [compare(before.email, offered.email), compare(before.phone, offered.phone)]
  return (
    compare(before.name.toLowerCase(), offered.name.toLowerCase()) === 'other' &&
    compared.includes('other') &&
    !compared.includes('same')
  )
}

const compare = (before: string | null, offered: string | null): 'same' | 'other' | 'unknown' => {
  if (before === null || offered === null || before === '' || offered === '') return 'unknown'
  return before === offered ? 'same' : 'other'
}
