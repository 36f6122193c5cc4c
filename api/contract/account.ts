import { z } from 'zod'
import { Id, Name, Role } from './common.ts'

export const Password = z
  .string()
  .min(10, 'has fewer than 10 characters')
  .max(200, 'is longer than 200 characters')
export const Email = z.email().max(254)

/** GET /api/session: who is asking; `empty` is true until the first account exists. */
export const Session = z.strictObject({
  empty: z.boolean(),
  user: z.strictObject({ id: Id, name: z.string(), email: z.string() }).nullable(),
  organisation: z.strictObject({ id: Id, name: z.string() }).nullable(),
  role: Role.nullable(),
})
export type Session = z.infer<typeof Session>

/** POST /api/setup, once, on an empty database. Signs the browser in. */
export const NewOwner = z.strictObject({ name: Name, email: Email, password: Password, organisation: Name })
export type NewOwner = z.infer<typeof NewOwner>

/** POST /api/demo: on an empty database it also makes and signs in the demo account, and says its password once. */
export const DemoStarted = z.strictObject({
  account: z.strictObject({ email: z.string(), password: z.string() }).nullable(),
  programId: Id,
})
export type DemoStarted = z.infer<typeof DemoStarted>

/** GET /api/demo: how far loading is; `state` none | loading | ready | failed. */
export const DemoProgress = z.strictObject({
  state: z.enum(['none', 'loading', 'ready', 'failed']),
  programId: Id.nullable(),
  loaded: z.number().int(),
  total: z.number().int(),
})
export type DemoProgress = z.infer<typeof DemoProgress>

export const NewMember = z.strictObject({ name: Name, email: Email, role: Role })
export type NewMember = z.infer<typeof NewMember>
export const MemberChange = z.strictObject({ role: Role })
export const Member = z.strictObject({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  joinedAt: z.iso.datetime(),
})
export type Member = z.infer<typeof Member>
/** The new member's first password, shown once to the owner who made the account. */
export const MemberMade = z.strictObject({ member: Member, password: z.string() })
export type MemberMade = z.infer<typeof MemberMade>
