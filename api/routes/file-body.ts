import type { Context } from 'hono'
import { ApiError } from '../errors.ts'

/** A body that is neither JSON nor small: a file, to be read as it arrives. Throws an ApiError 415 for any other. */
export function fileBody(c: Context): ReadableStream<Uint8Array> {
  // A form of another site cannot send this type.
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/octet-stream') {
    throw new ApiError(415, 'not-a-file', 'request body: must be the file, as application/octet-stream')
  }
  return c.req.raw.body ?? new ReadableStream<Uint8Array>({ start: (none) => none.close() })
}
