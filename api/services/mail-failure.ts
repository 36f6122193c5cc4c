import { MAIL_REASONS, type MailFailure, type MailReason } from '../contract/mailing.ts'

/** What a mail server's words come to, by its status (RFC 3463) first and its reply code (RFC 5321) after. */
const SAID: readonly (readonly [RegExp, MailReason])[] = [
  [/(?<![\d.])5\.1\.(1|2|3|4|6|10)(?!\.?\d)/, 'unknown-address'],
  [/(?<![\d.])5\.2\.1(?!\.?\d)/, 'mailbox-closed'],
  [/(?<![\d.])[45]\.2\.2(?!\.?\d)|^(452|552)\b/, 'mailbox-full'],
  [/(?<![\d.])[45]\.7\.\d{1,3}(?!\.?\d)|^(535|554)\b/, 'not-wanted'],
  [/^4\d\d\b/, 'later'],
  [/^5\d\d\b/, 'refused'],
]

/**
 * Why a message has not gone, or not yet: a word that every language has, and what the server said where one did. The
 * words of ours are kept as such; all else that is kept are a server's.
 */
export function mailFailure(kept: string | null): MailFailure | null {
  if (kept === null) return null
  const own = MAIL_REASONS.find((reason) => reason === kept)
  if (own !== undefined) return { reason: own, said: null }
  const [, reason = 'no-answer'] = SAID.find(([words]) => words.test(kept)) ?? []
  return { reason, said: kept }
}
