import type { Contact, ContactAttribute } from '../../api/contract/contact.ts'
import type { Language } from '../i18n/languages.ts'

/** What a contact is called on a screen: the first thing there is. */
export const nameOf = ({ name, email, customerNumber, phone }: Contact) =>
  [name, email, customerNumber, phone].find((text) => text !== null && text !== '') ?? ''

/** In the reader's language, or in any, or its key. */
export function titleOf(
  { title }: { title: Partial<Record<Language, string>> },
  language: Language,
  otherwise: string,
): string {
  const own = title[language]
  if (own !== undefined && own !== '') return own
  return Object.values(title).find((text) => text !== '') ?? otherwise
}

/** A contact's attributes as `title: value`, in the order of their definitions; undefined ones are left out. */
export function attributeWords(
  contact: Pick<Contact, 'attributes'>,
  attributes: readonly ContactAttribute[],
  language: Language,
): { key: string; title: string; value: string }[] {
  return attributes.flatMap((attribute) => {
    const code = contact.attributes[attribute.key]
    if (code === undefined) return []
    const value = attribute.values.find((value) => value.code === code)
    return [
      {
        key: attribute.key,
        title: titleOf(attribute, language, attribute.key),
        value: value === undefined ? code : titleOf(value, language, code),
      },
    ]
  })
}

export type ContactState = 'reachable' | 'unsubscribed' | 'bounced' | 'no-address' | 'withdrawn'

/** The first thing that speaks against writing to somebody, as the server has it. */
export function stateOf(contact: Contact): ContactState {
  if (contact.unsubscribedAt !== null) return 'unsubscribed'
  if (contact.consent === 'withdrawn') return 'withdrawn'
  if (contact.bouncedAt !== null) return 'bounced'
  return contact.email === null && contact.phone === null ? 'no-address' : 'reachable'
}

/** A short name made of a title, for a heading that has no Latin letter `attribute-3`. */
export function keyOf(title: string, taken: readonly string[]): string {
  const plain = title
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 36)
  const wanted = plain === '' ? 'attribute' : plain
  if (!taken.includes(wanted)) return wanted
  for (let number = 2; ; number++) if (!taken.includes(`${wanted}-${number}`)) return `${wanted}-${number}`
}

const LONGEST_CODE = 40

/** Values of a list, each called as it stands in a file; a code holds no comma and is none of `taken`. */
export function valuesOf(
  texts: readonly string[],
  language: Language,
  taken: readonly string[] = [],
): ContactAttribute['values'] {
  const codes = new Set(taken)
  return texts.map((text) => {
    const plain = text.replaceAll(/[\s,]+/g, ' ').trim()
    const wanted = plain === '' ? 'value' : within(plain, LONGEST_CODE)
    let code = wanted
    for (let number = 2; codes.has(code); number++) code = `${within(wanted, LONGEST_CODE - 4)}-${number}`
    codes.add(code)
    return { code, title: { [language]: text } }
  })
}

/** So many letters of it, none cut in two. */
function within(text: string, most: number): string {
  let short = ''
  for (const letter of text) {
    if (short.length + letter.length > most) break
    short += letter
  }
  return short.trim()
}
