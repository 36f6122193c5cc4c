import type { Recorded } from '../../api/contract/response.ts'
import type { Collector, Wave } from '../../api/contract/wave.ts'
import { uuidv7 } from '../../api/ids.ts'
import { type Ask, type createTestApp, done } from '../test-app.ts'

/** Answers sent through the real door, and further ways in. */
export function answering(
  { ask }: Pick<Awaited<ReturnType<typeof createTestApp>>, 'ask'>,
  mine: { readonly ask: Ask },
) {
  const send = (path: string, answers: object, over: object = {}) =>
    done<Recorded>(ask('POST', path, { id: uuidv7(), language: 'en', answers, ...over }))
  return {
    send,
    /** The same answers from so many people. */
    times: async (count: number, path: string, answers: object, over: object = {}) => {
      for (let i = 0; i < count; i++) await send(path, answers, over)
    },
    /** The path of a new link, for one brand or (null) for any. */
    wayIn: async (wave: Pick<Wave, 'id'>, brandId: string | null): Promise<string> => {
      const made = await done<Collector>(mine.ask('POST', `/api/waves/${wave.id}/collectors`, { brandId }))
      return new URL(made.url).pathname
    },
  }
}
