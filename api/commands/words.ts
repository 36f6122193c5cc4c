import { z } from 'zod'
import {
  findTopics,
  type ScoredText,
  type ScoredWord,
  type ScoredWords,
  scoredWords,
  type Topics,
  wordCounts,
} from '../../stats/index.ts'
import { numbersOf, wordsOf } from './data-table.ts'
import { refusal, warningLines } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { normalised, stopWordsOf, wordSegmenter } from './segment-words.ts'
import { Column, Level, Name, Seed } from './spec-parts.ts'
import { fixed, percent, pText, rangeText, table } from './table.ts'

const WordsSpec = z.strictObject({
  text: Column,
  language: z.enum(['en', 'zh', 'zh-Hans', 'zh-Hant']),
  score: Column.exactOptional(),
  phrases: z.array(Name).max(1000).exactOptional(),
  stopWords: z.array(Name).exactOptional(),
  minimumAnswers: z.int().min(1).exactOptional(),
  show: z.int().min(1).max(1000).exactOptional(),
  topics: z.int().min(2).max(20).exactOptional(),
  seed: Seed.exactOptional(),
  level: Level.exactOptional(),
})

const HELP = `manyi words --data data.csv --spec spec.json

What open answers talk about, and which words go with low or high scores.

Spec: {"text":"comment","language":"zh-Hans","score":"satisfaction"}   languages en, zh, zh-Hans, zh-Hant
      "minimumAnswers":5 answers that must hold a word, "show":15 words of each end, "level":0.95
      "topics":3 adds topics, "seed":1
      "phrases":["客服","app store"]   kept whole; "stopWords":["..."] left out beside the usual words that say nothing

Example: npm run --silent manyi -- words --data tests/fixtures/examples/words.csv --spec tests/fixtures/examples/words.json
`

export const wordsCommand = methodCommand({
  name: 'words',
  version: 1,
  help: HELP,
  spec: WordsSpec,
  data: 'needed',
  run(
    {
      text,
      language,
      score,
      phrases = [],
      stopWords = [],
      minimumAnswers = 5,
      show = 15,
      topics,
      ...options
    },
    data,
  ): Report {
    const segment = wordSegmenter(language, phrases)
    const scores = score === undefined ? undefined : numbersOf(data, score, 'score')
    const texts = wordsOf(data, text, 'text').map((answer, i): ScoredText => {
      const words = answer === null ? [] : segment(answer)
      const value = scores?.[i]
      return value === undefined || value === null ? { words } : { words, score: value }
    })
    const counting = {
      minimumAnswers,
      stopWords: [...stopWordsOf(language), ...stopWords.map(normalised)],
    }
    const counted = wordCounts(texts, counting)
    if (counted.length === 0) throw refusal(data.file, { ok: false, reason: 'no-words' })
    const answered = texts.filter(({ words }) => words.length > 0).length
    const words = counted.map(({ word, answers }) => ({ word, answers: answers.length }))
    const { level, seed } = options
    const scored =
      score === undefined
        ? undefined
        : scoredWords(texts, { ...counting, ...(level !== undefined && { level }) })
    if (scored?.ok === false) throw refusal(data.file, scored)
    const found =
      topics === undefined
        ? undefined
        : findTopics(texts, topics, {
            ...counting,
            ...(seed !== undefined && { seed }),
            ...(level !== undefined && { level }),
          })
    if (found?.ok === false) throw refusal(data.file, found)
    return {
      result: {
        sampleSize: answered,
        missing: texts.length - answered,
        words,
        ...(scored !== undefined && { scored: scored.value }),
        ...(found !== undefined && { topics: found.value }),
      },
      text: [
        `n = ${answered} answers with words (${texts.length - answered} without); words of at least ${minimumAnswers} answers`,
        '',
        table(
          ['word', 'answers', 'share'],
          words
            .slice(0, show)
            .map(({ word, answers }) => [word, `${answers}`, percent(answers / answered, answered)]),
        ),
        ...(scored === undefined ? [] : [scoredText(scored.value, show)]),
        ...(found === undefined ? [] : [topicsText(found.value)]),
      ].join('\n'),
    }
  },
})

function scoredText({ words, sampleSize, missing, mean }: ScoredWords, show: number): string {
  const low = words.filter(({ difference }) => difference < 0).slice(0, show)
  const high = words
    .filter(({ difference }) => difference > 0)
    .slice(-show)
    .reverse()
  return [
    `score of n = ${sampleSize} answers (${missing} without score or words), mean ${fixed(mean, 2)};` +
      ` p adjusted over ${words.length} words; going with is not causing`,
    wordTable('goes with a low score', low),
    wordTable('goes with a high score', high),
  ].join('\n')
}

const wordTable = (title: string, words: readonly ScoredWord[]): string =>
  table(
    [title, 'answers', 'mean', 'difference', '+-', 'interval', 'p, Holm', 'p, BH'],
    words.map(({ word, answers, mean, difference, standardError, interval, pHolm, pBh }) => [
      word,
      `${answers}`,
      fixed(mean, 2),
      fixed(difference, 2),
      fixed(standardError, 2),
      rangeText(interval, 2),
      pText(pHolm),
      pText(pBh),
    ]),
  )

const topicsText = ({ topics, sampleSize, starts, warnings }: Topics): string =>
  [
    `topics of n = ${sampleSize} answers, best of ${starts.count} starts (seed ${starts.seed})`,
    ...warningLines(
      warnings.map(({ code, subject }) => ({ code, subject: `topic ${Number(subject ?? 0) + 1}` })),
    ),
    table(
      ['topic', 'words', 'answers', 'share', 'stability', 'score, difference', 'p, Holm'],
      topics.map(({ words, answers, share, stability, score }, k) => [
        `${k + 1}`,
        words
          .slice(0, 5)
          .map(({ word }) => word)
          .join(', '),
        `${answers}`,
        percent(share),
        fixed(stability, 2),
        fixed(score?.difference, 2),
        pText(score?.pHolm),
      ]),
    ),
  ].join('\n')
