import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { NewCollector, WaveChange } from '../contract/wave.ts'
import { listWaveBrands } from '../db/brands.ts'
import { listCollectors } from '../db/collectors.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import { changeWave, closeWave, reopenWave } from '../services/change-wave.ts'
import { createCollector } from '../services/create-collector.ts'
import { validate } from '../validate.ts'
import { asCollector } from './collectors.ts'
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
    .get('/:waveId/brands', allow(deps, 'viewer'), validate('param', Path), async (c) => {
      const { waveId } = c.req.valid('param')
      const brands = await withOrganisation(db, c.get('caller').organisationId, async (db) => {
        if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
        return listWaveBrands(db, waveId)
      })
      return c.json({ brands })
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
}
