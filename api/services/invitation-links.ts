import { createHmac } from 'node:crypto'
import { sha256 } from '../canonical-json.ts'

/** Makes what stands in an invitation's link. Nothing that opens it is stored: the database keeps its hash. */
export interface InvitationLinks {
  /** 22 letters, 132 bits; the same for every reminder. */
  tokenOf(invitationId: string): string
}

/** `secret`: the installation's. Whoever has it and the database could answer in anybody's name, and nobody else. */
export function createInvitationLinks(secret: string): InvitationLinks {
  const key = createHmac('sha256', secret).update('manyi invitation links').digest()
  return {
    tokenOf: (invitationId) =>
      createHmac('sha256', key).update(invitationId).digest('base64url').slice(0, 22),
  }
}

export const TOKEN = /^[A-Za-z0-9_-]{22}$/

export const hashOfToken = (token: string) => sha256(token)

/** Where an invited person answers. */
export const answerUrl = (publicUrl: string, key: string, token: string) => `${publicUrl}/r/${key}?i=${token}`

/** Where that person says: no more mail. */
export const unsubscribeUrl = (publicUrl: string, key: string, token: string) =>
  `${publicUrl}/u/${key}?i=${token}`
