import type { ContactAttribute, NewContact } from '../contract/contact.ts'
import type { ContactMapping, RowProblem } from '../contract/contact-import.ts'
import type { OfferedContact } from '../db/contact-matches.ts'
import type { CsvRow } from '../files/read-csv.ts'
import { emailAddress } from './contact-address.ts'
import { ATTRIBUTE } from './contact-columns.ts'
import { phoneNumber } from './phone-number.ts'

export interface ContactReading {
  readonly columns: readonly string[]
  readonly mapping: ContactMapping
  readonly attributes: readonly ContactAttribute[]
  readonly callingCode: string | null
  /** For rows that say nothing themselves. */
  readonly batch: string | null
  readonly consent: NewContact['consent']
}

/** `keys`: the addresses the row holds, by which the person is found again. */
export type ReadContact =
  | { readonly ok: true; readonly contact: OfferedContact; readonly keys: readonly string[] }
  | { readonly ok: false; readonly problems: readonly RowProblem[]; readonly keys: readonly string[] }

type Draft = { -readonly [Field in keyof OfferedContact]: OfferedContact[Field] }
type Say = (reason: string, message: string) => void
type Take = (draft: Draft, text: string, say: Say) => void

/** Reads rows of one file: each a contact, or every problem it has. */
export function createContactReader(reading: ContactReading): (row: CsvRow) => ReadContact {
  const takes = reading.columns.map((column) => takeOf(reading.mapping[column] ?? null, reading))
  return (row) => {
    const draft: Draft = {
      line: row.line,
      customerNumber: null,
      name: '',
      email: null,
      phone: null,
      language: null,
      attributes: {},
      consent: reading.consent === 'unknown' ? null : reading.consent,
      unsubscribed: false,
      batch: reading.batch,
    }
    const problems: RowProblem[] = []
    if (row.cells.length !== reading.columns.length) {
      const message = `has ${row.cells.length} cells, the header ${reading.columns.length}`
      return { ok: false, problems: [{ column: '', value: '', reason: 'cell-count', message }], keys: [] }
    }
    reading.columns.forEach((column, i) => {
      const text = cellText(row.cells[i] ?? '')
      if (text === '') return
      takes[i]?.(draft, text, (reason, message) =>
        problems.push({ column, value: text.slice(0, 100).toWellFormed(), reason, message }),
      )
    })
    const keys = keysOf(draft)
    if (problems.length === 0 && keys.length === 0) {
      const message = 'has no customer number, e-mail address or telephone number to know this contact by'
      problems.push({ column: '', value: '', reason: 'no-identity', message })
    }
    return problems.length > 0 ? { ok: false, problems, keys } : { ok: true, contact: draft, keys }
  }
}

export const isBlank = ({ cells }: CsvRow) => cells.every((cell) => cell.trim() === '')

export const keysOf = ({
  customerNumber,
  email,
  phone,
}: Pick<OfferedContact, 'customerNumber' | 'email' | 'phone'>) =>
  [customerNumber, email, phone].filter((key) => key !== null)

/** On one line. */
export const cellText = (cell: string): string => cell.replaceAll(/\s*[\r\n\t]\s*/g, ' ').trim()

const MOST: Readonly<Record<string, number>> = { 'customer-number': 100, name: 200, batch: 200 }

function takeOf(target: string | null, { attributes, callingCode }: ContactReading): Take | undefined {
  if (target === null) return undefined
  if (target.startsWith(ATTRIBUTE)) {
    const key = target.slice(ATTRIBUTE.length)
    const attribute = attributes.find((attribute) => attribute.key === key)
    return attribute === undefined ? undefined : takeAttribute(attribute)
  }
  switch (target) {
    case 'customer-number':
      return bounded(target, (draft, text) => {
        draft.customerNumber = text
      })
    case 'name':
      return bounded(target, (draft, text) => {
        draft.name = joinName(draft.name, text)
      })
    case 'batch':
      return bounded(target, (draft, text) => {
        draft.batch = text
      })
    case 'email':
      return (draft, text, say) => {
        draft.email = emailAddress(text) ?? null
        if (draft.email === null) say('email', 'is not an e-mail address')
      }
    case 'phone':
      return (draft, text, say) => {
        const phone = phoneNumber(text, callingCode)
        if (phone.ok) draft.phone = phone.number
        else say(phone.reason, phone.message)
      }
    case 'language':
      return (draft, text, say) => {
        draft.language = languageOf(text) ?? null
        if (draft.language === null) say('language', 'is none of en, zh-Hans and zh-Hant')
      }
    case 'consent':
      return (draft, text, say) => {
        const consent = consentOf(text)
        if (consent === undefined) say('consent', 'is none of given, withdrawn, unknown, yes and no')
        else draft.consent = consent === 'unknown' ? null : consent
      }
    default:
      return (draft, text, say) => {
        const yes = yesOrNo(text)
        if (yes === undefined) say('unsubscribed', 'is neither yes nor no')
        else draft.unsubscribed = yes
      }
  }
}

const bounded =
  (target: string, take: (draft: Draft, text: string) => void): Take =>
  (draft, text, say) => {
    const most = MOST[target] ?? 200
    if (text.length > most) say('too-long', `is longer than ${most} characters`)
    else if (hasControlCharacter(text)) say('control-character', 'holds a control character')
    else take(draft, text)
  }

/** The codes of a list by all that its values are called, in small letters. */
export function valueCodes({ values }: Pick<ContactAttribute, 'values'>): ReadonlyMap<string, string> {
  const codes = new Map<string, string>()
  for (const { code, title } of values) {
    for (const name of [code, ...Object.values(title)]) codes.set(name.toLowerCase(), code)
  }
  return codes
}

function takeAttribute({ key, values }: ContactAttribute): Take {
  const codes = valueCodes({ values })
  const take = bounded(key, (draft, value) => {
    draft.attributes = { ...draft.attributes, [key]: value }
  })
  return (draft, text, say) => {
    const value = values.length === 0 ? text : codes.get(text.toLowerCase())
    if (value === undefined) say('value', `is no value of "${key}"`)
    else take(draft, value, say)
  }
}

/** `Zhang` and `Wei` are two words, 张 and 伟 are one. */
const joinName = (before: string, text: string) =>
  before === '' ? text : /\p{Script=Han}$/u.test(before) ? `${before}${text}` : `${before} ${text}`

export const hasControlCharacter = (text: string): boolean => /\p{Cc}|\p{Cs}/u.test(text)

function languageOf(text: string): 'en' | 'zh-Hans' | 'zh-Hant' | undefined {
  const plain = text.toLowerCase().replaceAll('_', '-')
  if (/^(en|en-[a-z]{2}|english|英文|英语|英語)$/.test(plain)) return 'en'
  if (/^(zh-hant(-[a-z]{2})?|zh-(tw|hk|mo)|繁体|繁體|繁体中文|繁體中文)$/.test(plain)) return 'zh-Hant'
  if (/^(zh|zh-hans(-[a-z]{2})?|zh-(cn|sg)|chinese|中文|汉语|简体|簡體|简体中文|簡體中文)$/.test(plain))
    return 'zh-Hans'
  return undefined
}

function consentOf(text: string): NewContact['consent'] | undefined {
  const plain = text.toLowerCase()
  if (plain === 'given' || plain === '同意') return 'given'
  if (['withdrawn', 'refused', '拒绝', '拒絕', '撤回', '不同意'].includes(plain)) return 'withdrawn'
  if (['unknown', '未知', '不明'].includes(plain)) return 'unknown'
  const yes = yesOrNo(plain)
  return yes === undefined ? undefined : yes ? 'given' : 'withdrawn'
}

function yesOrNo(text: string): boolean | undefined {
  const plain = text.toLowerCase()
  if (['yes', 'y', 'true', '1', '是', '有'].includes(plain)) return true
  return ['no', 'n', 'false', '0', '否', '无', '無'].includes(plain) ? false : undefined
}
