import type { ErrorBody } from '../../api/contract/common.ts'
import type { Recorded, Submission } from '../../api/contract/response.ts'
import { ourError } from './said-by-us.ts'

type Problems = NonNullable<ErrorBody['error']['problems']>

/**
 * What became of the answers. `unsent`: nobody could be reached; they are still on the device. `moved`: the personal link
 * leads to other answers of the same person by now.
 */
export type Fate =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'known-before' }
  | { readonly kind: 'refused'; readonly problems: Problems }
  | { readonly kind: 'closed' }
  | { readonly kind: 'switched-off' }
  | { readonly kind: 'erased' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'moved' }
  | { readonly kind: 'full' }
  | { readonly kind: 'unsent' }

export interface SendOptions {
  readonly fetch: typeof fetch
  /** Resolves after so many milliseconds, or earlier when the device is online again. */
  readonly pause: (milliseconds: number) => Promise<void>
  /** Told before each wait: how many tries failed so far. */
  readonly onWait: (failed: number) => void
}

export const TRIES = 6
const TIMEOUT = 20_000
const LONGEST_WAIT = 16_000

/** Sends until somebody answers: 1, 2, 4 … seconds apart. Sending twice is safe, the id makes it one response. */
export async function send(
  address: string,
  submission: Submission,
  options: SendOptions,
  tries = TRIES,
): Promise<Fate> {
  const { id } = submission
  const body = JSON.stringify(submission)
  for (let failed = 1; failed <= tries; failed++) {
    const fate = await sendOnce(address, { id, body }, options.fetch)
    if (fate !== undefined) return fate
    if (failed === tries) break
    options.onWait(failed)
    await options.pause(Math.min(LONGEST_WAIT, 1000 * 2 ** (failed - 1)))
  }
  return { kind: 'unsent' }
}

/** Undefined: no answer of ours, or "not now"; worth another try. */
async function sendOnce(
  address: string,
  { id, body }: { readonly id: string; readonly body: string },
  fetch: SendOptions['fetch'],
): Promise<Fate | undefined> {
  try {
    const reply = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(TIMEOUT),
    })
    if (reply.ok) return (await receiptOf(reply)) === id ? { kind: 'recorded' } : undefined
    if (reply.status === 408 || reply.status === 429 || reply.status >= 500) return undefined
    const error = await ourError(reply)
    return error === undefined ? undefined : refusal(reply.status, error)
  } catch {
    return undefined
  }
}

/** What our refusal means for the answers. */
export function refusal(status: number, error: ErrorBody['error']): Fate {
  if (status === 404) return { kind: 'gone' }
  if (error.code === 'invitation-withdrawn') return { kind: 'switched-off' }
  if (error.code === 'erased') return { kind: 'erased' }
  if (status === 410 || error.code === 'wave-planned') return { kind: 'closed' }
  if (error.code === 'quota-full') return { kind: 'full' }
  if (error.code === 'id-taken') return { kind: 'known-before' }
  if (error.code === 'other-response') return { kind: 'moved' }
  return { kind: 'refused', problems: error.problems ?? [] }
}

/** A network's sign-in page, or a page that a proxy redirected to, says 200 as well: only our own id is a receipt. */
async function receiptOf(reply: Response): Promise<unknown> {
  const body: unknown = await reply.json()
  return (body as Partial<Recorded> | null)?.id
}
