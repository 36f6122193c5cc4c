import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Answering, OpenForm } from '../../api/contract/response.ts'
import { answerOnForm, isEmpty } from './answer-of.ts'
import { AnswerPage } from './answer-page.tsx'
import { addressOf, answeringIn, idOf, receiptOf } from './answering.ts'
import type { EarlyForm } from './early-form.ts'
import { focusOf } from './focus-of.ts'
import { type Draft, KEPT_MS, openKeep } from './keep.ts'
import { createPageClock } from './page-clock.ts'
import { problemsOn, problemsTold } from './problems-on.ts'
import { registerQuestionTypes } from './question-types.tsx'
import { createSaver } from './saver.ts'
import { send } from './send.ts'
import { sendWaiting } from './send-waiting.ts'
import { createModel, elementsOf, giveAnswer, pageNamed } from './survey-model.ts'
import type { Texts } from './words.ts'

/**
 * Puts SurveyJS in the place of the plain form: the same card with the same answers, where it stood. Does nothing when
 * the form cannot be loaded; the plain one then goes on working.
 */
export async function takeOver(early: EarlyForm): Promise<void> {
  const keep = openKeep()
  const now = () => Date.now()
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
  const kept = await keep.findDraft(addressOf(on))
  const draft = kept !== undefined && now() - kept.keptAt <= KEPT_MS ? kept : undefined
  let form = await loadForm(draft !== undefined && isAhead(draft, on) ? draft : on)
  await early.settled()
  // The plain form may have gone on meanwhile.
  on = answeringIn(document)
  if (on === undefined) return
  const own =
    draft !== undefined && isAhead(draft, on) && !isTouched() ? { ...draft, ...addressesOf(on) } : on
  if (own === on && form !== undefined && draft !== undefined) form = await loadForm(on)
  if (form?.survey == null) return
  mount({ ...own, resumed: own.resumed || own !== on }, form, {
    keep,
    early,
    sent: sent.arrived.length > 0,
    expired: sent.expired.length > 0,
  })
}

/** A draft of this browser goes before what the server has when more was answered in it. */
const isAhead = (draft: Draft, on: Answering): boolean => draft.revision > on.revision

const addressesOf = ({ address, token }: Answering) => ({ address, token })

const isTouched = (): boolean =>
  document.querySelector('.card input:checked') !== null ||
  [...document.querySelectorAll<HTMLInputElement>('.card input[type=text], .card textarea')].some(
    ({ value }) => value !== '',
  )

async function loadForm(on: Answering): Promise<OpenForm | undefined> {
  const query = { id: idOf(on), form: String(on.form) }
  const reply = await fetch(addressOf(on, '/form', query), { headers: { accept: 'application/json' } }).catch(
    () => undefined,
  )
  return reply?.ok === true ? ((await reply.json()) as OpenForm) : undefined
}

interface Around {
  readonly keep: ReturnType<typeof openKeep>
  readonly early: EarlyForm
  readonly sent: boolean
  readonly expired: boolean
}

function mount(answering: Answering, form: OpenForm, { keep, early, sent, expired }: Around): void {
  const plain = document.querySelector<HTMLFormElement>('form.page')
  const old = document.getElementById('root')
  if (plain === null || old === null) return
  const model = createModel(form, answering.brandId, answering.answers)
  const page = pageNamed(model, answering.page) ?? model.visiblePages[0]
  if (page !== undefined) model.currentPage = page
  const elements = elementsOf(form)
  for (const { name } of model.currentPage.questions) {
    const element = elements.get(name)
    const value = element === undefined ? undefined : answerOnForm(element, plain)
    if (!isEmpty(value)) giveAnswer(model, name, value)
  }
  const saver = createSaver(answering, {
    keep,
    fetch: (input, init) => fetch(input, init),
    now: () => Date.now(),
  })
  const clock = createPageClock(() => performance.now(), answering.pageSeconds)
  const greeting: keyof Texts | undefined = sent
    ? 'sentLater'
    : expired
      ? 'expired'
      : answering.resumed
        ? 'resumed'
        : undefined
  const held = focusOf(plain)
  registerQuestionTypes()
  const fresh = document.createElement('div')
  fresh.id = 'root'
  early.release()
  flushSync(() =>
    createRoot(fresh).render(
      <AnswerPage
        answering={answering}
        form={form}
        model={model}
        keep={keep}
        saver={saver}
        clock={clock}
        told={problemsTold(plain, problemsOn(model, elements))}
        greeting={greeting}
      />,
    ),
  )
  old.replaceWith(fresh)
  held(fresh)
  addEventListener('pagehide', () => saver.flush())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') saver.flush()
  })
}
