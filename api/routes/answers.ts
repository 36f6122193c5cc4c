import { Hono } from 'hono'
import { boundedJsonText, validate } from '../validate.ts'
import type { Deps, Env } from './context.ts'
import { LinkPath, Through } from './respond.ts'

const MOST_BYTES = 256 * 1024

/** Where answers come in. It stands before whatever guards and packs the other pages: none of that is for answers. */
export const answerRoutes = ({ recordResponse }: Deps) =>
  new Hono<Env>().post(
    '/:key',
    boundedJsonText({ bytes: MOST_BYTES }),
    validate('param', LinkPath),
    validate('query', Through),
    async (c) => {
      // Read by its contract, Submission, where it is recorded.
      const body = await c.req.text()
      return c.json(await recordResponse(c.req.valid('param').key, body, c.req.valid('query').i), 201)
    },
  )
