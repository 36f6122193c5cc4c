import type { RowProblem } from '../contract/contact-import.ts'
import type { OfferedContact } from '../db/contact-matches.ts'
import { createKeyLines } from './key-lines.ts'

const HAS_NUMBER = 1
const HAS_EMAIL = 2

/**
 * Finds rows of one file that are the same person, by the register's rule: the customer number decides where both have
 * one, else the e-mail address where both have one, else the telephone number. The first row counts.
 */
export function createTwinFinder() {
  // Line and what the row had besides, in one number: this is kept for every row of a large file.
  const first = createKeyLines()
  const find = (key: string, apart: number) => {
    const found = first.find(key)
    return found === undefined || (found & apart) !== 0 ? undefined : found >> 2
  }
  return {
    /** What is wrong with this row, or undefined: then later rows are compared with it. */
    problemOf({ line, customerNumber, email, phone }: OfferedContact): RowProblem | undefined {
      const had = (customerNumber === null ? 0 : HAS_NUMBER) | (email === null ? 0 : HAS_EMAIL)
      const keys = [
        { what: 'customer number', value: customerNumber, mark: '#', apart: 0 },
        { what: 'e-mail address', value: email, mark: '@', apart: had & HAS_NUMBER },
        { what: 'telephone number', value: phone, mark: '+', apart: had },
      ]
      for (const { what, value, mark, apart } of keys) {
        if (value === null) continue
        const twin = find(`${mark}${value}`, apart)
        if (twin === undefined) continue
        const message = `line ${twin} has the same ${what}`
        return { column: '', value: value.slice(0, 100), reason: 'duplicate-in-file', message }
      }
      for (const { value, mark } of keys) {
        if (value !== null) first.keep(`${mark}${value}`, (line << 2) | had)
      }
      return undefined
    },
  }
}
