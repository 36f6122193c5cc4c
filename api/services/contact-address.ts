import { z } from 'zod'

const Email = z.email().max(254)

/** The one spelling of an e-mail address that the register keeps, or undefined when it is none. */
export function emailAddress(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase()
  return Email.safeParse(plain).data
}

const NUMBER = /^\+?[0-9]{5,15}$/
const PUNCTUATION = /[\s().\-–—/·]/g

/**
 * The one spelling of a telephone number: `+8613800138000`, or digits alone where nothing says its country.
 * `callingCode`: the country that numbers without one belong to; a leading 0 of theirs is for dialling within it.
 */
export function phoneNumber(text: string, callingCode: string | null): string | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^(\+\d{1,3}\s*)\(0\)/, '$1')
  const number = plain.replaceAll(PUNCTUATION, '').replace(/^00(?=[1-9])/, '+')
  if (!NUMBER.test(number)) return undefined
  if (number.startsWith('+') || callingCode === null) return number
  // Its country stands before it already, only the + is missing: national numbers are shorter.
  if (number.startsWith(callingCode) && number.length >= callingCode.length + 10) return `+${number}`
  const international = `+${callingCode}${number.replace(/^0/, '')}`
  return NUMBER.test(international) ? international : undefined
}
