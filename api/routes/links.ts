import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { ContactChoice, LinkQuery, NewLinks } from '../contract/mailing.ts'
import { exportLinks } from '../services/export-links.ts'
import { countLinks, makeLinks } from '../services/make-links.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'
import { csvDownload } from './csv-download.ts'

const OfWave = z.object({ waveId: Id })

/** Under /api/waves: personal links that are handed out by another way than our mail. */
export const waveLinkRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  return new Hono<Env>()
    .post(
      '/:waveId/links/count',
      allow(deps, 'designer'),
      validate('param', OfWave),
      validate('json', ContactChoice),
      async (c) => {
        const { organisationId } = c.get('caller')
        return c.json(await countLinks(db, organisationId, c.req.valid('param').waveId, c.req.valid('json')))
      },
    )
    .post(
      '/:waveId/links',
      allow(deps, 'designer'),
      validate('param', OfWave),
      validate('json', NewLinks),
      async (c) => {
        const { organisationId } = c.get('caller')
        const { waveId } = c.req.valid('param')
        const made = await makeLinks({ db, links: deps.links }, organisationId, waveId, c.req.valid('json'))
        return c.json(made, 201)
      },
    )
    .get(
      '/:waveId/links.csv',
      allow(deps, 'designer'),
      validate('param', OfWave),
      validate('query', LinkQuery),
      async (c) => {
        const { organisationId, userId: actorId } = c.get('caller')
        const asked = {
          ...{ organisationId, actorId },
          ...{ waveId: c.req.valid('param').waveId, state: c.req.valid('query').state },
        }
        return csvDownload(c, 'links.csv', await exportLinks({ db, ...deps }, asked))
      },
    )
}
