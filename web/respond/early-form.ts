import { answeringIn } from './answering.ts'
import { pushCard } from './card-history.ts'
import { fieldsOnCard } from './fields-on-card.ts'
import { focusCard } from './focus-card.ts'
import { isOurPage } from './said-by-us.ts'
import { createPresses, type Presses } from './second-press.ts'

/** The plain form while SurveyJS is still on its way. */
export interface EarlyForm {
  /** Resolves when no answer is being sent and nobody is in the middle of a tap. */
  settled(): Promise<void>
  /** From now on the form is somebody else's. */
  release(): void
  /** On the cards so far. */
  readonly presses: Presses
}

const AFTER_TAP_MS = 250
const AGAIN_MS = 2000

/**
 * Sends the form without leaving the page, so that a download under way goes on over a slow network. What comes back
 * is the next card as the server made it; without a connection the form waits and is sent again.
 */
export function holdForm(): EarlyForm {
  const presses = createPresses(() => performance.now())
  let sending: Promise<unknown> | undefined
  let touchedAt = 0
  let pressed = false

  const down = () => {
    pressed = true
    touchedAt = performance.now()
  }
  const up = () => {
    pressed = false
    touchedAt = performance.now()
  }
  const travel = () => location.reload()
  const submit = (event: SubmitEvent) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement)) return
    event.preventDefault()
    if (sending !== undefined || (isOnward(event) && presses.isSecond())) return
    const body = new URLSearchParams(new FormData(form, event.submitter) as unknown as URLSearchParams)
    sending = sendForm(form, body)
      // A card with answers was seen before.
      .then((isTurned) => isTurned && isOnward(event) && isUnanswered() && presses.turned())
      .finally(() => {
        sending = undefined
      })
  }
  addEventListener('pointerdown', down, { capture: true, passive: true })
  addEventListener('pointerup', up, { capture: true, passive: true })
  addEventListener('pointercancel', up, { capture: true, passive: true })
  document.addEventListener('input', presses.answered)
  document.addEventListener('submit', submit)
  addEventListener('popstate', travel)

  return {
    async settled() {
      for (;;) {
        await sending
        const rest = pressed ? AFTER_TAP_MS : touchedAt + AFTER_TAP_MS - performance.now()
        if (rest <= 0 || touchedAt === 0) return
        await pause(rest)
      }
    },
    release() {
      removeEventListener('pointerdown', down, { capture: true })
      removeEventListener('pointerup', up, { capture: true })
      removeEventListener('pointercancel', up, { capture: true })
      document.removeEventListener('input', presses.answered)
      document.removeEventListener('submit', submit)
      removeEventListener('popstate', travel)
    },
    presses,
  }
}

/** By Next, or by Enter in a field. */
function isOnward({ submitter }: SubmitEvent): boolean {
  return !(submitter instanceof HTMLButtonElement) || submitter.value === 'next'
}

/** Nothing was chosen or typed on the card shown. */
const isUnanswered = (): boolean =>
  fieldsOnCard().every(({ type, checked, value }) =>
    type === 'radio' || type === 'checkbox' ? !checked : value === '',
  )

/** Whether another card has come of it. */
async function sendForm(form: HTMLFormElement, body: URLSearchParams): Promise<boolean> {
  form.setAttribute('aria-busy', 'true')
  for (;;) {
    try {
      const reply = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } })
      if (reply.status >= 500 || reply.status === 429) throw new Error('not now')
      if (new URL(reply.url).pathname.endsWith('/receipt')) {
        location.replace(reply.url)
        return false
      }
      const page = await reply.text()
      if (!isOurPage(page)) throw new Error('not ours')
      return show(page)
    } catch {
      tellWaiting(form)
      await Promise.race([
        pause(AGAIN_MS),
        new Promise((done) => addEventListener('online', done, { once: true })),
      ])
    }
  }
}

/** The next card in the place of this one, read out and from its top. Whether it is another one. */
function show(html: string): boolean {
  const next = new DOMParser().parseFromString(html, 'text/html')
  const [on, onward] = [answeringIn(document), answeringIn(next)]
  const isTurned = on !== undefined && onward !== undefined && on.page !== onward.page
  if (isTurned) pushCard(onward, { from: on.page, to: onward.page })
  for (const id of ['root', 'answering']) {
    const [old, fresh] = [document.getElementById(id), next.getElementById(id)]
    if (fresh === null) old?.remove()
    else old?.replaceWith(fresh)
  }
  document.documentElement.lang = next.documentElement.lang
  document.documentElement.dir = next.documentElement.dir
  document.title = next.title
  focusCard()
  return isTurned
}

function tellWaiting(form: HTMLFormElement): void {
  if (form.querySelector('.waiting') !== null) return
  const line = document.createElement('p')
  line.className = 'alert waiting'
  line.setAttribute('role', 'status')
  line.textContent = form.dataset['waiting'] ?? ''
  form.querySelector('.steer')?.before(line)
}

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds))
