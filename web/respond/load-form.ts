import type { Answering, OpenForm } from '../../api/contract/response.ts'
import { addressOf, idOf } from './answering.ts'

/** The form that somebody answers, as laid out for them; undefined when it cannot be had, or somebody else answers for us. */
export async function loadForm(on: Answering, ask: typeof fetch = fetch): Promise<OpenForm | undefined> {
  const query = { id: idOf(on), form: String(on.form) }
  const reply = await ask(addressOf(on, '/form', query), { headers: { accept: 'application/json' } }).catch(
    () => undefined,
  )
  if (reply?.ok !== true) return undefined
  const form = (await reply.json().catch(() => undefined)) as Partial<OpenForm> | null | undefined
  return typeof form?.formNumber === 'number' && form.texts !== undefined ? (form as OpenForm) : undefined
}
