import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Secrets that need not be stored: whoever holds the seal of a response's id got it from us. With it a respondent
 * saves, resumes, reads the receipt of and deletes that one answer.
 */
export interface Sealer {
  /** `id.seal`, as cookies, forms and receipts carry it. */
  seal(id: string): string
  /** The id, when the seal is ours. */
  open(sealed: string): string | undefined
}

const SHAPE = /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\.([\w-]{22})$/

export function createSealer(secret: string): Sealer {
  const sealOf = (id: string) =>
    createHmac('sha256', secret).update(`answer:${id}`).digest().subarray(0, 16).toString('base64url')
  return {
    seal: (id) => `${id}.${sealOf(id)}`,
    open: (sealed) => {
      const [, id = '', given = ''] = SHAPE.exec(sealed) ?? []
      return id !== '' && isSame(sealOf(id), given) ? id : undefined
    },
  }
}

/** What the database keeps of a secret. */
export const hashOfSealed = (sealed: string): string => createHash('sha256').update(sealed).digest('hex')

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
