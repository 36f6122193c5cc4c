import type { Feed } from './instrument.ts'

/** A handful: more are seldom stable from start to start. */
const TOPICS = 5

/**
 * What open answers lead to: the words most say, the topics, and, with an `item` that scores, the words that go with low and
 * with high scores. Handbook 13.2.
 */
export const openAnswers = (
  text: string,
  { item, ...where }: Pick<Feed, 'each' | 'onlyWith'> & { readonly item?: string } = {},
): readonly Feed[] => [
  { method: 'text.words', options: { text }, ...where },
  ...(item === undefined ? [] : [{ method: 'text.scores', options: { text, item }, ...where }]),
  {
    method: 'text.topics',
    options: { text, topics: TOPICS, ...(item !== undefined && { item }) },
    ...where,
  },
]
