import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { ImportRequest } from '../contract/import.ts'
import { type Collector, NewCollector, WaveChange } from '../contract/wave.ts'
import { type CollectorRow, listCollectors } from '../db/collectors.ts'
import { listImports } from '../db/imports.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import { changeWave, closeWave, reopenWave } from '../services/change-wave.ts'
import { createCollector } from '../services/create-collector.ts'
import { importInterviews, previewImport } from '../services/import-interviews.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

const Path = z.object({ waveId: Id })

export const waveRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  return new Hono<Env>()
    .get('/:waveId', allow(deps, 'viewer'), validate('param', Path), async (c) => {
      const { waveId } = c.req.valid('param')
      const wave = await withOrganisation(db, c.get('caller').organisationId, (db) => findWave(db, waveId))
      if (wave === undefined) throw notFound('wave')
      return c.json(wave)
    })
    .patch(
      '/:waveId',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', WaveChange),
      async (c) => {
        const { waveId } = c.req.valid('param')
        return c.json(await changeWave(db, c.get('caller').organisationId, waveId, c.req.valid('json')))
      },
    )
    .post('/:waveId/close', allow(deps, 'designer'), validate('param', Path), async (c) => {
      return c.json(await closeWave(db, c.get('caller').organisationId, c.req.valid('param').waveId))
    })
    .post('/:waveId/reopen', allow(deps, 'designer'), validate('param', Path), async (c) => {
      return c.json(await reopenWave(db, c.get('caller').organisationId, c.req.valid('param').waveId))
    })
    .get('/:waveId/collectors', allow(deps, 'viewer'), validate('param', Path), async (c) => {
      const { waveId } = c.req.valid('param')
      const rows = await withOrganisation(db, c.get('caller').organisationId, async (db) => {
        if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
        return listCollectors(db, waveId)
      })
      return c.json({ collectors: rows.map((row) => asCollector(deps.publicUrl, row)) })
    })
    .post(
      '/:waveId/collectors',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', NewCollector),
      async (c) => {
        const { organisationId } = c.get('caller')
        const { waveId } = c.req.valid('param')
        const made = await createCollector(db, organisationId, waveId, c.req.valid('json').brandId)
        return c.json(asCollector(deps.publicUrl, { ...made, responses: 0 }), 201)
      },
    )
    .get('/:waveId/imports', allow(deps, 'viewer'), validate('param', Path), async (c) => {
      const { waveId } = c.req.valid('param')
      const imports = await withOrganisation(db, c.get('caller').organisationId, async (db) => {
        if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
        return listImports(db, waveId)
      })
      return c.json({ imports })
    })
    .post(
      '/:waveId/imports/preview',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', ImportRequest),
      async (c) => {
        const { organisationId } = c.get('caller')
        return c.json(
          await previewImport(db, organisationId, c.req.valid('param').waveId, c.req.valid('json')),
        )
      },
    )
    .post(
      '/:waveId/imports',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', ImportRequest),
      async (c) => {
        const { organisationId } = c.get('caller')
        return c.json(
          await importInterviews(db, organisationId, c.req.valid('param').waveId, c.req.valid('json')),
          201,
        )
      },
    )
}

const asCollector = (publicUrl: string, row: CollectorRow & { responses: number }): Collector => ({
  id: row.id,
  waveId: row.waveId,
  brandId: row.brandId,
  kind: row.kind,
  url: row.kind === 'open-link' ? `${publicUrl}/r/${row.key}` : '',
  responses: row.responses,
})
