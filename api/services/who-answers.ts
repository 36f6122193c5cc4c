import { uuidv7 } from '../ids.ts'
import type { Asked } from './find-asked.ts'

/** The response that somebody who opens a link goes on with: the invitation's, the one their browser remembers, or a new one. */
export const whoAnswers = ({ invited }: Pick<Asked, 'invited'>, held: string | undefined): string =>
  invited?.responseId ?? held ?? uuidv7()
