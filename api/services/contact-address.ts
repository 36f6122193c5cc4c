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
