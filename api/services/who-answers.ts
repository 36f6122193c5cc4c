import { uuidv7 } from '../ids.ts'
import type { Asked } from './find-asked.ts'

/**
 * The response that somebody who opens a link goes on with: the invitation's, the one their browser remembers, or a new
 * one. One that was sent is not answered again; the next person at that device begins a new one.
 */
export function whoAnswers({ invited, isRecorded }: Asked, held: string | undefined): string {
  if (invited !== undefined) return invited.responseId
  return held === undefined || isRecorded ? uuidv7() : held
}
