import { Hono } from 'hono'
import { catalogue } from '../forms/summaries.ts'
import { allow, type Deps, type Env } from './context.ts'

export const instrumentRoutes = (deps: Deps) =>
  new Hono<Env>().get('/', allow(deps, 'viewer'), (c) => c.json(catalogue()))
