import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { ImportRequest } from '../contract/import.ts'
import { TableQuery } from '../contract/table-file.ts'
import { TakingBack, TakingBackPreview } from '../contract/taking-back.ts'
import { listImports } from '../db/imports.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import { exportRejectedInterviews } from '../services/export-rejected-interviews.ts'
import { endImport, findImportProgress, previewImport, startImport } from '../services/import-interviews.ts'
import { previewTakingBack } from '../services/preview-taking-back.ts'
import { sayWho, sayWhoOf } from '../services/say-who.ts'
import { storeUpload } from '../services/store-upload.ts'
import { takeBackImport } from '../services/take-back-import.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'
import { csvDownload } from './csv-download.ts'
import { fileBody } from './file-body.ts'

const WavePath = z.object({ waveId: Id })
const Path = z.object({ importId: Id })

/** Files of interviews: what was refused of them stands there as it was, names and words included, for designers alone. */
export const interviewUploadRoutes = (deps: Deps) =>
  new Hono<Env>().post(
    '/:waveId/uploads',
    allow(deps, 'designer'),
    validate('param', WavePath),
    // Whose wave it is comes before what is wrong with the file.
    async (c, next) => {
      const { waveId } = c.req.valid('param')
      const wave = await withOrganisation(deps.databases.app, c.get('caller').organisationId, (db) =>
        findWave(db, waveId),
      )
      if (wave === undefined) throw notFound('wave')
      await next()
    },
    validate('query', TableQuery),
    async (c) => {
      const file = { body: fileBody(c), ...c.req.valid('query') }
      const { organisationId } = c.get('caller')
      const { waveId } = c.req.valid('param')
      return c.json(await storeUpload(deps.databases.app, organisationId, waveId, file), 201)
    },
  )

export const waveImportRoutes = (deps: Deps) => {
  const { jobs, marks } = deps
  const { app: db } = deps.databases
  return new Hono<Env>()
    .get('/:waveId/imports', allow(deps, 'designer'), validate('param', WavePath), async (c) => {
      const { waveId } = c.req.valid('param')
      const imports = await withOrganisation(db, c.get('caller').organisationId, async (db) => {
        if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
        return listImports(db, waveId)
      })
      return c.json({ imports: await sayWho(deps.databases, imports) })
    })
    .post(
      '/:waveId/imports/preview',
      allow(deps, 'designer'),
      validate('param', WavePath),
      validate('json', ImportRequest),
      async (c) => {
        const { organisationId } = c.get('caller')
        const { waveId } = c.req.valid('param')
        return c.json(await previewImport(db, organisationId, waveId, c.req.valid('json')))
      },
    )
    .post(
      '/:waveId/imports',
      allow(deps, 'designer'),
      validate('param', WavePath),
      validate('json', ImportRequest),
      async (c) => {
        const { organisationId } = c.get('caller')
        const { waveId } = c.req.valid('param')
        const made = await startImport({ db, jobs, marks }, organisationId, waveId, c.req.valid('json'))
        return c.json(made, made.state === 'done' ? 201 : 202)
      },
    )
}

export const importRoutes = (deps: Deps) => {
  const { jobs } = deps
  const { app: db } = deps.databases
  return new Hono<Env>()
    .get('/:importId', allow(deps, 'designer'), validate('param', Path), async (c) => {
      const { organisationId } = c.get('caller')
      const made = await findImportProgress({ db, jobs }, organisationId, c.req.valid('param').importId)
      return c.json(await sayWhoOf(deps.databases, made))
    })
    .post('/:importId/cancel', allow(deps, 'designer'), validate('param', Path), async (c) => {
      const { organisationId } = c.get('caller')
      const ended = { state: 'cancelled', failure: null } as const
      const made = await endImport(db, organisationId, c.req.valid('param').importId, ended)
      return c.json(await sayWhoOf(deps.databases, made))
    })
    .post(
      '/:importId/taking-back/preview',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', TakingBackPreview),
      async (c) => {
        const { importId } = c.req.valid('param')
        return c.json(await previewTakingBack(db, c.get('caller'), importId, c.req.valid('json')))
      },
    )
    .post(
      '/:importId/taking-back',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', TakingBack),
      async (c) => {
        const { importId } = c.req.valid('param')
        const made = await takeBackImport({ db, jobs }, c.get('caller'), importId, c.req.valid('json'))
        return c.json(await sayWhoOf(deps.databases, made), made.moving === null ? 200 : 202)
      },
    )
    .get('/:importId/rejected.csv', allow(deps, 'designer'), validate('param', Path), async (c) => {
      const { importId } = c.req.valid('param')
      const lines = await exportRejectedInterviews(db, c.get('caller').organisationId, importId)
      return csvDownload(c, `rejected-${importId}.csv`, lines)
    })
}
