import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Role } from '../api/contract/common.ts'
import { api } from './api-client.ts'

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: api.session, staleTime: 60_000 })

/** Each role may do all that the roles before it may. */
const RANKS: readonly Role[] = ['viewer', 'interviewer', 'analyst', 'designer', 'owner']

export const may = (role: Role | null, needed: Role) =>
  role !== null && RANKS.indexOf(role) >= RANKS.indexOf(needed)

/** Who is asking, for pages behind the sign-in, and what they may do. */
export function useSession() {
  const { data } = useSuspenseQuery(sessionQuery)
  return { ...data, may: (needed: Role) => may(data.role, needed) }
}
