import { pino } from 'pino'
import { afterAll } from 'vitest'
import type { ModuleAnalysis } from '../../api/contract/module-analysis.ts'
import { createResamplingPool, type ResamplingPool } from '../../api/jobs/resampling-pool.ts'
import { runAnalysis } from '../../api/jobs/run-analysis.ts'
import type { MethodResult } from '../../stats/index.ts'
import { type Ask, type createTestApp, done } from '../test-app.ts'

export const always = (name: string, parameters: Record<string, unknown> = {}) =>
  ({ instrument: { name, version: 1 }, parameters, asked: 'always', weight: 1 }) as const

interface Tenant {
  readonly organisationId: string
  readonly ask: Ask
}

/** Asks for analyses of modules, and does the work of the queue here and now. */
export function moduleAsker(
  { databases }: Pick<Awaited<ReturnType<typeof createTestApp>>, 'databases'>,
  { organisationId, ask }: Tenant,
) {
  const pool = createResamplingPool(1)
  afterAll(() => pool.stop())
  const read = (id: string) => done<ModuleAnalysis>(ask('GET', `/api/analyses/${id}`))
  const request = (feed: string, slice: object, options: object = {}) =>
    ask<ModuleAnalysis & { error: { code: string; message: string } }>('POST', '/api/analyses', {
      method: 'module',
      slice,
      module: { instrument: INSTRUMENTS[feed] ?? feed, feed },
      options,
    })
  const run = (analysisId: string, threads: ResamplingPool = pool) =>
    runAnalysis(
      { db: databases.app, pool: threads, log: pino({ level: 'silent' }) },
      { organisationId, analysisId },
    )
  return {
    pool,
    read,
    request,
    run,
    async compute(feed: string, slice: object, options: object = {}): Promise<ModuleAnalysis> {
      const { id } = await done<ModuleAnalysis>(request(feed, slice, options))
      await run(id)
      return read(id)
    },
  }
}

/** Whose the analyses are that tests ask for; the others are of the instrument of their name. */
const INSTRUMENTS: Readonly<Record<string, string>> = {
  'indices.csat:csat': 'csat',
  'indices.nps:nps': 'nps',
  'text.words:nps-reason': 'nps',
  'text.words:open.wish': 'open-questions',
  'describe:kano.fast.performance': 'kano',
  'drivers:four-c.overall': 'four-c',
  'loyalty.signs': 'evangelist',
  'multivariate.factors': 'servqual',
  'servqual.beliefs': 'gaps-managers',
}

/** The method's own record. */
export const resultOf = <Estimate>({ result }: ModuleAnalysis) =>
  result as MethodResult & { estimate: Estimate }
