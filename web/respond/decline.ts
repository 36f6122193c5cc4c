import type { Language } from '../../api/contract/common.ts'
import type { Answering } from '../../api/contract/response.ts'
import { addressOf } from './answering.ts'
import { pauseUntilOnline } from './pause-until-online.ts'
import { isOurPage } from './said-by-us.ts'

const AGAIN_MS = 4000

interface Declining {
  readonly page: string
  readonly language: Language
  /** Told before each wait for the network. */
  readonly onWait: () => void
}

/** Says that this respondent does not agree, until the server has heard it: what was saved there goes. */
export async function decline(answering: Answering, { page, language, onWait }: Declining): Promise<void> {
  const body = new URLSearchParams({ answer: answering.sealed, page, to: 'decline', in: language })
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
