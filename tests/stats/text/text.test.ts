import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceOf } from '../../../stats/core/difference.ts'
import { meanTest } from '../../../stats/core/mean-test.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'
import { factorWords } from '../../../stats/text/factor-words.ts'
import { keyness } from '../../../stats/text/keyness.ts'
import { krippendorffAlpha } from '../../../stats/text/krippendorff-alpha.ts'
import { scoredWords } from '../../../stats/text/scored-words.ts'
import { findTopics } from '../../../stats/text/topics.ts'
import { wordCounts } from '../../../stats/text/word-counts.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'

const word = fc.constantFrom('slow', 'friendly', '便宜', '物流', 'the', 'app')
const text = fc.record({
  words: fc.array(word, { maxLength: 5 }),
  score: fc.integer({ min: 1, max: 10 }),
})
const texts = fc.array(text, { maxLength: 30 })

describe('words', () => {
  it('counts answers, not mentions; without stop words; in any order of answers', () => {
    expect(
      wordCounts([{ words: ['慢', '慢', '的'] }, { words: ['慢', '好'] }], {
        stopWords: ['的'],
        minimumAnswers: 2,
      }),
    ).toEqual([{ word: '慢', answers: [0, 1] }])
    expect(() => wordCounts([], { minimumAnswers: 0 })).toThrow('wordCounts: the minimum')
    fc.assert(
      fc.property(texts, (list) => {
        const sizes = (given: typeof list) =>
          wordCounts(given, { minimumAnswers: 1 }).map(({ word, answers }) => [word, answers.length])
        expect(sizes(list.toReversed())).toEqual(sizes(list))
      }),
      { numRuns: 200 },
    )
  })

  it('words that go with scores: Welch by hand, multiplicity, order and scale', () => {
    fc.assert(
      fc.property(texts, (list) => {
        const there = scoredWords(list, { minimumAnswers: 2, stopWords: ['the'] })
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
        if (!there.ok) return
        const turned = foundValue(scoredWords(list.toReversed(), { minimumAnswers: 2, stopWords: ['the'] }))
        const scaled = foundValue(
          scoredWords(
            list.map(({ words, score }) => ({ words, score: 100 + 10 * score })),
            { minimumAnswers: 2, stopWords: ['the'] },
          ),
        )
        there.value.words.forEach((row, k) => {
          expect(row.word).not.toBe('the')
          expect(
            row.pHolm >= row.p && row.pBh >= row.p * (1 - 1e-12) && row.pHolm >= row.pBh * (1 - 1e-12),
          ).toBe(true)
          expectClose(turned.words.find((other) => other.word === row.word)?.p, row.p, 1e-9)
          expectClose(
            scaled.words.find((other) => other.word === row.word)?.difference,
            10 * row.difference,
            1e-9,
          )
          const used = list.filter(({ words }) => words.length > 0)
          const part = (inside: boolean) =>
            foundValue(
              meanTest(
                used.filter(({ words }) => words.includes(row.word as never) === inside).map((t) => t.score),
              ),
            )
          expectClose(foundValue(differenceOf(part(true), part(false))).difference, row.difference, 1e-12)
          if (k > 0) expect(row.difference).toBeGreaterThanOrEqual(there.value.words[k - 1]!.difference)
        })
      }),
      { numRuns: 200 },
    )
    expect(scoredWords([])).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(
      scoredWords([
        { words: ['a'], score: 1 },
        { words: ['a'], score: 2 },
      ]),
    ).toEqual({ ok: false, reason: 'no-words' })
    expect(() => scoredWords([{ words: ['a'], score: Number.NaN }])).toThrow(
      'scoredWords: the score of answer 0',
    )
  })

  it('under no association few words are called: family-wise error at most about .05', () => {
    let called = 0
    for (let run = 0; run < 200; run++) {
      const random = seeded(11, { draw: run })
      const list = Array.from({ length: 60 }, () => ({
        words: Array.from({ length: 12 }, (_, w) => (uniform(random) < 0.3 ? `w${w}` : 'x')),
        score: Math.floor(uniform(random) * 10),
      }))
      if (foundValue(scoredWords(list)).words.some(({ pHolm }) => pHolm < 0.05)) called++
    }
    // Binomial .05 of 200: 10, and 22 is four standard errors above.
    expect(called).toBeLessThan(22)
  })

  it('keyness: G squared by scipy 1.17.1, turning groups turns the sign', () => {
    const group = (holds: number, size: number) =>
      Array.from({ length: size }, (_, i) => (i < holds ? ['slow', 'x'] : ['x']))
    const keyed = foundValue(keyness(group(30, 50), group(15, 50)))
    const slow = keyed.words.find((row) => row.word === 'slow')
    expectClose(slow?.g2, 9.240165836302697, 1e-9)
    // ln(30.5 x 35.5 / (20.5 x 15.5)).
    expectClose(slow?.logOdds.value, Math.log((30.5 * 35.5) / (20.5 * 15.5)), 1e-12)
    expect(keyed.words.find((row) => row.word === 'x')?.g2).toBe(0)
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [one, two] = [a.map(({ words }) => words), b.map(({ words }) => words)]
        const there = keyness(one, two, { minimumAnswers: 1 })
        const back = keyness(two, one, { minimumAnswers: 1 })
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
        expect(back.ok).toBe(there.ok)
        if (!there.ok || !back.ok) return
        for (const row of there.value.words) {
          const other = back.value.words.find((found) => found.word === row.word)
          expectClose(other?.logOdds.value, -row.logOdds.value, 1e-10)
          expectClose(other?.g2, row.g2, 1e-10)
        }
      }),
      { numRuns: 200 },
    )
    expect(keyness([], [['a']])).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(keyness([['a']], [['a']])).toEqual({ ok: false, reason: 'no-words' })
  })
})

describe('topics', () => {
  const random = seeded(5)
  const pools = [
    ['delivery', 'late', 'courier', 'parcel'],
    ['价格', '贵', '优惠', '便宜'],
  ]
  const list = Array.from({ length: 60 }, (_, i) => ({
    words: Array.from({ length: 4 }, () => pools[i % 2]![Math.floor(uniform(random) * 4)]!),
    score: i % 2 === 0 ? 3 + (i % 3) : 7 + (i % 3),
  }))

  it('two subjects are found, are stable and carry their scores', () => {
    const { topics, assignments, warnings } = foundValue(findTopics(list, 2))
    for (const { words, stability } of topics) {
      const pool = pools.find(([first]) => words.slice(0, 4).some((row) => row.word === first))
      expect(
        words
          .slice(0, 4)
          .map((row) => row.word)
          .sort(),
      ).toEqual([...pool!].sort())
      expect(stability).toBeGreaterThan(0.9)
    }
    expect(new Set(assignments.filter((_, i) => i % 2 === 0)).size).toBe(1)
    expect(assignments[0]).not.toBe(assignments[1])
    expect(warnings).toEqual([])
    expectClose(Math.abs(topics[0]!.score!.difference), 4, 1e-9)
    expect(topics[0]!.score!.pHolm).toBeLessThan(0.001)
    expect(findTopics(list, 2)).toEqual(findTopics(list, 2))
  })

  it('factors are never negative and their divergence never rises', () => {
    const rows = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1 }), {
      minLength: 3,
      maxLength: 12,
    })
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 30 }),
        (columns, topics, iterations) => {
          const table = { columns, values: columns.map((row) => row.map((at) => 1 + at / 3)), width: 6 }
          const short = factorWords(table, topics, seeded(1), { iterations, tolerance: 0 })
          const long = factorWords(table, topics, seeded(1), { iterations: iterations + 1, tolerance: 0 })
          expect(long.divergence).toBeLessThanOrEqual(short.divergence + 1e-9)
          expect(
            [...long.byAnswer, ...long.byWord].every((value) => value >= 0 && Number.isFinite(value)),
          ).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('never a number that is none', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 3 }), (given, topics) => {
        const outcome = findTopics(given, topics, { minimumAnswers: 1, starts: 2 })
        expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome)
        if (!outcome.ok) return
        const { sampleSize, missing, topics: all } = outcome.value
        expect(sampleSize + missing).toBe(given.length)
        expect(all.reduce((sum, { answers }) => sum + answers, 0)).toBe(sampleSize)
      }),
      { numRuns: 200 },
    )
    expect(findTopics([], 1)).toEqual({ ok: false, reason: 'too-few-words' })
    expect(() => findTopics([], 0)).toThrow('findTopics: the number of topics')
    expect(() => findTopics([], 1, { starts: 0 })).toThrow('starts')
  })
})

describe("Krippendorff's alpha", () => {
  it('the example of Krippendorff (2011): 4 coders, 12 units, nominal .743', () => {
    const table = [
      '1.2.3.3.2.1.4.1.2.*.*.*',
      '1.2.3.3.2.2.4.1.2.5.*.3',
      '*.3.3.3.2.3.4.2.2.5.1.*',
      '1.2.3.3.2.4.4.1.2.5.1.*',
    ].map((row) => row.split('.').map((code) => (code === '*' ? null : code)))
    const units = table[0]!.map((_, i) => table.map((row) => row[i]!))
    expectClose(foundValue(krippendorffAlpha(units)).alpha, 0.743, 5e-4)
  })

  it('full agreement is 1; order of coders and answers does not matter', () => {
    const code = fc.constantFrom('a', 'b', null)
    fc.assert(
      fc.property(fc.array(fc.array(code, { minLength: 2, maxLength: 4 }), { maxLength: 12 }), (units) => {
        const there = krippendorffAlpha(units)
        const back = krippendorffAlpha(units.toReversed().map((codes) => codes.toReversed()))
        expect(back.ok).toBe(there.ok)
        if (!there.ok || !back.ok) return
        expectClose(back.value.alpha, there.value.alpha, 1e-12)
        expect(there.value.alpha).toBeLessThanOrEqual(1)
      }),
      { numRuns: 200 },
    )
    expectClose(
      foundValue(
        krippendorffAlpha([
          ['a', 'a'],
          ['b', 'b'],
        ]),
      ).alpha,
      1,
      1e-14,
    )
    expect(krippendorffAlpha([])).toEqual({ ok: false, reason: 'no-answers' })
    expect(krippendorffAlpha([['a', 'a']])).toEqual({ ok: false, reason: 'one-code-only' })
  })
})
