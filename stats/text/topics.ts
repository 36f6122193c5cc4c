import { differenceOf } from '../core/difference.ts'
import { holm } from '../core/holm.ts'
import type { Interval } from '../core/interval.ts'
import { meanTest } from '../core/mean-test.ts'
import { type Notice, notice } from '../core/notice.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { GENERATOR, seeded } from '../core/random.ts'
import { isUsable, USABLE } from '../core/usable-number.ts'
import { factorWords, type SparseRows } from './factor-words.ts'
import { type ScoredText, type WordOptions, wordCounts } from './word-counts.ts'

export interface Topic {
  /** Most telling words first. */
  readonly words: readonly { readonly word: string; readonly weight: number }[]
  /** Answers that are mostly about this topic, as a number and a share of those with known words. */
  readonly answers: number
  readonly share: number
  /** Mean overlap (Jaccard) of its words with the nearest topic of the other starts, 0-1; below .5 do not build on it. */
  readonly stability: number
  /** Mean score less that of all other answers, with Holm over the topics; left out when it cannot be tested. */
  readonly score?: {
    readonly mean: number
    readonly difference: number
    readonly interval: Interval
    readonly pHolm: number
  }
}

export interface Topics {
  /** Answers that hold at least one word frequent enough. */
  readonly sampleSize: number
  readonly missing: number
  readonly words: number
  /** By share, largest first. */
  readonly topics: readonly Topic[]
  /** assignments[i]: topic of answer i, null when it holds no known word. */
  readonly assignments: readonly (number | null)[]
  readonly starts: { readonly count: number; readonly seed: number; readonly generator: string }
  readonly warnings: readonly Notice<'unstable-topic'>[]
}

export interface TopicOptions extends WordOptions {
  readonly starts?: number
  readonly seed?: number
  readonly wordsShown?: number
  readonly level?: number
}

/**
 * A few topics of open answers: non-negative factors of TF-IDF weights (words of an answer counted once, ln(N / df) + 1),
 * the best of several seeded starts, with the stability of each topic over the others. Lee & Seung (2001); handbook 13.2.
 */
export function findTopics(
  texts: readonly ScoredText[],
  topics: number,
  { starts = 8, seed = 1, wordsShown = 10, level = 0.95, ...options }: TopicOptions = {},
): Outcome<Topics, 'too-few-answers' | 'too-few-words'> {
  if (!Number.isSafeInteger(topics) || topics < 1)
    throw new RangeError(`findTopics: the number of topics must be a whole number above 0, got ${topics}`)
  if (!Number.isSafeInteger(starts) || starts < 1)
    throw new RangeError(`findTopics: starts must be a whole number above 0, got ${starts}`)
  const bad = texts.findIndex(({ score }) => score !== undefined && !isUsable(score))
  if (bad >= 0) throw new RangeError(`findTopics: the score of answer ${bad} is not ${USABLE}`)
  const vocabulary = wordCounts(texts, options)
  const table = weighted(texts.length, vocabulary)
  const known = table.columns.flatMap((columns, i) => (columns.length > 0 ? [i] : []))
  if (vocabulary.length < topics) return missed('too-few-words')
  if (known.length < topics) return missed('too-few-answers')
  const fits = Array.from({ length: starts }, (_, draw) => factorWords(table, topics, seeded(seed, { draw })))
  const best = fits.reduce((a, b) => (b.divergence < a.divergence ? b : a))
  const top = (byWord: Float64Array, k: number) =>
    vocabulary
      .map(({ word }, w) => ({ word, weight: byWord[k * vocabulary.length + w]! }))
      .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
      .slice(0, wordsShown)
      .filter(({ weight }) => weight > 1e-9)
  const others = fits.filter((fit) => fit !== best)
  const chosen = texts.map((_, i) => (table.columns[i]!.length === 0 ? null : mainTopic(best, i, topics)))
  const described = Array.from({ length: topics }, (_, k) => {
    const words = top(best.byWord, k)
    const total = words.reduce((sum, { weight }) => sum + weight, 0)
    const overlaps = others.map(({ byWord }) =>
      Math.max(...Array.from({ length: topics }, (_, j) => overlap(words, top(byWord, j)))),
    )
    const stability =
      overlaps.length === 0 ? 1 : overlaps.reduce((sum, value) => sum + value, 0) / overlaps.length
    const answers = chosen.filter((topic) => topic === k).length
    return {
      k,
      words: words.map(({ word, weight }) => ({ word, weight: weight / total })),
      answers,
      share: answers / known.length,
      stability,
    }
  }).sort((a, b) => b.answers - a.answers || a.k - b.k)
  const tests = described.map(({ k }) => scoreOf(texts, chosen, k, level))
  const adjusted = holm(tests.flatMap((test) => (test === undefined ? [] : [test.p])))
  let next = 0
  const finished = described.map(({ k: _, ...topic }, place): Topic => {
    const test = tests[place]
    if (test === undefined) return topic
    const { mean, difference, interval } = test
    return { ...topic, score: { mean, difference, interval, pHolm: adjusted[next++]! } }
  })
  const places = described.map(({ k }) => k)
  return found({
    sampleSize: known.length,
    missing: texts.length - known.length,
    words: vocabulary.length,
    topics: finished,
    assignments: chosen.map((topic) => (topic === null ? null : places.indexOf(topic))),
    starts: { count: starts, seed, generator: GENERATOR },
    warnings: finished.flatMap(({ stability }, k) =>
      stability < 0.5 ? [notice('unstable-topic' as const, String(k))] : [],
    ),
  })
}

function weighted(count: number, vocabulary: readonly { readonly answers: readonly number[] }[]): SparseRows {
  const columns: number[][] = Array.from({ length: count }, () => [])
  const values: number[][] = Array.from({ length: count }, () => [])
  vocabulary.forEach(({ answers }, word) => {
    const weight = Math.log(count / answers.length) + 1
    for (const i of answers) {
      columns[i]!.push(word)
      values[i]!.push(weight)
    }
  })
  return { columns, values, width: vocabulary.length }
}

function mainTopic({ byAnswer, byWord }: ReturnType<typeof factorWords>, i: number, topics: number): number {
  const width = byWord.length / topics
  let main = 0
  let most = -1
  for (let k = 0; k < topics; k++) {
    let weight = 0
    for (let w = 0; w < width; w++) weight += byWord[k * width + w]!
    if (byAnswer[i * topics + k]! * weight <= most) continue
    most = byAnswer[i * topics + k]! * weight
    main = k
  }
  return main
}

function overlap(a: readonly { readonly word: string }[], b: readonly { readonly word: string }[]): number {
  const words = new Set(a.map(({ word }) => word))
  const both = b.filter(({ word }) => words.has(word)).length
  const union = words.size + b.length - both
  return union === 0 ? 1 : both / union
}

function scoreOf(texts: readonly ScoredText[], chosen: readonly (number | null)[], k: number, level: number) {
  const scores = (inside: boolean) =>
    texts.flatMap(({ score }, i) =>
      score !== undefined && chosen[i] !== null && (chosen[i] === k) === inside ? [score] : [],
    )
  const own = meanTest(scores(true), { level })
  const rest = meanTest(scores(false), { level })
  if (!own.ok || !rest.ok) return undefined
  const tested = differenceOf(own.value, rest.value, { level })
  if (!tested.ok) return undefined
  const { difference, interval, p } = tested.value
  return { mean: own.value.value, difference, interval, p }
}
