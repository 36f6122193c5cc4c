import { Hono } from 'hono'
import { z } from 'zod'
import { MemberChange, NewMember } from '../contract/account.ts'
import { Id } from '../contract/common.ts'
import { listMembers } from '../db/accounts.ts'
import { addMember } from '../services/add-member.ts'
import { changeMemberRole, removeMember } from '../services/change-member.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

const Path = z.object({ memberId: Id })

export const memberRoutes = (deps: Deps) => {
  const { accounts, databases } = deps
  return new Hono<Env>()
    .get('/', allow(deps, 'owner'), async (c) => {
      const members = await listMembers(databases.system, c.get('caller').organisationId)
      return c.json({ members })
    })
    .post('/', allow(deps, 'owner'), validate('json', NewMember), async (c) => {
      const { organisationId } = c.get('caller')
      return c.json(await addMember(databases.system, accounts, organisationId, c.req.valid('json')), 201)
    })
    .patch(
      '/:memberId',
      allow(deps, 'owner'),
      validate('param', Path),
      validate('json', MemberChange),
      async (c) => {
        const { organisationId } = c.get('caller')
        const { memberId } = c.req.valid('param')
        return c.json(
          await changeMemberRole(databases.system, organisationId, memberId, c.req.valid('json').role),
        )
      },
    )
    .delete('/:memberId', allow(deps, 'owner'), validate('param', Path), async (c) => {
      await removeMember(databases, c.get('caller').organisationId, c.req.valid('param').memberId)
      return c.json({ ok: true as const })
    })
}
