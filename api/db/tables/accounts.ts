import type { Generated } from 'kysely'
import type { Timestamp } from './columns.ts'

/** The tables of better-auth that we read or write ourselves, in the schema `auth`. */
export interface AccountTables {
  'auth.user': {
    id: string
    name: string
    email: string
    emailVerified: Generated<boolean>
    createdAt: Timestamp
  }
  'auth.account': {
    id: string
    accountId: string
    providerId: string
    userId: string
    password: string | null
  }
  'auth.organization': { id: string; name: string; slug: string; createdAt: Timestamp }
  'auth.member': {
    id: string
    organizationId: string
    userId: string
    role: string
    createdAt: Timestamp
  }
  'auth.session': { id: string; userId: string; activeOrganizationId: string | null }
}
