import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { findPicture } from '../db/pictures.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { addPicture } from '../services/add-picture.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

/** Pictures that a designer shows with questions. The body of POST is the file itself. */
export const pictureRoutes = (deps: Deps) =>
  new Hono<Env>()
    .post('/', allow(deps, 'designer'), async (c) => {
      const bytes = Buffer.from(await c.req.arrayBuffer())
      return c.json(await addPicture(deps.databases.app, c.get('caller').organisationId, bytes), 201)
    })
    .get('/:pictureId', allow(deps, 'viewer'), validate('param', z.object({ pictureId: Id })), async (c) => {
      const { pictureId } = c.req.valid('param')
      const picture = await withOrganisation(deps.databases.app, c.get('caller').organisationId, (db) =>
        findPicture(db, pictureId),
      )
      if (picture === undefined) throw notFound('picture')
      return c.body(new Uint8Array(picture.bytes), 200, { 'content-type': picture.type })
    })
