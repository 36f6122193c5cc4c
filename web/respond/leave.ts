import type { Language } from '../../api/contract/common.ts'
import type { Answering } from '../../api/contract/response.ts'
import { addressOf } from './answering.ts'
import { pauseUntilOnline } from './pause-until-online.ts'
import { isOurPage } from './said-by-us.ts'

const AGAIN_MS = 4000

export interface Leaving {
  readonly page: string
  readonly language: Language
  /** Told before each wait for the network. */
  readonly onWait: () => void
}

/** Sends what the plain form would send from this card, until the server has heard it: the survey ends with it. */
export async function leave(
  answering: Answering,
  said: Readonly<Record<string, string>>,
  { page, language, onWait }: Leaving,
): Promise<void> {
  const body = new URLSearchParams({ answer: answering.sealed, page, in: language, ...said })
  for (;;) {
    const reply = await fetch(addressOf(answering, '/answer'), {
      method: 'POST',
      headers: { accept: 'text/html' },
      body,
    }).catch(() => undefined)
    if (reply !== undefined && reply.status < 500 && reply.status !== 429) {
      if (isOurPage(await reply.text().catch(() => ''))) return
    }
    onWait()
    await pauseUntilOnline(AGAIN_MS)
  }
}
