import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { Receipt, ReceiptErasure, type ReceiptHolder } from '../contract/erasure.ts'
import { Exclusion, ExclusionPreview, ReviewList } from '../contract/quality.ts'
import { eraseByReceipt } from '../services/erase-by-receipt.ts'
import { excludeResponses, previewExclusion } from '../services/exclude-responses.ts'
import { findByReceipt } from '../services/find-by-receipt.ts'
import { checkAmongOthers, readQuality } from '../services/read-quality.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

const Path = z.object({ waveId: Id })
const OfReceipt = Path.extend({ receipt: Receipt })
const Query = z.object({
  list: ReviewList.default('review'),
  page: z.coerce.number().int().min(0).max(10_000).default(0),
})

export const qualityRoutes = (deps: Deps) => {
  const { databases } = deps
  return new Hono<Env>()
    .get(
      '/:waveId/quality',
      allow(deps, 'analyst'),
      validate('param', Path),
      validate('query', Query),
      async (c) => {
        const { waveId } = c.req.valid('param')
        const { organisationId } = c.get('caller')
        return c.json(await readQuality(databases, organisationId, waveId, c.req.valid('query')))
      },
    )
    .post('/:waveId/quality/check', allow(deps, 'analyst'), validate('param', Path), async (c) => {
      const { waveId } = c.req.valid('param')
      return c.json({
        changed: await checkAmongOthers(databases.app, c.get('caller').organisationId, waveId),
      })
    })
    .post(
      '/:waveId/exclusions/preview',
      allow(deps, 'analyst'),
      validate('param', Path),
      validate('json', ExclusionPreview),
      async (c) => {
        const { waveId } = c.req.valid('param')
        return c.json(await previewExclusion(databases.app, c.get('caller'), waveId, c.req.valid('json')))
      },
    )
    .post(
      '/:waveId/exclusions',
      allow(deps, 'analyst'),
      validate('param', Path),
      validate('json', Exclusion),
      async (c) => {
        const { waveId } = c.req.valid('param')
        return c.json(await excludeResponses(databases.app, c.get('caller'), waveId, c.req.valid('json')))
      },
    )
    .get('/:waveId/receipts/:receipt', allow(deps, 'analyst'), validate('param', OfReceipt), async (c) => {
      const { waveId, receipt } = c.req.valid('param')
      const { organisationId } = c.get('caller')
      const holder: ReceiptHolder = await findByReceipt(databases.app, organisationId, waveId, receipt)
      return c.json(holder)
    })
    .post(
      '/:waveId/erase',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', ReceiptErasure),
      async (c) => {
        const { waveId } = c.req.valid('param')
        await eraseByReceipt(databases.app, c.get('caller'), waveId, c.req.valid('json').receipt)
        return c.json({ ok: true as const })
      },
    )
}
