import { z } from 'zod'

/** Ids are compared as text in places, so they have one spelling. */
export const Id = z.uuid().toLowerCase()
export const Language = z.enum(['en', 'zh-Hans', 'zh-Hant'])
export type Language = z.infer<typeof Language>

const isOfOurTime = (written: string) => written >= '1900' && written < '3000'

/** A calendar day, `2026-11-22`. */
export const Day = z.iso.date().refine(isOfOurTime, 'is not a day between 1900 and 2999')

/** A moment in UTC, `2026-11-22T09:30:00Z`. */
export const Moment = z.iso.datetime().refine(isOfOurTime, 'is not a moment between 1900 and 2999')

/** Text a person typed: trimmed, never empty, bounded, without control characters. */
export const Name = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(200, 'is longer than 200 characters')
  .refine((text) => !hasControlCharacter(text), 'holds a control character')
export const Prose = z
  .string()
  .trim()
  .max(2000)
  .refine((text) => !hasControlCharacter(text), 'holds a control character')

/** Text as it comes, as long as the database can hold it. */
export const Text = z.string().refine((text) => !hasControlCharacter(text), 'holds a control character')

function hasControlCharacter(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if ((code < 32 && character !== '\n' && character !== '\t') || code === 127) return true
    if (code >= 0xd800 && code <= 0xdfff) return true
  }
  return false
}

export const ROLES = ['owner', 'designer', 'analyst', 'interviewer', 'viewer'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** The one shape of every error on the wire. */
export const ErrorBody = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    requestId: z.string().optional(),
    problems: z
      .array(z.strictObject({ item: z.string(), reason: z.string(), message: z.string() }))
      .optional(),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>
