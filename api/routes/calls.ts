import { Hono } from 'hono'
import { z } from 'zod'
import { type CallCounts, NewAttempt, type NextCall } from '../contract/call.ts'
import { Id } from '../contract/common.ts'
import { ContactChoice } from '../contract/mailing.ts'
import { countCalls, countOutcomes } from '../db/calls.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import { listForCalling, recordAttempt, releaseCall, takeNextCall } from '../services/call-contacts.ts'
import { countChoice } from '../services/send-invitations.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

const OfWave = z.object({ waveId: Id })
const OfCall = z.object({ callId: Id })
const NewCalls = z.strictObject({ contacts: ContactChoice, brandId: Id.nullable().default(null) })

/** Under /api/waves: whom to call. */
export const waveCallRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  return new Hono<Env>()
    .get('/:waveId/calls', allow(deps, 'interviewer'), validate('param', OfWave), async (c) => {
      const { waveId } = c.req.valid('param')
      const { organisationId, userId } = c.get('caller')
      const counts = await withOrganisation(db, organisationId, async (db): Promise<CallCounts> => {
        if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
        const { nextAt, ...counted } = await countCalls(db, waveId, userId)
        return {
          ...counted,
          nextAt: nextAt?.toISOString() ?? null,
          outcomes: await countOutcomes(db, waveId),
        }
      })
      return c.json(counts)
    })
    .post(
      '/:waveId/calls/count',
      allow(deps, 'designer'),
      validate('param', OfWave),
      validate('json', ContactChoice),
      async (c) => {
        const { waveId } = c.req.valid('param')
        const { organisationId } = c.get('caller')
        return c.json(await countChoice(db, organisationId, waveId, c.req.valid('json'), 'telephone'))
      },
    )
    .post(
      '/:waveId/calls',
      allow(deps, 'designer'),
      validate('param', OfWave),
      validate('json', NewCalls),
      async (c) => {
        const { organisationId } = c.get('caller')
        const { waveId } = c.req.valid('param')
        return c.json(
          await listForCalling({ db, links: deps.links }, organisationId, waveId, c.req.valid('json')),
          201,
        )
      },
    )
    .post('/:waveId/calls/next', allow(deps, 'interviewer'), validate('param', OfWave), async (c) => {
      const caller = { db, links: deps.links, publicUrl: deps.publicUrl }
      const next: NextCall = {
        call: await takeNextCall(caller, c.get('caller'), c.req.valid('param').waveId),
      }
      return c.json(next)
    })
}

/** Under /api/calls: what became of one. */
export const callRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  return new Hono<Env>()
    .post(
      '/:callId/attempts',
      allow(deps, 'interviewer'),
      validate('param', OfCall),
      validate('json', NewAttempt),
      async (c) => {
        await recordAttempt(db, c.get('caller'), c.req.valid('param').callId, c.req.valid('json'))
        return c.json({ ok: true as const }, 201)
      },
    )
    .post('/:callId/release', allow(deps, 'interviewer'), validate('param', OfCall), async (c) => {
      await releaseCall(db, c.get('caller'), c.req.valid('param').callId)
      return c.json({ ok: true as const })
    })
}
