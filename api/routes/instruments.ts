import { Hono } from 'hono'
import { type Catalogue, MOST } from '../contract/program.ts'
import { catalogue } from '../forms/summaries.ts'
import { allow, type Deps, type Env } from './context.ts'

export const instrumentRoutes = (deps: Deps) =>
  new Hono<Env>().get('/', allow(deps, 'viewer'), (c) => {
    const all: Catalogue = { ...catalogue(), most: MOST }
    return c.json(all)
  })
