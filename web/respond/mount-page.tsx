import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Answering, OpenForm, Submission } from '../../api/contract/response.ts'
import { answerOnForm, isEmpty } from './answer-of.ts'
import { AnswerPage } from './answer-page.tsx'
import { addressOf } from './answering.ts'
import { replaceCard } from './card-history.ts'
import { focusOf } from './focus-of.ts'
import type { Keep } from './keep.ts'
import { createPageClock } from './page-clock.ts'
import { problemsOn, problemsTold } from './problems-on.ts'
import { registerQuestionTypes } from './question-types.tsx'
import { createSaver } from './saver.ts'
import type { Presses } from './second-press.ts'
import { createModel, elementsOf, giveAnswer, isBeyond, pageNamed } from './survey-model.ts'
import type { Texts } from './words.ts'

interface MountOptions {
  readonly keep: Keep
  readonly presses: Presses
  /** The form that is shown now, as far as it is filled in; none on the page shown without a network. */
  readonly plain?: HTMLFormElement | undefined
  readonly greeting: keyof Texts | undefined
  /** What was finished on an earlier visit and still waits on this device. */
  readonly finished: Submission | undefined
  /** The page was opened without a network. */
  readonly isAway?: boolean
}

/** Draws the page in the place of the plain form at one stroke: with what was chosen on it, the keyboard where it was. */
export function mountPage(
  answering: Answering,
  form: OpenForm,
  { keep, presses, plain, greeting, finished, isAway = false }: MountOptions,
): void {
  const old = document.getElementById('root')
  if (old === null) return
  const model = createModel(form, answering.brandId, { ...answering.answers, ...finished?.answers })
  const asked = pageNamed(model, answering.page)
  const isReached = asked !== undefined && !isBeyond(model, asked, answering.reached)
  const page = isReached ? asked : (pageNamed(model, answering.reached) ?? model.visiblePages[0])
  if (page !== undefined) model.currentPage = page
  const elements = elementsOf(form)
  for (const { name } of model.currentPage.questions) {
    const element = elements.get(name)
    const value = element === undefined || plain === undefined ? undefined : answerOnForm(element, plain)
    if (!isEmpty(value)) giveAnswer(model, name, value)
  }
  const saver = createSaver(answering, {
    keep,
    fetch: (input, init) => fetch(input, init),
    now: () => Date.now(),
  })
  const clock = createPageClock(() => performance.now(), answering.pageSeconds)
  const refocus = plain === undefined ? undefined : focusOf(plain)
  registerQuestionTypes()
  const fresh = document.createElement('div')
  fresh.id = 'root'
  flushSync(() =>
    createRoot(fresh).render(
      <AnswerPage
        answering={answering}
        form={form}
        model={model}
        keep={keep}
        saver={saver}
        clock={clock}
        presses={presses}
        finished={finished}
        told={plain === undefined ? {} : problemsTold(plain, problemsOn(model, elements))}
        isAway={isAway}
        greeting={greeting}
      />,
    ),
  )
  old.replaceWith(fresh)
  // Every card begins at its top, also when the browser goes back to it.
  history.scrollRestoration = 'manual'
  const isHere = location.pathname === answering.address
  replaceCard(model.currentPage.name, isHere ? undefined : addressOf(answering))
  refocus?.(fresh)
  addEventListener('pagehide', () => saver.flush())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') saver.flush()
  })
}
