import { uuidv7 } from '../ids.ts'
import type { Asked } from './find-asked.ts'

/**
 * The response that somebody who opens a link goes on with: the invitation's, the one their browser remembers, or a new one,
 * also in place of one that was erased.
 */
export const whoAnswers = (
  { invited, isErased }: Pick<Asked, 'invited' | 'isErased'>,
  held: string | undefined,
): string => invited?.responseId ?? (isErased ? undefined : held) ?? uuidv7()
