/** A telephone number in the register's one spelling, or why it is none. */
export type PhoneNumber =
  | { readonly ok: true; readonly number: string }
  | {
      readonly ok: false
      readonly reason: 'phone' | 'phone-extension' | 'phone-several'
      readonly message: string
    }

const NUMBER = /^\+?[0-9]{5,15}$/
const PUNCTUATION = /[\s().\-–—/·]/g

/**
 * The one spelling of a telephone number: `+8613800138000`, or digits alone where nothing says its country.
 * `callingCode`: the country that numbers without one belong to; a leading 0 of theirs is for dialling within it.
 */
export function phoneNumber(text: string, callingCode: string | null): PhoneNumber {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/i, '')
    // A spreadsheet's number with a decimal place: the 0 is no digit of it.
    .replace(/^(\+?\d+)\.0+$/, '$1')
    .replace(/^(\+\d{1,3}\s*)\(0\)/, '$1')
  if (isSeveral(plain)) return none('phone-several', 'holds several telephone numbers; give one')
  const number = spell(plain, callingCode)
  if (hasExtension(plain) && (number === undefined || !INLINE.test(number))) {
    return none('phone-extension', 'holds an extension; give the number without it')
  }
  if (number === undefined) return none('phone', 'is not a telephone number')
  return { ok: true, number }
}

const none = (reason: Exclude<PhoneNumber, { ok: true }>['reason'], message: string): PhoneNumber => ({
  ok: false,
  reason,
  message,
})

function spell(plain: string, callingCode: string | null): string | undefined {
  const number = plain.replaceAll(PUNCTUATION, '').replace(/^00(?=[1-9])/, '+')
  if (!NUMBER.test(number)) return undefined
  if (number.startsWith('+') || callingCode === null) return number
  // Its country stands before it already, only the + is missing: national numbers are shorter.
  if (number.startsWith(callingCode) && number.length >= callingCode.length + 10) return `+${number}`
  const international = `+${callingCode}${number.replace(/^0/, '')}`
  return NUMBER.test(international) ? international : undefined
}

const digitsOf = (text: string) => text.replaceAll(/\D/g, '')

/** `6275123/6275124` is two numbers, `0221/123456` one: only what leads into a town or a country may stand before a stroke. */
function isSeveral(plain: string): boolean {
  const [before = '', ...after] = plain.split('/')
  if (after.length === 0) return false
  const digits = digitsOf(before)
  const most = /^\(?(\+|00)/.test(before) ? 8 : 6
  return after.length > 1 || !/^\(?[+0]/.test(before.trim()) || digits.length > most
}

/** In Germany and Austria the last digits after a hyphen are dialled with the number. */
const INLINE = /^\+4[39]/
/** Digits of the shortest whole number, with what leads into its town, and with its country as well. */
const WHOLE = { national: 10, international: 11 }

/** `010-62751234-801`: few digits behind a hyphen where the number before it is whole already. */
function hasExtension(plain: string): boolean {
  const [, before = ''] = /^(.*\d)\s*[-–—]\s*\d{1,5}$/.exec(plain) ?? []
  const digits = digitsOf(before)
  if (/(?<!\d)\d{7,8}$/.test(before)) return true
  if (/^\(?(\+|00)/.test(before)) return digits.length >= WHOLE.international
  return /^\(?0/.test(before) && digits.length >= WHOLE.national
}
