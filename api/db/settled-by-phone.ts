import { type SqlBool, sql } from 'kysely'
import type { Disposition } from '../contract/call.ts'

/** Said on the telephone, these settle the matter for the post as well; a number that does not work does not. */
const SETTLED: readonly Disposition[] = ['2.11', '2.12', '2.31', '2.32', '4.70']

/** Of rows `invitation`: somebody who was called about it wants no more, or cannot. */
export const settledByPhone = sql<SqlBool>`exists (
  select from call join attempt on attempt.call_id = call.id
  where call.invitation_id = invitation.id and attempt.outcome = any (${[...SETTLED]}::text[]))`
