import type { Language } from '../../api/contract/common.ts'
import type { Answering, Paradata, PartialAnswers, PartialKept } from '../../api/contract/response.ts'
import { addressOf } from './answering.ts'
import type { Keep } from './keep.ts'
import { ourError } from './said-by-us.ts'
import { type Fate, refusal } from './send.ts'

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

/** Of one saving: kept, refused by us, nobody heard it, or something newer was saved under the same id before. */
type Outcome = 'kept' | 'refused' | 'unheard' | 'behind'

export interface SaverOptions {
  readonly keep: Keep
  readonly fetch: typeof fetch
  readonly now: () => number
  readonly delay?: number
}

/**
 * Saves answers under way: in the browser at once, for a page that is closed waits for nothing; on the server when a page is
 * left, and a moment after the last change. Nobody waits for it, and each saving is whole, so that only the newest matters.
 */
export function createSaver(answering: Answering, { keep, fetch, now, delay = 1200 }: SaverOptions) {
  let revision = answering.revision
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest: Moment | undefined
  let stopped = false
  /** The newest that has not arrived on the server. */
  let unsaved: PartialAnswers | undefined
  /** What is sent again without having heard of it, and may have been kept the first time. */
  let repeated: PartialAnswers | undefined
  let underWay: Promise<unknown> = Promise.resolve()
  let onceMore: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    if (latest === undefined || stopped) return
    const { language, brandId, good, page, reached, paradata } = latest
    latest = undefined
    revision += 1
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

  function keepHere({ language, answers, reached, paradata }: Moment): void {
    void keep.keepDraft(addressOf(answering), {
      ...answering,
      language,
      answers,
      page: reached,
      reached,
      pageSeconds: paradata.pageSeconds ?? {},
      revision: revision + 1,
      keptAt: now(),
    })
  }

  /** Tells how it went, of the newest; until that has arrived it is tried again. */
  async function save(body: PartialAnswers): Promise<void> {
    clearTimeout(onceMore)
    const putting = put(body)
    underWay = Promise.all([underWay, putting])
    const outcome = await putting
    if (unsaved !== body) return
    const isHeard = outcome !== 'unheard'
    if (!isHeard) repeated = body
    if (!isHeard && !stopped) onceMore = setTimeout(() => void save(body), AGAIN_MS)
    else unsaved = undefined
    if (outcome === 'kept') saver.onBehind(false)
    if (outcome === 'behind' && body !== repeated && !stopped) saver.onBehind(true)
    saver.onSaved(isHeard)
  }

  /** Unheard when nobody answers, somebody else does, or it comes too often. */
  async function put(body: PartialAnswers, dropped = 0): Promise<Outcome> {
    const reply = await fetch(addressOf(answering, '/partial'), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // Outlives the page: the last answer before somebody closes it counts.
      keepalive: true,
    }).catch(() => undefined)
    if (reply === undefined || reply.status === 429 || reply.status >= 500) return 'unheard'
    if (reply.ok) return outcomeSaid(await reply.json().catch(() => undefined))
    const error = await ourError(reply)
    if (error !== undefined && reply.status !== 422) saver.onRefused(refusal(reply.status, error))
    if (reply.status !== 422 || error === undefined || dropped > 0) {
      return error === undefined ? 'unheard' : 'refused'
    }
    // One answer that can never be taken must not keep the others from being saved.
    const wrong = new Set(error.problems?.map(({ item }) => item))
    const answers = Object.fromEntries(Object.entries(body.answers).filter(([name]) => !wrong.has(name)))
    return put({ ...body, answers }, wrong.size)
  }

  const saver = {
    /** Told after each saving whether it has arrived on the server. */
    onSaved: (_isSaved: boolean): void => {},
    /** Told whether another tab or device has gone on with these answers and saved more of them. */
    onBehind: (_isBehind: boolean): void => {},
    /** Told why nothing more is taken of these answers. */
    onRefused: (_fate: Fate): void => {},
    /** Keeps it in the browser now, and saves it soon, together with what changes in the meantime. */
    note(moment: Moment): void {
      if (stopped) return
      latest = moment
      keepHere(moment)
      clearTimeout(timer)
      timer = setTimeout(flush, delay)
    },
    flush,
    /** The network is back: what did not arrive goes now. */
    saveAgain(): void {
      if (unsaved === undefined || stopped) saver.onSaved(true)
      else {
        repeated = unsaved
        void save(unsaved)
      }
    },
    /** The answers wait to be sent: nothing more is saved. Resolves when no saving is on its way. */
    async rest(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      clearTimeout(onceMore)
      await underWay
    },
    /** The answers are sent, or given up: nothing more is saved, and nothing of them is kept here. */
    async stop(): Promise<void> {
      await Promise.all([saver.rest(), keep.dropDraft(addressOf(answering))])
    },
  }
  return saver
}

export type Saver = ReturnType<typeof createSaver>

/** A sign-in page says 200 as well. */
function outcomeSaid(body: unknown): Outcome {
  const kept = (body as Partial<PartialKept> | null | undefined)?.kept
  return kept === true ? 'kept' : kept === false ? 'behind' : 'unheard'
}
