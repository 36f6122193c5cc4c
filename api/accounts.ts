import { betterAuth } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'
import { organization } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import { adminAc, defaultStatements, memberAc, ownerAc } from 'better-auth/plugins/organization/access'
import type { Db } from './db/database.ts'
import { uuidv7 } from './ids.ts'

export interface AccountSettings {
  readonly secret: string
  /** Where browsers reach us; decides whether cookies are for https only. */
  readonly publicUrl: string
  /** Tests sign in often; people do not. */
  readonly rateLimit?: boolean
}

/** The header in which app.ts states the caller's address; whatever the caller wrote there is thrown away. */
export const ADDRESS_HEADER = 'x-manyi-address'

const access = createAccessControl(defaultStatements)

/**
 * Accounts, sessions and organisations by better-auth on the system pool.
 * Nobody signs up alone: the first account comes from setup, the others from their organisation's owner.
 */
export function createAccounts(system: Db, { secret, publicUrl, rateLimit = true }: AccountSettings) {
  return betterAuth({
    appName: 'Manyi',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    // A wrong password is no event for the server's log.
    logger: { level: 'error' },
    database: { db: system, type: 'postgres', schemaName: 'auth', transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
    },
    rateLimit: { enabled: rateLimit, window: 60, max: 100 },
    advanced: {
      database: { generateId: () => uuidv7(), validateSchema: false },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      cookiePrefix: 'manyi',
    },
    trustedOrigins: sameMachine(publicUrl),
    disabledPaths: ['/sign-up/email', '/delete-user', '/organization/create', '/organization/delete'],
    hooks: {
      // Whoever changes a password may fear that somebody knows it: all other sessions end, asked for or not.
      before: createAuthMiddleware(async (c) =>
        c.path === '/change-password'
          ? { context: { body: { ...c.body, revokeOtherSessions: true } } }
          : undefined,
      ),
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const membership = await system
              .selectFrom('auth.member')
              .select('organizationId')
              .where('userId', '=', session.userId)
              .orderBy('createdAt')
              .executeTakeFirst()
            return { data: { ...session, activeOrganizationId: membership?.organizationId ?? null } }
          },
        },
      },
    },
    plugins: [
      organization({
        allowUserToCreateOrganization: false,
        creatorRole: 'owner',
        ac: access,
        roles: {
          owner: ownerAc,
          admin: adminAc,
          designer: memberAc,
          analyst: memberAc,
          interviewer: memberAc,
          viewer: memberAc,
          member: memberAc,
        },
      }),
    ],
  })
}

/** A server on this machine is reached by any of the machine's own names. */
function sameMachine(publicUrl: string): string[] {
  const { protocol, hostname, port } = new URL(publicUrl)
  const names = ['127.0.0.1', 'localhost', '[::1]']
  if (!names.includes(hostname)) return [publicUrl]
  return names.map((name) => `${protocol}//${name}${port === '' ? '' : `:${port}`}`)
}

export type Accounts = ReturnType<typeof createAccounts>
