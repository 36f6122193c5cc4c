import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { type FormPreview, NewProgram, ProgramChange } from '../contract/program.ts'
import { NewWave } from '../contract/wave.ts'
import { findProgram, listPrograms } from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { listWaves } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import { changeProgram, removeProgram } from '../services/change-program.ts'
import { createWave } from '../services/change-wave.ts'
import { createProgram } from '../services/create-program.ts'
import { listModuleAnalyses } from '../services/list-module-analyses.ts'
import { previewForm } from '../services/preview-form.ts'
import { publishProgram } from '../services/publish-program.ts'
import { checkRedirect } from '../services/redirects.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

const Path = z.object({ programId: Id })
const OfWave = z.strictObject({ waveId: Id.optional() })

export const programRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  return new Hono<Env>()
    .get('/', allow(deps, 'viewer'), async (c) => {
      const programs = await withOrganisation(db, c.get('caller').organisationId, listPrograms)
      return c.json({ programs })
    })
    .post('/', allow(deps, 'designer'), validate('json', NewProgram), async (c) => {
      checkRedirect(c.req.valid('json'), deps.config.redirectHosts)
      return c.json(await createProgram(db, c.get('caller').organisationId, c.req.valid('json')), 201)
    })
    .get('/:programId', allow(deps, 'viewer'), validate('param', Path), async (c) => {
      const { programId } = c.req.valid('param')
      const program = await withOrganisation(db, c.get('caller').organisationId, (db) =>
        findProgram(db, programId),
      )
      if (program === undefined) throw notFound('program')
      return c.json(program)
    })
    .patch(
      '/:programId',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', ProgramChange),
      async (c) => {
        const { organisationId } = c.get('caller')
        const { programId } = c.req.valid('param')
        checkRedirect(c.req.valid('json'), deps.config.redirectHosts)
        return c.json(await changeProgram(db, organisationId, programId, c.req.valid('json')))
      },
    )
    .delete('/:programId', allow(deps, 'designer'), validate('param', Path), async (c) => {
      await removeProgram(db, c.get('caller').organisationId, c.req.valid('param').programId)
      return c.json({ ok: true as const })
    })
    .get('/:programId/preview', allow(deps, 'viewer'), validate('param', Path), async (c) => {
      const { programId } = c.req.valid('param')
      const preview: FormPreview = await previewForm(db, c.get('caller').organisationId, programId)
      return c.json(preview)
    })
    .get(
      '/:programId/analyses',
      allow(deps, 'viewer'),
      validate('param', Path),
      validate('query', OfWave),
      async (c) => {
        const { waveId = null } = c.req.valid('query')
        const { organisationId } = c.get('caller')
        return c.json(await listModuleAnalyses(db, organisationId, c.req.valid('param').programId, waveId))
      },
    )
    .post('/:programId/publish', allow(deps, 'designer'), validate('param', Path), async (c) => {
      return c.json(await publishProgram(db, c.get('caller').organisationId, c.req.valid('param').programId))
    })
    .get('/:programId/waves', allow(deps, 'viewer'), validate('param', Path), async (c) => {
      const { programId } = c.req.valid('param')
      const waves = await withOrganisation(db, c.get('caller').organisationId, async (db) => {
        if ((await findProgram(db, programId)) === undefined) throw notFound('program')
        return listWaves(db, programId)
      })
      return c.json({ waves })
    })
    .post(
      '/:programId/waves',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', NewWave),
      async (c) => {
        const { organisationId } = c.get('caller')
        const { programId } = c.req.valid('param')
        return c.json(await createWave(db, organisationId, programId, c.req.valid('json')), 201)
      },
    )
}
