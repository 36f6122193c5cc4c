import type { MiddlewareHandler } from 'hono'
import type { Accounts } from '../accounts.ts'
import type { Config, MailSettings } from '../config.ts'
import type { Role } from '../contract/common.ts'
import { findMembership } from '../db/accounts.ts'
import type { Databases } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { SendOne } from '../jobs/send-one.ts'
import type { Log } from '../log.ts'
import type { PageAssets } from '../pages/page-assets.ts'
import type { FormShelf } from '../services/frozen-forms.ts'
import type { InvitationLinks } from '../services/invitation-links.ts'
import type { PersonMarks } from '../services/person-marks.ts'
import type { OpenedCounter } from '../services/record-opened.ts'
import type { RecordResponse } from '../services/record-response.ts'
import type { Sealer } from '../services/sealing.ts'
import type { UploadPatience } from '../slow-bodies.ts'

/** What routes are made with. */
export interface Deps {
  readonly databases: Databases
  readonly accounts: Accounts
  readonly jobs: Jobs
  readonly log: Log
  readonly config: Pick<Config, 'threads' | 'redirectHosts' | 'proxies'>
  /** Where browsers reach us, without a slash at the end. */
  readonly publicUrl: string
  readonly recordResponse: RecordResponse
  /** Counts first pages opened. */
  readonly opened: OpenedCounter
  /** Forms made ready for taking answers. */
  readonly forms: FormShelf
  /** Seals what respondents hold of their answers. */
  readonly sealer: Sealer
  /** Script and look of the respondent's pages. */
  readonly pageAssets: PageAssets
  /** Makes the tokens of invitations. */
  readonly links: InvitationLinks
  /** By these, people who were erased are known again in files that came in before. */
  readonly marks: PersonMarks
  /** Who mail comes from, and a way to send one; undefined where mail is not set up. */
  readonly mail: (Pick<MailSettings, 'from' | 'perMinute'> & { readonly sendOne: SendOne }) | undefined
  /** How long files may take on their way; undefined: as long as is usual. */
  readonly uploadPatience?: UploadPatience
  /** The folder of the built web pages; undefined where only the API is wanted. */
  readonly webFolder: string | undefined
}

export interface Caller {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly organisationId: string
  readonly organisationName: string
  readonly role: Role
}

export interface Env {
  Variables: { requestId: string; caller: Caller }
}

/** Each role may do all that the ones before it may. */
const RANK: readonly Role[] = ['viewer', 'interviewer', 'analyst', 'designer', 'owner']

export const mayAs = (role: Role, needed: Role): boolean => RANK.indexOf(role) >= RANK.indexOf(needed)

export type RoleGate = MiddlewareHandler<Env> & { readonly role: Role }

/** States the role a route needs. No session: 401. A lesser role: 403. Tests read `role` off every route. */
export function allow({ accounts, databases }: Deps, role: Role): RoleGate {
  const gate: MiddlewareHandler<Env> = async (c, next) => {
    const caller = await findCaller(accounts, databases, c.req.raw.headers)
    if (caller === undefined) throw new ApiError(401, 'signed-out', 'sign in first')
    if (!mayAs(caller.role, role)) {
      throw new ApiError(403, 'not-allowed', `this needs the role ${role}; yours is ${caller.role}`)
    }
    c.set('caller', caller)
    await next()
  }
  return Object.assign(gate, { role })
}

export async function findCaller(
  accounts: Accounts,
  databases: Databases,
  headers: Headers,
): Promise<Caller | undefined> {
  const found = await accounts.api.getSession({ headers })
  const organisationId = found?.session.activeOrganizationId
  if (found === null || organisationId === null || organisationId === undefined) return undefined
  const membership = await findMembership(databases.system, found.user.id, organisationId)
  if (membership === undefined) return undefined
  const { id, name, email } = found.user
  return {
    userId: id,
    name,
    email,
    organisationId: membership.organisationId,
    organisationName: membership.organisationName,
    role: membership.role,
  }
}
