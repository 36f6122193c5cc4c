import { Hono } from 'hono'
import { toBuffer, toString as toText } from 'qrcode'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { type Collector, CollectorChange } from '../contract/wave.ts'
import { type CollectorRow, findCollector } from '../db/collectors.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { changeCollector } from '../services/change-collector.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

const Path = z.object({ collectorId: Id })

/** In pixels, quiet zone included. */
const PngQuery = z.strictObject({ size: z.coerce.number().int().min(256).max(2048).default(1024) })

/** Read by every camera, also when a corner is torn off; four modules of white around it, as the standard asks. */
const QR = { errorCorrectionLevel: 'M', margin: 4 } as const

export const collectorRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  const findLink = async (organisationId: string, collectorId: string) => {
    const collector = await withOrganisation(db, organisationId, (db) => findCollector(db, collectorId))
    if (collector === undefined || collector.kind !== 'open-link') throw notFound('collector')
    return `${deps.publicUrl}/r/${collector.key}`
  }
  return new Hono<Env>()
    .patch(
      '/:collectorId',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', CollectorChange),
      async (c) => {
        const { collectorId } = c.req.valid('param')
        const { organisationId } = c.get('caller')
        const changed = await changeCollector(db, organisationId, collectorId, c.req.valid('json'))
        return c.json(asCollector(deps.publicUrl, changed))
      },
    )
    .get('/:collectorId/qr.svg', allow(deps, 'viewer'), validate('param', Path), async (c) => {
      const { collectorId } = c.req.valid('param')
      const link = await findLink(c.get('caller').organisationId, collectorId)
      const svg = await toText(link, { ...QR, type: 'svg' })
      return c.body(svg, 200, { 'content-type': 'image/svg+xml', ...KEPT })
    })
    .get(
      '/:collectorId/qr.png',
      allow(deps, 'viewer'),
      validate('param', Path),
      validate('query', PngQuery),
      async (c) => {
        const { collectorId } = c.req.valid('param')
        const link = await findLink(c.get('caller').organisationId, collectorId)
        const png = await toBuffer(link, { ...QR, type: 'png', width: c.req.valid('query').size })
        return c.body(new Uint8Array(png), 200, { 'content-type': 'image/png', ...KEPT })
      },
    )
}

const KEPT = { 'cache-control': 'private, max-age=3600' }

/** A way in as others see it. */
export const asCollector = (publicUrl: string, row: CollectorRow & { responses: number }): Collector => ({
  id: row.id,
  waveId: row.waveId,
  brandId: row.brandId,
  kind: row.kind,
  url: row.kind === 'open-link' ? `${publicUrl}/r/${row.key}` : '',
  embedOrigins: row.embedOrigins,
  responses: row.responses,
})
