import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { QuotaList, type ScreenAnswer, ScreenRequest } from '../contract/quota.ts'
import { notFound } from '../errors.ts'
import { findInvitation } from '../services/find-invitation.ts'
import { screen } from '../services/quota-room.ts'
import { readQuotas, setQuotas } from '../services/set-quotas.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'
import { LinkPath, Through } from './respond.ts'

const Path = z.object({ waveId: Id })

export const quotaRoutes = (deps: Deps) =>
  new Hono<Env>()
    .get('/:waveId/quotas', allow(deps, 'viewer'), validate('param', Path), async (c) => {
      const { waveId } = c.req.valid('param')
      return c.json(await readQuotas(deps.databases.app, c.get('caller').organisationId, waveId))
    })
    .put(
      '/:waveId/quotas',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', QuotaList),
      async (c) => {
        const { waveId } = c.req.valid('param')
        const { quotas } = c.req.valid('json')
        return c.json(await setQuotas(deps.databases.app, c.get('caller'), waveId, quotas))
      },
    )

/** For respondents: no account. */
export const screenRoutes = ({ databases, sealer }: Deps) =>
  new Hono<Env>().post(
    '/:key/screen',
    validate('param', LinkPath),
    validate('query', Through),
    validate('json', ScreenRequest),
    async (c) => {
      const { key } = c.req.valid('param')
      const { i: token } = c.req.valid('query')
      const { sealed, language, brandId, brands, attributes } = c.req.valid('json')
      const invited = token === undefined ? undefined : await findInvitation(databases.app, key, token)
      // What the register knows of the invited is not asked; what they have answered counts more.
      const known = {
        brandIds: brandsOf(invited?.brandId ?? brandId, brands),
        attributes: { ...invited?.attributes, ...attributes },
      }
      const held = { sealed, language, invited }
      const room = await screen({ db: databases.app, sealer }, key, { ...held, ...known })
      if (room === undefined) throw notFound('link')
      return c.json({ room: room.room, full: [...room.full] } satisfies ScreenAnswer)
    },
  )

const brandsOf = (only: string | null, chosen: readonly string[]) => (only === null ? chosen : [only])
