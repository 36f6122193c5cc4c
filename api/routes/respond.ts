import { Hono } from 'hono'
import { z } from 'zod'
import { Submission } from '../contract/response.ts'
import { ApiError, notFound } from '../errors.ts'
import { findOpenForm } from '../services/open-form.ts'
import { validate } from '../validate.ts'
import type { Deps, Env } from './context.ts'

const Path = z.object({ key: z.string().regex(/^[a-z0-9]{8,40}$/) })

/** The respondent's way in: no account, no cookie. */
export const respondRoutes = ({ databases, recordResponse }: Deps) =>
  new Hono<Env>()
    .get('/:key/form', validate('param', Path), async (c) => {
      const form = await findOpenForm(databases.app, c.req.valid('param').key)
      if (form === undefined) throw notFound('link')
      return c.json(form, 200, { 'cache-control': 'no-cache' })
    })
    .post('/:key', validate('param', Path), validate('json', Submission), async (c) => {
      const recorded = await recordResponse(c.req.valid('param').key, c.req.valid('json')).catch((error) => {
        if (error instanceof ApiError && error.status === 503) c.header('retry-after', '1')
        throw error
      })
      return c.json(recorded, 201)
    })
