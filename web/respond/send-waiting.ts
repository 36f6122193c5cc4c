import { idOf } from './answering.ts'
import { KEPT_MS, type Keep } from './keep.ts'
import type { Fate, send } from './send.ts'

export interface Sent {
  /** Answers that arrived now. */
  readonly arrived: readonly string[]
  /** Answers that waited too long and were removed. */
  readonly expired: readonly string[]
}

type Send = (to: string, submission: Parameters<typeof send>[1]) => Promise<Fate>

/**
 * Sends what waits on the device, once each: an entry is dropped only when the server has said what became of it, and
 * sent twice it is still one response. What has arrived is no longer under way: its draft goes with it. After 30 days it is
 * dropped without being sent.
 */
export async function sendWaiting(keep: Keep, sendOne: Send, now: number): Promise<Sent> {
  const arrived: string[] = []
  const expired: string[] = []
  for (const { id, to, submission, since } of await keep.listWaiting()) {
    if (now - since > KEPT_MS) {
      expired.push(id)
      await keep.dropWaiting(id)
      continue
    }
    const fate = await sendOne(to, submission)
    if (fate.kind === 'unsent') break
    await keep.dropWaiting(id)
    if (fate.kind !== 'recorded' && fate.kind !== 'known-before') continue
    arrived.push(id)
    const draft = await keep.findDraft(to)
    if (draft !== undefined && idOf(draft) === id) await keep.dropDraft(to)
  }
  return { arrived, expired }
}
