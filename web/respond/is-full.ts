import type { Model } from 'survey-core'
import type { Language } from '../../api/contract/common.ts'
import type { Answering } from '../../api/contract/response.ts'
import { addressOf } from './answering.ts'

interface Screening {
  readonly model: Model
  /** The page just answered. */
  readonly page: string
  readonly brandId: string | null
  readonly language: Language
}

/** Asked after an answer that decides it; without an answer from the server nobody is turned away. */
export async function isFull(
  answering: Answering,
  { model, page, brandId, language }: Screening,
): Promise<boolean> {
  const answered = model.getPageByName(page)?.questions ?? []
  const decides = answered.some(({ name }) => name === 'brand' || answering.attributes.includes(name))
  if (!decides) return false
  const attributes = Object.fromEntries(
    answering.attributes.flatMap((name) => {
      const value: unknown = model.getValue(name)
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
  const reply = await fetch(addressOf(answering, '/screen'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sealed: answering.sealed, language, brandId, attributes }),
  }).catch(() => undefined)
  const said = (await reply?.json().catch(() => undefined)) as { room?: boolean } | undefined
  return said?.room === false
}
