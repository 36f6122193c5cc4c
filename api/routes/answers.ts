import { Hono } from 'hono'
import { readAddress, readBoundedJson } from '../validate.ts'
import type { Deps, Env } from './context.ts'
import { LinkPath, Through } from './respond.ts'

const MOST_BYTES = 256 * 1024

/**
 * Where answers come in: as few steps as can be, for what each of them keeps while an answer waits for the disk is what
 * the garbage collector has to carry. It stands before whatever guards and packs the other pages.
 */
export const answerRoutes = ({ recordResponse }: Deps) =>
  new Hono<Env>().post('/:key', async (c) => {
    const { path, query } = readAddress(c.req, { path: LinkPath, query: Through })
    // Read by its contract, Submission, where it is recorded.
    const body = await readBoundedJson(c.req, { bytes: MOST_BYTES })
    return recordResponse(path.key, body, query.i).then((recorded) => c.json(recorded, 201))
  })
