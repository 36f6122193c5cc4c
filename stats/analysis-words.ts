import { columnOf, textsOf, wordsOf } from './analysis-columns.ts'
import { type AnalysisSlice, answered, method } from './analysis-method.ts'
import { found, missed } from './core/outcome.ts'
import { frequentWords } from './text/frequent-words.ts'
import { keyness } from './text/keyness.ts'
import { scoredWords } from './text/scored-words.ts'
import { findTopics, type TopicOptions } from './text/topics.ts'
import type { ScoredText, WordOptions } from './text/word-counts.ts'

const WORDS_DEFAULTS = { minimumAnswers: 5, level: 0.95 }

/** The words of every respondent, with the answer to `item` as the score when one is named. */
function scoredTexts(slice: AnalysisSlice, text: string, item: string | undefined): ScoredText[] {
  const scores = item === undefined ? undefined : columnOf(slice, item)
  return textsOf(slice, text).map((words, i) => {
    const score = scores?.[i] ?? Number.NaN
    return Number.isNaN(score) ? { words } : { words, score }
  })
}

/** The two groups of a column, or those who score up to `low` against those from `high` on. */
interface KeynessOptions extends WordOptions {
  readonly text: string
  readonly by?: string
  readonly between?: { readonly item: string; readonly low: number; readonly high: number }
  readonly level?: number
}

/** `high` or `low` by respondent, null between the two. */
function lowAndHigh(
  slice: AnalysisSlice,
  { item, low, high }: NonNullable<KeynessOptions['between']>,
): (string | null)[] {
  if (!(high > low)) throw new RangeError('analyse: "text.keyness" needs a "high" above "low"')
  return columnOf(slice, item).map((score) => (score <= low ? 'low' : score >= high ? 'high' : null))
}

/** Open answers, whose words come with the slice: cutting text into words is not arithmetic. Handbook 13.2. */
export const WORDS = {
  'text.words': method<
    WordOptions & { readonly text: string; readonly level?: number; readonly wordsShown?: number }
  >({
    version: 1,
    needs: ['text'],
    takes: ['stopWords'],
    defaults: { ...WORDS_DEFAULTS, wordsShown: 50 },
    items: () => [],
    run: (slice, { text, ...options }) =>
      answered(frequentWords(scoredTexts(slice, text, undefined), options)),
  }),
  'text.scores': method<
    WordOptions & { readonly text: string; readonly item: string; readonly level?: number }
  >({
    version: 1,
    needs: ['text', 'item'],
    takes: ['stopWords'],
    defaults: WORDS_DEFAULTS,
    items: ({ item }) => [item],
    run: (slice, { text, item, ...options }) =>
      answered(scoredWords(scoredTexts(slice, text, item), options)),
  }),
  'text.keyness': method<KeynessOptions>({
    version: 1,
    needs: ['text'],
    takes: ['by', 'between', 'stopWords'],
    defaults: WORDS_DEFAULTS,
    items: ({ between }) => (between === undefined ? [] : [between.item]),
    run: (slice, { text, by, between, ...options }) => {
      if ((by === undefined) === (between === undefined)) {
        throw new RangeError('analyse: "text.keyness" needs either "by" or "between"')
      }
      const groups = by === undefined ? lowAndHigh(slice, between!) : wordsOf(slice, by)
      const texts = textsOf(slice, text)
      const [first, second, third] = [...new Set(groups)].filter((name) => name !== null).sort()
      if (first === undefined || second === undefined || third !== undefined)
        return missed('not-two-groups', by ?? between!.item)
      const inGroup = (name: string) => texts.filter((_, i) => groups[i] === name)
      const outcome = keyness(inGroup(first), inGroup(second), options)
      if (!outcome.ok) return outcome
      const [m, n] = outcome.value.sampleSizes
      return found({ estimate: { groups: [first, second], ...outcome.value }, sampleSize: m + n })
    },
  }),
  'text.topics': method<
    TopicOptions & { readonly text: string; readonly topics: number; readonly item?: string }
  >({
    version: 1,
    needs: ['text', 'topics'],
    takes: ['item', 'stopWords'],
    defaults: { ...WORDS_DEFAULTS, starts: 8, seed: 1, wordsShown: 10 },
    items: ({ item }) => (item === undefined ? [] : [item]),
    run: (slice, { text, topics, item, ...options }) =>
      answered(findTopics(scoredTexts(slice, text, item), topics, options)),
  }),
}
