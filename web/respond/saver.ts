import type { Language } from '../../api/contract/common.ts'
import type { Answering, Paradata, PartialAnswers } from '../../api/contract/response.ts'
import { addressOf } from './answering.ts'
import type { Keep } from './keep.ts'

const AGAIN_MS = 10_000

/** The answers at one moment. */
export interface Moment {
  readonly language: Language
  readonly brandId: string | null
  /** Everything given, to go on from here. */
  readonly answers: Readonly<Record<string, unknown>>
  /** Of it what could be sent as it is. */
  readonly good: Readonly<Record<string, unknown>>
  /** The page shown, and the first not yet answered. */
  readonly page: string
  readonly reached: string
  readonly paradata: Paradata
}

export interface SaverOptions {
  readonly keep: Keep
  readonly fetch: typeof fetch
  readonly now: () => number
  readonly delay?: number
}

/**
 * Saves answers under way in the browser and on the server: at once when a page is left, a moment after the last change
 * otherwise. Nobody waits for it, and each saving is whole, so that only the newest matters.
 */
export function createSaver(answering: Answering, { keep, fetch, now, delay = 1200 }: SaverOptions) {
  let revision = answering.revision
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest: Moment | undefined
  let stopped = false
  /** The newest that has not arrived on the server. */
  let unsaved: PartialAnswers | undefined
  let underWay: Promise<unknown> = Promise.resolve()
  let onceMore: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    if (latest === undefined || stopped) return
    const { language, brandId, answers, good, page, reached, paradata } = latest
    latest = undefined
    revision += 1
    void keep.keepDraft(addressOf(answering), {
      ...answering,
      language,
      answers,
      page: reached,
      reached,
      pageSeconds: paradata.pageSeconds ?? {},
      revision,
      keptAt: now(),
    })
    const body: PartialAnswers = {
      sealed: answering.sealed,
      language,
      brandId,
      form: answering.form,
      answers: good,
      page: reached === '' ? page : reached,
      revision,
      startedAt: answering.startedAt,
      paradata,
    }
    unsaved = body
    void save(body)
  }

  /** Tells how it went, of the newest; until that has arrived it is tried again. */
  async function save(body: PartialAnswers): Promise<void> {
    clearTimeout(onceMore)
    const putting = put(body)
    underWay = Promise.all([underWay, putting])
    const status = await putting
    if (unsaved !== body) return
    const isLost = status === undefined || status >= 500
    if (isLost && !stopped) onceMore = setTimeout(() => void save(body), AGAIN_MS)
    else unsaved = undefined
    saver.onSaved(!isLost)
  }

  /** What the server said; undefined when it could not be reached. */
  async function put(body: PartialAnswers, dropped = 0): Promise<number | undefined> {
    const reply = await fetch(addressOf(answering, '/partial'), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // Outlives the page: the last answer before somebody closes it counts.
      keepalive: true,
    }).catch(() => undefined)
    if (reply?.status !== 422 || dropped > 0) return reply?.status
    // One answer that can never be taken must not keep the others from being saved.
    const said = (await reply.json().catch(() => ({}))) as { error?: { problems?: { item: string }[] } }
    const wrong = new Set(said.error?.problems?.map(({ item }) => item))
    const answers = Object.fromEntries(Object.entries(body.answers).filter(([name]) => !wrong.has(name)))
    return put({ ...body, answers }, wrong.size)
  }

  const saver = {
    /** Told after each saving whether it has arrived on the server. */
    onSaved: (_isSaved: boolean): void => {},
    /** Saves soon; together with what changes in the meantime. */
    note(moment: Moment): void {
      latest = moment
      clearTimeout(timer)
      timer = setTimeout(flush, delay)
    },
    flush,
    /** The network is back: what did not arrive goes now. */
    saveAgain(): void {
      if (unsaved === undefined || stopped) saver.onSaved(true)
      else void save(unsaved)
    },
    /** The answers are sent or waiting to be: nothing more is saved. Resolves when no saving is on its way. */
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      clearTimeout(onceMore)
      await Promise.all([keep.dropDraft(addressOf(answering)), underWay])
    },
  }
  return saver
}

export type Saver = ReturnType<typeof createSaver>
