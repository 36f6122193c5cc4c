import type { Answering } from '../../api/contract/response.ts'
import { addressOf, answeringIn, idOf, receiptOf } from './answering.ts'
import { cardAskedFor } from './card-history.ts'
import type { EarlyForm } from './early-form.ts'
import { type Draft, KEPT_MS, openKeep } from './keep.ts'
import { loadForm } from './load-form.ts'
import { mountPage } from './mount-page.tsx'
import { registerWorker } from './register-worker.ts'
import { send } from './send.ts'
import { type Sent, sendWaiting } from './send-waiting.ts'
import type { Texts } from './words.ts'

/**
 * Puts SurveyJS in the place of the plain form: the same card with the same answers, where it stood. Does nothing when
 * the form cannot be loaded; the plain one then goes on working.
 */
export async function takeOver(early: EarlyForm): Promise<void> {
  const keep = openKeep()
  const now = () => Date.now()
  void keep.sweep(now())
  const atOnce = {
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
    onWait: () => {},
  }
  const sent = await sendWaiting(
    keep,
    (to, submission) => send(to, submission, { ...atOnce, pause: () => Promise.resolve() }, 1),
    now(),
  )
  let on = answeringIn(document)
  if (on === undefined) return
  if (sent.arrived.includes(idOf(on))) return location.replace(receiptOf(on, on.language))
  const link = addressOf(on)
  const kept = await keep.findDraft(link)
  const draft = kept !== undefined && now() - kept.keptAt <= KEPT_MS ? kept : undefined
  let form = await loadForm(draft !== undefined && isAhead(draft, on) ? draft : on)
  await early.settled()
  // The plain form may have gone on meanwhile.
  on = answeringIn(document)
  // Nothing is asked any more: they did not agree, or there is no room for them.
  if (on === undefined) return keep.dropDraft(link)
  const own =
    draft !== undefined && isAhead(draft, on) && !isTouched()
      ? { ...draft, ...addressesOf(on), page: cardAskedFor() ?? draft.page }
      : on
  if (own === on && form !== undefined && draft !== undefined) form = await loadForm(on)
  if (form?.survey == null) return
  const waiting = (await keep.listWaiting()).find(({ id }) => id === idOf(own))
  early.release()
  mountPage(own, form, {
    keep,
    presses: early.presses,
    plain: document.querySelector<HTMLFormElement>('form.page') ?? undefined,
    greeting: greetingFor(sent, own.resumed || own !== on),
    finished: waiting?.submission,
  })
  // What a reload without a network goes on from, also before anything is answered.
  void keep.keepDraft(link, { ...own, keptAt: now() })
  void keep.keepForm(link, { id: idOf(own), form })
  registerWorker()
}

function greetingFor({ arrived, expired }: Sent, resumed: boolean): keyof Texts | undefined {
  if (arrived.length > 0) return 'sentLater'
  if (expired.length > 0) return 'expired'
  return resumed ? 'resumed' : undefined
}

/** A draft of this browser goes before what the server has when more was answered in it. */
const isAhead = (draft: Draft, on: Answering): boolean => draft.revision > on.revision

const addressesOf = ({ address, token }: Answering) => ({ address, token })

const isTouched = (): boolean =>
  document.querySelector('.card input:checked') !== null ||
  [...document.querySelectorAll<HTMLInputElement>('.card input[type=text], .card textarea')].some(
    ({ value }) => value !== '',
  )
