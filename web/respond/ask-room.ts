import type { Model } from 'survey-core'
import type { Language } from '../../api/contract/common.ts'
import type { ScreenAnswer } from '../../api/contract/quota.ts'
import type { Answering } from '../../api/contract/response.ts'
import { addressOf } from './answering.ts'
import { brandOf, brandsIn } from './survey-model.ts'

const ROOM: ScreenAnswer = { room: true, full: [] }

interface Screening {
  readonly model: Model
  /** The page just answered. */
  readonly page: string
  readonly language: Language
  /** Milliseconds to wait for an answer. */
  readonly patience: number
}

/** Asked after an answer that decides a quota; without an answer from the server nobody is turned away. */
export async function askRoom(
  answering: Answering,
  { model, page, language, patience }: Screening,
  ask: typeof fetch = fetch,
): Promise<ScreenAnswer> {
  const answered = model.getPageByName(page)?.questions ?? []
  const brands = brandsIn(model)
  const decides = answered.some(
    ({ name }) => name === 'brand' || name === 'brands' || answering.attributes.includes(name),
  )
  // Of several brands one may be full by now: without it the answers about the others can be taken.
  const isEnd = brands.length > 1 && model.visiblePages.at(-1)?.name === page
  if (!decides && !isEnd) return ROOM
  const attributes = Object.fromEntries(
    answering.attributes.flatMap((name) => {
      const value: unknown = model.getValue(name)
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
  const { sealed } = answering
  const known = { brandId: brandOf(model, answering), brands, attributes }
  const said: unknown = await ask(addressOf(answering, '/screen'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sealed, language, ...known }),
    signal: AbortSignal.timeout(patience),
  })
    .then((reply) => reply.json())
    .catch(() => undefined)
  const { room, full } = (said ?? {}) as Partial<ScreenAnswer>
  return { room: room !== false, full: Array.isArray(full) ? full : [] }
}
