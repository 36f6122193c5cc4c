import { Hono } from 'hono'
import { toString as qrCode } from 'qrcode'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { findCollector } from '../db/collectors.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

const Path = z.object({ collectorId: Id })

export const collectorRoutes = (deps: Deps) =>
  new Hono<Env>().get('/:collectorId/qr.svg', allow(deps, 'viewer'), validate('param', Path), async (c) => {
    const { collectorId } = c.req.valid('param')
    const collector = await withOrganisation(deps.databases.app, c.get('caller').organisationId, (db) =>
      findCollector(db, collectorId),
    )
    if (collector === undefined || collector.kind !== 'open-link') throw notFound('collector')
    const svg = await qrCode(`${deps.publicUrl}/r/${collector.key}`, {
      type: 'svg',
      errorCorrectionLevel: 'M',
      margin: 4,
    })
    return c.body(svg, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'private, max-age=3600' })
  })
