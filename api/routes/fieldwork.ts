import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { createFieldworkReader } from '../services/read-fieldwork.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

const Path = z.object({ waveId: Id })

export const fieldworkRoutes = (deps: Deps) => {
  const read = createFieldworkReader(deps.databases.app)
  return new Hono<Env>().get(
    '/:waveId/fieldwork',
    allow(deps, 'viewer'),
    validate('param', Path),
    async (c) => {
      return c.json(await read(c.get('caller').organisationId, c.req.valid('param').waveId))
    },
  )
}
