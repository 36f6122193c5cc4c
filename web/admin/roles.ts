import type { Role } from '../../api/contract/common.ts'

/** From the most to the least a member may do. */
export const ROLES = [
  'owner',
  'designer',
  'analyst',
  'interviewer',
  'viewer',
] as const satisfies readonly Role[]
