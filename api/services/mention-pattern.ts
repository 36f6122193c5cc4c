import type { Person } from './person-marks.ts'

/** Shorter numbers, and names of one character, are written for something else as well. */
const LEAST_NUMBER = 4
const LEAST_NAME = 2
const END_OF_PHONE = 8
const BETWEEN_DIGITS = '[ ().–—/·-]{0,3}'

/**
 * A regular expression, as PostgreSQL reads them, that finds what names this person in a text: the address, the
 * telephone number however it is written, the customer number, the name. Undefined where there is nothing to look for.
 */
export function mentionPattern({ customerNumber, name, email, phone }: Person): string | undefined {
  const words = name
    .normalize('NFKC')
    .split(/\s+/)
    .filter((word) => word !== '')
  const alternatives = [
    ...(email === null ? [] : [alone(email)]),
    ...(customerNumber === null || customerNumber.length < LEAST_NUMBER ? [] : [alone(customerNumber)]),
    ...(phone === null
      ? []
      : [phone.replaceAll(/\D/g, '').slice(-END_OF_PHONE).split('').join(BETWEEN_DIGITS)]),
    ...([...words.join('')].length < LEAST_NAME ? [] : [namedBy(words)]),
  ]
  return alternatives.length === 0 ? undefined : alternatives.join('|')
}

const LETTER = '[[:alnum:]]'
const NO_LETTER = { before: `(?<!${LETTER})`, after: `(?!${LETTER})` }

const alone = (text: string) => `${NO_LETTER.before}${anyCase(text)}${NO_LETTER.after}`

/** First and last names stand in either order, in one cell or in two. */
function namedBy(words: readonly string[]): string {
  const orders = words.length === 2 ? [words, words.toReversed()] : [words]
  const written = orders.map((words) => words.map(anyCase).join('[[:space:],;]*'))
  const isHan = /\p{Script=Han}/u.test(words.join(''))
  // Chinese has no spaces to stand between words.
  return isHan ? written.join('|') : `${NO_LETTER.before}(?:${written.join('|')})${NO_LETTER.after}`
}

/** Letter by letter: whether the database knows the case of a letter is a matter of its locale. */
const anyCase = (text: string) =>
  [...text]
    .map((letter) => {
      const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()]
      if (lower !== upper && [...lower].length === 1 && [...upper].length === 1) return `[${lower}${upper}]`
      return /[\p{L}\p{N}\s]/u.test(letter) ? letter : `\\${letter}`
    })
    .join('')
