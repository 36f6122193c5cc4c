import { useEffect, useRef, useState } from 'react'
import type { Answering, Submission } from '../../api/contract/response.ts'
import { addressOf, idOf, receiptOf } from './answering.ts'
import type { Keep } from './keep.ts'
import { pauseUntilOnline } from './pause-until-online.ts'
import type { Saver } from './saver.ts'
import { type Fate, send, TRIES } from './send.ts'
import { whileSeen } from './while-seen.ts'

/** Where the respondent stands: on a card, or told in one sentence how it ended. */
export type Stage =
  | 'answering'
  | 'sending'
  | 'waiting'
  | 'unsent'
  | 'closed'
  | 'switchedOff'
  | 'erasedWhat'
  | 'gone'
  | 'full'
  | 'holding'
  | 'declined'
  | 'noBrand'

const ENDS = {
  closed: 'closed',
  'switched-off': 'switchedOff',
  erased: 'erasedWhat',
  gone: 'gone',
  full: 'full',
} as const satisfies Partial<Record<Fate['kind'], Stage>>

const AGAIN_MS = 30_000

interface SendingOptions {
  readonly answering: Answering
  readonly keep: Keep
  readonly saver: Saver
  /** What was finished on an earlier visit and still waits on this device. */
  readonly finished: Submission | undefined
  readonly submissionNow: () => Submission
  readonly onRefused: (problems: Extract<Fate, { kind: 'refused' }>['problems']) => void
}

/** From the last card to the receipt. What could not be sent stays on the device. */
export function useSending({ answering, keep, saver, finished, submissionNow, onRefused }: SendingOptions) {
  const [stage, draw] = useState<Stage>(finished === undefined ? 'answering' : 'waiting')
  const current = useRef(stage)
  const setStage = (next: Stage) => {
    current.current = next
    draw(next)
  }
  /** Now, also after something was waited for. */
  const isAnswering = () => current.current === 'answering'

  const kept = useRef(finished)
  const isUnderWay = useRef(false)

  /** One at a time: a network that comes back tells it more than once. */
  const sendOnce = async (tries: number, tell: (stage: Stage) => void) => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    await sendToTheEnd(tries, tell).finally(() => {
      isUnderWay.current = false
    })
  }
  const sendAll = () => sendOnce(TRIES, setStage)
  /** One try, of which nothing is said unless it arrives. */
  const sendQuietly = () => sendOnce(1, () => {})

  /** The link again, with what is on this device. */
  const reopen = async () => {
    await saver.rest()
    location.replace(addressOf(answering))
  }

  const sendToTheEnd = async (tries: number, tell: (stage: Stage) => void) => {
    tell('sending')
    const to = addressOf(answering)
    // What is kept is sent again as it is, not with the seconds spent waiting.
    const submission = kept.current ?? submissionNow()
    // Before the first try: whoever closes the page from here on has finished.
    if (kept.current === undefined) {
      const waiting = { id: submission.id, to, submission, since: Date.now() }
      if (await keep.addWaiting(waiting)) kept.current = submission
    }
    const means = {
      fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
      pause: pauseUntilOnline,
      onWait: () => tell('waiting'),
    }
    const fate = await send(to, submission, means, tries)
    if (fate.kind === 'unsent') {
      // The draft stays with it: a reload without a network comes back to this very sentence.
      if (kept.current !== undefined) void saver.rest()
      return setStage('unsent')
    }
    kept.current = undefined
    await keep.dropWaiting(submission.id)
    if (fate.kind === 'recorded' || fate.kind === 'known-before') {
      void saver.stop()
      // Back from the receipt, some browsers show this page as it was left: on its way.
      addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
      return location.replace(receiptOf(answering, submission.language))
    }
    if (fate.kind === 'moved') return reopen()
    // Nobody asks for these any more; a wave that is closed may be opened again, and a link switched on.
    if (['full', 'gone', 'erased'].includes(fate.kind)) void saver.stop()
    if (fate.kind !== 'refused') return setStage(ENDS[fate.kind])
    onRefused(fate.problems)
    setStage('answering')
  }

  // Once, with what an earlier visit left behind.
  const isBegun = useRef(false)
  useEffect(() => {
    if (finished === undefined || isBegun.current) return
    isBegun.current = true
    void sendAll()
  })

  // Whoever is in the middle of the form does not fill in the rest for nothing.
  useEffect(() => {
    saver.onRefused = (fate) => {
      if (!isAnswering()) return
      if (fate.kind === 'moved') void reopen()
      if (fate.kind === 'erased') void keep.forget(idOf(answering))
      if (fate.kind !== 'closed' && fate.kind !== 'switched-off' && fate.kind !== 'erased') return
      void saver.rest()
      setStage(ENDS[fate.kind])
    }
    return () => {
      saver.onRefused = () => {}
    }
  })

  // Left without a network, or while we were away, the answers go by themselves as soon as they can.
  useEffect(() => {
    if (stage !== 'unsent') return
    const retry = () => void sendAll()
    addEventListener('online', retry)
    const stop = whileSeen(AGAIN_MS, () => void sendQuietly())
    return () => {
      removeEventListener('online', retry)
      stop()
    }
  })

  return { stage, setStage, isAnswering, sendAll }
}
