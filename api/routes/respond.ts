import { Hono } from 'hono'
import { z } from 'zod'
import { PartialAnswers, type PartialKept } from '../contract/response.ts'
import { ApiError, notFound } from '../errors.ts'
import { PAGE_TEXTS } from '../pages/texts.ts'
import { findAsked } from '../services/find-asked.ts'
import { showOpenForm } from '../services/open-form.ts'
import { refuseUnlessOpen, savePartial } from '../services/save-partial.ts'
import { validate } from '../validate.ts'
import { createAllowance } from './allowance.ts'
import type { Deps, Env } from './context.ts'

export const LinkPath = z.object({ key: z.string().regex(/^[a-z0-9]{8,40}$/) })

/** `i`: the token of an invitation. */
export const Through = z.object({ i: z.string().max(200).optional() })
const FormQuery = Through.extend({
  id: z.uuidv7().toLowerCase().optional(),
  form: z.coerce.number().int().min(1).max(1_000_000).optional(),
})

/** The respondent's way in for scripts: no account, no cookie. */
export const respondRoutes = ({ databases, forms, sealer, opened }: Deps) => {
  // A page is saved when it is left and a moment after it was changed; nobody answers two a second.
  const mayBeSaved = createAllowance({ burst: 60, perMinute: 60 })
  return new Hono<Env>()
    .get('/:key/form', validate('param', LinkPath), validate('query', FormQuery), async (c) => {
      const { key } = c.req.valid('param')
      const { i: token, id, form } = c.req.valid('query')
      const asked = await findAsked(databases.app, forms, { key, token, id, form })
      if (asked === undefined) throw notFound('link')
      if (id === undefined && asked.state === 'open' && !asked.isErased) {
        const { organisationId, collector, invited } = asked
        opened.record({ ...collector, organisationId }, invited?.id ?? null)
      }
      return c.json(showOpenForm(asked, id, { sealer, texts: PAGE_TEXTS }), 200, {
        'cache-control': 'no-cache',
      })
    })
    .put(
      '/:key/partial',
      validate('param', LinkPath),
      validate('query', Through),
      validate('json', PartialAnswers),
      async (c) => {
        const { sealed, brandId, form, ...saving } = c.req.valid('json')
        const id = sealer.open(sealed)
        if (id === undefined) throw new ApiError(404, 'not-found', 'sealed: is not one of ours')
        const wait = mayBeSaved(id)
        if (wait > 0) {
          c.header('retry-after', String(wait))
          throw new ApiError(429, 'too-often', `saved too often; wait ${wait} seconds`)
        }
        const asked = await findAsked(databases.app, forms, {
          key: c.req.valid('param').key,
          token: c.req.valid('query').i,
          id,
          form,
        })
        if (asked === undefined) throw notFound('link')
        refuseUnlessOpen(asked)
        const kept = await savePartial(databases.app, asked, { ...saving, id, sealed, brandId })
        return c.json({ kept } satisfies PartialKept)
      },
    )
}
