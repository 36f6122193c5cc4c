import type { Context } from 'hono'

/** A CSV file sent as it is made; a reader who goes away stops the making. */
export function csvDownload(c: Context, fileName: string, pieces: AsyncIterable<string>): Response {
  const encoder = new TextEncoder()
  const source = pieces[Symbol.asyncIterator]()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await source.next()
      if (next.done === true) controller.close()
      else controller.enqueue(encoder.encode(next.value))
    },
    async cancel() {
      await source.return?.()
    },
  })
  return c.body(stream, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${fileName}"`,
  })
}
