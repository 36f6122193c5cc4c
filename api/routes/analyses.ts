import { Hono } from 'hono'
import { z } from 'zod'
import { AnyNewAnalysis } from '../contract/belief-analysis.ts'
import { Id } from '../contract/common.ts'
import { ApiError } from '../errors.ts'
import { cancelAnalysis } from '../services/cancel-analysis.ts'
import { isOfOpenAnswers } from '../services/open-answer-words.ts'
import { readAnalysis } from '../services/read-analysis.ts'
import { requestAnalysis } from '../services/request-analysis.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env, mayAs } from './context.ts'

const Path = z.object({ analysisId: Id })

export const analysisRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  return new Hono<Env>()
    .post('/', allow(deps, 'analyst'), validate('json', AnyNewAnalysis), async (c) => {
      const { organisationId } = c.get('caller')
      return c.json(await requestAnalysis(db, deps.jobs, organisationId, c.req.valid('json')), 202)
    })
    .get('/:analysisId', allow(deps, 'viewer'), validate('param', Path), async (c) => {
      const { organisationId, role } = c.get('caller')
      const analysis = await readAnalysis(db, organisationId, c.req.valid('param').analysisId)
      if (analysis.method === 'module' && isOfOpenAnswers(analysis) && !mayAs(role, 'analyst')) {
        const message = `words of open answers may name people: this needs the role analyst; yours is ${role}`
        throw new ApiError(403, 'not-allowed', message)
      }
      return c.json(analysis)
    })
    .post('/:analysisId/cancel', allow(deps, 'analyst'), validate('param', Path), async (c) => {
      return c.json(await cancelAnalysis(db, c.get('caller').organisationId, c.req.valid('param').analysisId))
    })
}
