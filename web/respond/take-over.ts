import type { Answering, OpenForm } from '../../api/contract/response.ts'
import { addressOf, answeringIn, idOf, receiptOf } from './answering.ts'
import { cardAskedFor } from './card-history.ts'
import type { EarlyForm } from './early-form.ts'
import { fieldsOnCard } from './fields-on-card.ts'
import { goOnFrom } from './go-on-from.ts'
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
  const on = answeringIn(document)
  if (on === undefined) return
  if (sent.arrived.includes(idOf(on))) return location.replace(receiptOf(on, on.language))
  const link = addressOf(on)
  const kept = await keep.findDraft(link)
  let draft = kept !== undefined && now() - kept.keptAt <= KEPT_MS ? kept : undefined
  let laidOut: Loaded | undefined
  for (;;) {
    const own = ownNow(draft)
    // Nothing is asked any more: they did not agree, or there is no room for them.
    if (own === undefined) return keep.dropDraft(link)
    if (laidOut === undefined || !isFor(own, laidOut)) {
      const form = await loadForm(own)
      if (form?.survey === null && draft !== undefined && isOf(draft, own)) {
        // Nothing is taken under that id any more, and the page asks under another.
        await keep.dropDraft(link)
        draft = undefined
        continue
      }
      if (form?.survey == null) return
      laidOut = { id: idOf(own), asked: own.form, form }
    }
    const waiting = await keep.listWaiting()
    await early.settled()
    // The plain form may have gone on meanwhile. From here to the end nothing is waited for, so that it cannot.
    const latest = ownNow(draft)
    if (latest === undefined || !isFor(latest, laidOut)) continue
    const { id, form } = laidOut
    early.release()
    mountPage(latest, form, {
      keep,
      presses: early.presses,
      plain: document.querySelector<HTMLFormElement>('form.page') ?? undefined,
      greeting: greetingFor(sent, latest.resumed),
      finished: waiting.find((one) => one.id === id)?.submission,
    })
    // What a reload without a network goes on from, also before anything is answered.
    void keep.keepBegun(link, { ...latest, keptAt: now() }, { id, form })
    return registerWorker()
  }
}

interface Loaded {
  readonly id: string
  /** The number of the form asked for. */
  readonly asked: number
  readonly form: OpenForm
}

/** Whether a form was laid out for these very answers. */
const isFor = (own: Answering, { id, asked }: Loaded): boolean => idOf(own) === id && own.form === asked

const isOf = (draft: Draft, own: Answering): boolean => idOf(draft) === idOf(own)

/** What the page shown goes on from this moment; undefined when it asks nothing. */
function ownNow(draft: Draft | undefined): Answering | undefined {
  const on = answeringIn(document)
  return on === undefined || draft === undefined || isTouched() ? on : goOnFrom(on, draft, cardAskedFor())
}

function greetingFor({ arrived, expired }: Sent, resumed: boolean): keyof Texts | undefined {
  if (arrived.length > 0) return 'sentLater'
  if (expired.length > 0) return 'expired'
  return resumed ? 'resumed' : undefined
}

/** Something else stands on the card than what the server wrote there. */
const isTouched = (): boolean =>
  fieldsOnCard().some(
    ({ checked, defaultChecked, value, defaultValue }) =>
      checked !== defaultChecked || value !== defaultValue,
  )
