import { createHmac } from 'node:crypto'
import type { Contact } from '../contract/contact.ts'
import { emailAddress } from './contact-address.ts'

/** What a person is known by in a register. */
export type Person = Pick<Contact, 'customerNumber' | 'name' | 'email' | 'phone'>

/** What a register tells people apart by, as keyed hashes: alike for equal values, telling nothing else. */
export interface MarkedKeys {
  readonly number: string | null
  readonly email: string | null
  readonly phone: string | null
}

/** A person without what it is known by. */
export interface MarkedPerson extends MarkedKeys {
  /** Of whatever in a text says who it is: address, number, telephone, name. */
  readonly traces: readonly string[]
}

export interface PersonMarks {
  /** The marks of a row that may be a person: a file has very many. */
  markKeys(organisationId: string, person: Pick<Person, 'customerNumber' | 'email' | 'phone'>): MarkedKeys
  markPerson(organisationId: string, person: Person): MarkedPerson
  /** The marks of all that texts which stand side by side may say of somebody. */
  markTexts(organisationId: string, texts: readonly string[]): readonly string[]
}

/**
 * `secret`: the installation's. Without it nobody can tell from a mark, or by trying all numbers, whose it is; nor that
 * two organisations have erased the same person.
 */
export function createPersonMarks(secret: string): PersonMarks {
  const key = createHmac('sha256', secret).update('manyi erased people').digest()
  const markerOf = (organisationId: string) => (kind: string, value: string) =>
    createHmac('sha256', key).update(`${organisationId}\n${kind}\n${value}`).digest('base64url').slice(0, 22)
  const markKeys: PersonMarks['markKeys'] = (organisationId, { customerNumber, email, phone }) => {
    const mark = markerOf(organisationId)
    return {
      number: customerNumber === null ? null : mark('number', customerNumber),
      email: email === null ? null : mark('email', email),
      phone: phone === null ? null : mark('phone', phone),
    }
  }
  return {
    markKeys,
    markPerson: (organisationId, person) => {
      const mark = markerOf(organisationId)
      const { customerNumber, name, email, phone } = person
      const traces = [
        ...(email === null ? [] : [mark('email trace', email)]),
        ...(customerNumber === null || customerNumber.length < LEAST_NUMBER
          ? []
          : [mark('word', plainWord(customerNumber))]),
        ...(phone === null ? [] : [mark('phone trace', endOf(phone))]),
        ...namesOf(name).map((written) => mark('word', written)),
      ]
      return { ...markKeys(organisationId, person), traces }
    },
    markTexts: (organisationId, texts) => {
      const mark = markerOf(organisationId)
      const found = new Set<string>()
      for (const text of texts) {
        for (const email of text.match(EMAIL) ?? []) {
          const plain = emailAddress(email.replace(/[.]+$/, ''))
          if (plain !== undefined) found.add(mark('email trace', plain))
        }
        for (const number of text.normalize('NFKC').match(TELEPHONE) ?? []) {
          found.add(mark('phone trace', endOf(number)))
        }
      }
      for (const word of wordsOf(texts)) found.add(mark('word', word))
      return [...found]
    },
  }
}

/** Shorter ones are numbers of something else as well. */
const LEAST_NUMBER = 4
const LEAST_NAME = 2
const EMAIL = /[^\s<>"'(),;:]{1,64}[@＠][^\s<>"'(),;:]{3,190}/g
const TELEPHONE = /\d(?:[ ().\-–—/·]{0,3}\d){4,14}/g

/** The end of a number is the same however its country is written, and belongs to hardly anybody else. */
const endOf = (phone: string) => phone.replaceAll(/\D/g, '').slice(-8)

/** Case, width and spaces do not tell names apart. */
const plainWord = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s,;:"'“”’<>()（），。]+/g, '')

/** First and last names stand in either order. */
function namesOf(name: string): string[] {
  const words = name.split(/\s+/).map(plainWord)
  const orders = words.length === 2 ? [words, words.toReversed()] : [words]
  return orders.map((words) => words.join('')).filter((name) => [...name].length >= LEAST_NAME)
}

/** So many words of a cell, or cells of a row, may be one name. */
const LONGEST_NAME = 4
/** What is longer is no list of names, and would only be slow to read. */
const MOST_WORDS = 200

/** Every run of a few words: `Dear Zhang Wei` holds `zhangwei`, and so do two cells of which each is half of it. */
function wordsOf(texts: readonly string[]): Set<string> {
  const found = new Set<string>()
  const addRuns = (words: readonly string[], join = '') => {
    for (let from = 0; from < Math.min(words.length, MOST_WORDS); from++) {
      for (let length = 1; length <= LONGEST_NAME && from + length <= words.length; length++) {
        found.add(plainWord(words.slice(from, from + length).join(join)))
      }
    }
  }
  for (const text of texts) {
    found.add(plainWord(text))
    addRuns(text.split(/[\s,;:<>()]+/).filter((word) => word !== ''))
    // Chinese has no spaces to stand between words.
    for (const [run] of text.matchAll(/\p{Script=Han}{2,200}/gu)) addRuns([...run])
  }
  addRuns(texts)
  found.delete('')
  return found
}
