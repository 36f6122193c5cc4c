import { useEffect, useState } from 'react'
import type { Answering, Submission } from '../../api/contract/response.ts'
import { addressOf, idOf, receiptOf } from './answering.ts'
import type { Keep } from './keep.ts'
import { pauseUntilOnline } from './pause-until-online.ts'
import type { Saver } from './saver.ts'
import { type Fate, send } from './send.ts'

/** Where the respondent stands: on a card, or told in one sentence how it ended. */
export type Stage = 'answering' | 'sending' | 'waiting' | 'unsent' | 'closed' | 'gone' | 'full'

interface SendingOptions {
  readonly answering: Answering
  readonly keep: Keep
  readonly saver: Saver
  readonly submissionNow: () => Submission
  readonly onRefused: (problems: Extract<Fate, { kind: 'refused' }>['problems']) => void
}

/** From the last card to the receipt. What could not be sent stays on the device. */
export function useSending({ answering, keep, saver, submissionNow, onRefused }: SendingOptions) {
  const [stage, setStage] = useState<Stage>('answering')

  const sendAll = async () => {
    setStage('sending')
    const submission = submissionNow()
    const to = addressOf(answering)
    const fate = await send(to, submission, {
      fetch: (input, init) => fetch(input, init),
      pause: pauseUntilOnline,
      onWait: () => setStage('waiting'),
    })
    if (fate.kind === 'unsent') {
      if (await keep.addWaiting({ id: submission.id, to, submission, since: Date.now() })) saver.stop()
      return setStage('unsent')
    }
    if (fate.kind === 'recorded' || fate.kind === 'known-before') {
      saver.stop()
      void keep.dropWaiting(idOf(answering))
      return location.replace(receiptOf(answering, submission.language))
    }
    if (fate.kind !== 'refused') return setStage(fate.kind)
    onRefused(fate.problems)
    setStage('answering')
  }

  // Left without a network, the answers go by themselves as soon as there is one.
  useEffect(() => {
    if (stage !== 'unsent') return
    const retry = () => void sendAll()
    addEventListener('online', retry)
    return () => removeEventListener('online', retry)
  })

  return { stage, setStage, sendAll }
}
