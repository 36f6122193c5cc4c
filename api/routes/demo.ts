import { Hono } from 'hono'
import type { DemoStarted } from '../contract/account.ts'
import { hasAccounts } from '../db/accounts.ts'
import { ApiError } from '../errors.ts'
import { createDemoOwner, findDemoProgress, startDemo } from '../services/load-demo.ts'
import { allow, type Deps, type Env, findCaller } from './context.ts'
import { signIn } from './session.ts'

/** The demo: open to everybody on an empty installation, later to those who may make programs. */
export const demoRoutes = (deps: Deps) => {
  const { databases, accounts, jobs } = deps
  return new Hono<Env>()
    .get('/', allow(deps, 'viewer'), async (c) =>
      c.json(await findDemoProgress(databases.app, c.get('caller').organisationId)),
    )
    .post('/', async (c) => {
      const caller = await findCaller(accounts, databases, c.req.raw.headers)
      if (caller === undefined) {
        if (await hasAccounts(databases.system)) throw new ApiError(401, 'signed-out', 'sign in first')
        const { account, organisationId } = await createDemoOwner(databases, accounts)
        // Signed in first: should the rest fail, the only account of this installation is not lost with its password.
        for (const cookie of await signIn(accounts, account)) c.header('set-cookie', cookie, { append: true })
        const programId = await startDemo(databases.app, jobs, organisationId)
        const started: DemoStarted = { account, programId }
        return c.json(started, 202)
      }
      if (caller.role !== 'owner' && caller.role !== 'designer') {
        throw new ApiError(403, 'not-allowed', `this needs the role designer; yours is ${caller.role}`)
      }
      const started: DemoStarted = {
        account: null,
        programId: await startDemo(databases.app, jobs, caller.organisationId),
      }
      return c.json(started, 202)
    })
}
