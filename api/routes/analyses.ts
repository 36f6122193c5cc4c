import { Hono } from 'hono'
import { z } from 'zod'
import { NewAnalysis } from '../contract/analysis.ts'
import { Id } from '../contract/common.ts'
import { findAnalysis } from '../db/analyses.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { cancelAnalysis } from '../services/cancel-analysis.ts'
import { requestAnalysis } from '../services/request-analysis.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

const Path = z.object({ analysisId: Id })

export const analysisRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  return new Hono<Env>()
    .post('/', allow(deps, 'analyst'), validate('json', NewAnalysis), async (c) => {
      const { organisationId } = c.get('caller')
      return c.json(await requestAnalysis(db, deps.jobs, organisationId, c.req.valid('json')), 202)
    })
    .get('/:analysisId', allow(deps, 'viewer'), validate('param', Path), async (c) => {
      const { analysisId } = c.req.valid('param')
      const analysis = await withOrganisation(db, c.get('caller').organisationId, (db) =>
        findAnalysis(db, analysisId),
      )
      if (analysis === undefined) throw notFound('analysis')
      return c.json(analysis)
    })
    .post('/:analysisId/cancel', allow(deps, 'analyst'), validate('param', Path), async (c) => {
      return c.json(await cancelAnalysis(db, c.get('caller').organisationId, c.req.valid('param').analysisId))
    })
}
