import { Hono } from 'hono'
import { NewOwner, type Session } from '../contract/account.ts'
import { hasAccounts } from '../db/accounts.ts'
import { createFirstOwner } from '../services/create-owner.ts'
import { validate } from '../validate.ts'
import { type Deps, type Env, findCaller } from './context.ts'

/** Who is asking, and the first account of an empty installation. */
export const sessionRoutes = ({ accounts, databases }: Deps) =>
  new Hono<Env>()
    .get('/session', async (c) => {
      const caller = await findCaller(accounts, databases, c.req.raw.headers)
      const session: Session = {
        empty: caller === undefined && !(await hasAccounts(databases.system)),
        user: caller === undefined ? null : { id: caller.userId, name: caller.name, email: caller.email },
        organisation:
          caller === undefined ? null : { id: caller.organisationId, name: caller.organisationName },
        role: caller?.role ?? null,
      }
      return c.json(session)
    })
    .post('/setup', validate('json', NewOwner), async (c) => {
      const owner = c.req.valid('json')
      await createFirstOwner(databases.system, accounts, owner)
      for (const cookie of await signIn(accounts, owner)) c.header('set-cookie', cookie, { append: true })
      return c.json({ ok: true as const }, 201)
    })

/** The cookies of a fresh session. */
export async function signIn(
  accounts: Deps['accounts'],
  { email, password }: { email: string; password: string },
): Promise<string[]> {
  const answer = await accounts.api.signInEmail({ body: { email, password }, asResponse: true })
  return answer.headers.getSetCookie()
}
