import { zValidator } from '@hono/zod-validator'
import type { HonoRequest, MiddlewareHandler, ValidationTargets } from 'hono'
import type { z } from 'zod'
import { ApiError } from './errors.ts'
import { unfit } from './parse-body.ts'
import { parseStrictJson } from './strict-json.ts'

/** Parses one part of a request by its contract, or answers 422 naming every field that does not fit. */
export const validate = <Target extends keyof ValidationTargets, Schema extends z.ZodType>(
  target: Target,
  schema: Schema,
) =>
  zValidator(
    target,
    schema,
    (result) => {
      if (!result.success) throw unfitPart(target, result.error)
    },
    // Contracts look nothing up: there is nothing to wait for. Its type asks for a result of every version of zod.
    { validationFunction: (schema, value) => schema.safeParse(value) as never },
  )

/** The address parsed by its contracts, as `validate` does, without a step in the chain for each of them. */
export function readAddress<Path extends z.ZodType, Query extends z.ZodType>(
  request: HonoRequest,
  contracts: { readonly path: Path; readonly query: Query },
): { path: z.output<Path>; query: z.output<Query> } {
  const queries = Object.entries(request.queries()).map(([name, [first, ...more]]) => [
    name,
    more.length === 0 ? first : [first, ...more],
  ])
  const path = contracts.path.safeParse(request.param())
  if (!path.success) throw unfitPart('param', path.error)
  const query = contracts.query.safeParse(Object.fromEntries(queries))
  if (!query.success) throw unfitPart('query', query.error)
  return { path: path.data, query: query.data }
}

/** An id that is no id is an address that leads nowhere. */
const unfitPart = (target: keyof ValidationTargets, { issues }: { issues: Parameters<typeof unfit>[1] }) =>
  target === 'param'
    ? new ApiError(404, 'not-found', 'there is nothing at this address')
    : unfit(target, issues)

export interface BodyBounds {
  readonly bytes: number
  readonly depth?: number
  readonly entries?: number
}

/**
 * Guards every request that may change something: JSON only (a form on another site cannot send it),
 * uncompressed, bounded while it is read, and checked for hostile shapes before it is parsed.
 */
export const boundedJson =
  ({ bytes, depth = 20, entries = 20_000 }: BodyBounds): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    // Read already, with the bounds of a more particular address.
    if (c.req.bodyCache.text !== undefined || c.req.bodyCache.arrayBuffer !== undefined) return next()
    const body = await readJsonText(c.req, bytes)
    if (body === undefined) return next()
    parseStrictJson(body, { depth, entries })
    // The text, not the value: Hono writes a kept value out and reads it again, and 1e999 would come back as null.
    Object.assign(c.req.bodyCache, { text: Promise.resolve(body) })
    return next()
  }

/** The body of a request that must have one, guarded the same way, for whoever checks its shape while reading it. */
export const readBoundedJson = async (request: HonoRequest, { bytes }: Pick<BodyBounds, 'bytes'>) =>
  (await readJsonText(request, bytes)) ?? ''

/** Undefined: nothing was sent, and nothing was said about it. */
async function readJsonText(request: HonoRequest, bytes: number): Promise<string | undefined> {
  const encoding = request.header('content-encoding')
  if (encoding !== undefined && encoding !== 'identity') {
    throw new ApiError(415, 'compressed-body', 'request body: send it uncompressed')
  }
  const body = await readBounded(request.raw, bytes)
  const type = request.header('content-type')
  if (body === '' && type === undefined) return undefined
  if (type?.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    throw new ApiError(415, 'not-json', 'request body: must be application/json')
  }
  return body
}

/** Guards a file sent as it is: bounded while it is read. What it really is, its bytes say. */
export const boundedFile =
  ({ bytes }: Pick<BodyBounds, 'bytes'>): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method !== 'POST') return next()
    const body = await readBytes(c.req.raw, bytes)
    Object.assign(c.req.bodyCache, { arrayBuffer: Promise.resolve(body) })
    return next()
  }

/** Most fields that a form of ours sends. */
const MOST_FIELDS = 400

/** Guards what plain HTML forms send: bounded while it is read, and what a form sends and nothing else. */
export const boundedForm =
  ({ bytes }: Pick<BodyBounds, 'bytes'>): MiddlewareHandler =>
  async (c, next) => {
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
    const encoding = c.req.header('content-encoding')
    if (type !== 'application/x-www-form-urlencoded' || (encoding !== undefined && encoding !== 'identity')) {
      throw new ApiError(415, 'not-a-form', 'request body: must be what an HTML form sends')
    }
    const body = await readBounded(c.req.raw, bytes)
    if (body.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) {
      throw new ApiError(413, 'too-large', `request body: has more than ${MOST_FIELDS} fields`)
    }
    Object.assign(c.req.bodyCache, { text: Promise.resolve(body) })
    return next()
  }

const tooLarge = (bytes: number) =>
  new ApiError(413, 'too-large', `request body: is larger than ${Math.floor(bytes / 1024)} KiB`)

async function readBounded(request: Request, bytes: number): Promise<string> {
  const body = await readBytes(request, bytes)
  try {
    return UTF8.decode(body)
  } catch {
    throw new ApiError(400, 'not-utf8', 'request body: is not UTF-8 text')
  }
}

/** With a stated length the server reads no further than that; without one, this stops at the bound. */
async function readBytes(request: Request, bytes: number): Promise<ArrayBuffer | Uint8Array> {
  const length = request.headers.get('content-length')
  if (Number(length ?? 0) > bytes) throw tooLarge(bytes)
  const body = length === null ? await readStream(request, bytes) : await request.arrayBuffer()
  if (body.byteLength > bytes) throw tooLarge(bytes)
  return body
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

async function readStream(request: Request, bytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > bytes) throw tooLarge(bytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
