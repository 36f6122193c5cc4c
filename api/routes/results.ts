import { Hono } from 'hono'
import { z } from 'zod'
import { IndexSlice, Partials } from '../contract/analysis.ts'
import { Id } from '../contract/common.ts'
import { ApiError } from '../errors.ts'
import { readResults } from '../services/read-results.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

const Path = z.object({ programId: Id })
const Query = z.object({
  segments: z.string().max(10_000).default('{}'),
  partials: Partials.default('leave-out'),
})

export const resultRoutes = (deps: Deps) =>
  new Hono<Env>().get(
    '/programs/:programId',
    allow(deps, 'viewer'),
    validate('param', Path),
    validate('query', Query),
    async (c) => {
      const { programId } = c.req.valid('param')
      const slice = readSlice(programId, c.req.valid('query'))
      return c.json(await readResults(deps.databases.app, c.get('caller').organisationId, slice))
    },
  )

function readSlice(programId: string, { segments, partials }: z.infer<typeof Query>): IndexSlice {
  let parsed: unknown
  try {
    parsed = JSON.parse(segments)
  } catch {
    throw new ApiError(422, 'invalid', 'segments: is not JSON like {"region":["north"]}')
  }
  const slice = IndexSlice.safeParse({ programId, segments: parsed, partials })
  // Validating drops the key `__proto__`; a filter that is not understood must not become no filter.
  if (!slice.success || Object.hasOwn(Object(parsed), '__proto__'))
    throw new ApiError(422, 'invalid', 'segments: must map attributes to lists of their values')
  return slice.data
}
