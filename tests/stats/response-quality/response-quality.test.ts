import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { findDuplicates } from '../../../stats/response-quality/duplicates.ts'
import { gibberishSigns } from '../../../stats/response-quality/gibberish.ts'
import { gridFlags, gridPattern } from '../../../stats/response-quality/grid-pattern.ts'
import { brokenRules } from '../../../stats/response-quality/inconsistency.ts'
import { modeEffect } from '../../../stats/response-quality/mode-effect.ts'
import { outlyingAnswers } from '../../../stats/response-quality/outlying-answers.ts'
import { qualityFlags } from '../../../stats/response-quality/quality-flags.ts'
import { relativeSpeedIndex, responseTimes } from '../../../stats/response-quality/response-times.ts'
import { unansweredShare } from '../../../stats/response-quality/unanswered-share.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  grid: Record<string, number[]>
  expected: {
    longstring: Record<string, number>
    irv_sd_n_minus_1: Record<string, number>
    straight_line_flag: Record<string, boolean>
    max_abs_autocorrelation: Record<string, number>
  }
  times_seconds: number[]
  expected_times: {
    median: number
    relative_speed: number[]
    speeder_flag_lt_40pct_of_median: boolean[]
    speeder_rsi_gt_2: boolean[]
  }
  tolerance: number
}>('survey-quality')
const TOLERANCE = oracle.tolerance

describe('oracle survey-quality.json', () => {
  it.each(Object.entries(oracle.grid))('grid, expected: %s', (name, answers) => {
    const pattern = foundValue(gridPattern(answers))
    const { expected } = oracle
    expect(pattern.longString).toBe(expected.longstring[name])
    expectClose(pattern.responseVariability, expected.irv_sd_n_minus_1[name]!, TOLERANCE)
    expect(pattern.straightLine).toBe(expected.straight_line_flag[name])
    expectClose(pattern.autocorrelation, expected.max_abs_autocorrelation[name]!, TOLERANCE)
    expect(pattern.zigZag).toBe(name === 'r3' || name === 'r5')
  })

  it('times_seconds, expected_times', () => {
    const times = foundValue(responseTimes(oracle.times_seconds))
    const expected = oracle.expected_times
    expectClose(times.median, expected.median, TOLERANCE)
    times.checks.forEach((check, i) => {
      expectClose(check?.relativeSpeed, expected.relative_speed[i]!, TOLERANCE)
      expect(check?.tooFast).toBe(expected.speeder_flag_lt_40pct_of_median[i])
      expect(check?.aboveSpeedLimit).toBe(expected.speeder_rsi_gt_2[i])
    })
    // 1,980 s is just above 5 x 394.5.
    expect(times.checks.map((check) => check?.verySlow).indexOf(true)).toBe(8)
  })
})

const grid = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 2, maxLength: 20 })

describe('response quality', () => {
  it('patterns do not hang on the scale or the direction of reading', () => {
    fc.assert(
      fc.property(grid, (answers) => {
        const there = foundValue(gridPattern(answers))
        const turned = foundValue(gridPattern(answers.map((x) => 11 - x).reverse()))
        expect(turned.longString).toBe(there.longString)
        expect(turned.straightLine).toBe(there.straightLine)
        expectClose(turned.responseVariability, there.responseVariability, 1e-12)
        expectClose(turned.autocorrelation, there.autocorrelation, 1e-9)
        expect(gridFlags(answers)).toEqual({ straightLine: there.straightLine, zigZag: there.zigZag })
        expect(foundValue(gridPattern([...answers, Number.NaN])).longString).toBe(there.longString)
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
      }),
      { numRuns: 200 },
    )
  })

  it('a pattern is not read off fewer than seven pairs', () => {
    // Lag 3 of these six leaves three pairs, and three points are soon near a line.
    const short = foundValue(gridPattern([6, 8, 7, 6, 9, 7]))
    expect(short.autocorrelation).toBeGreaterThan(0.9)
    expect(short.zigZag).toBe(false)
    expect(gridFlags([6, 8, 7, 6, 9, 7], { fewestPairs: 3 }).zigZag).toBe(true)
    expect(gridFlags([1, 9, 1, 9, 1, 9, 1]).zigZag).toBe(false)
    expect(gridFlags([1, 9, 1, 9, 1, 9, 1, 9]).zigZag).toBe(true)
  })

  it('times in other units, in another order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 30 }), (times) => {
        const there = foundValue(responseTimes(times))
        expect(foundValue(responseTimes(times.toReversed())).checks.toReversed()).toEqual(there.checks)
        const half = foundValue(responseTimes(times.map((time) => time / 2)))
        expect(half.checks).toEqual(there.checks)
      }),
      { numRuns: 200 },
    )
    expect(responseTimes([])).toEqual({ ok: false, reason: 'no-answers' })
    expect(foundValue(responseTimes([Number.NaN, 4])).checks[0]).toBeNull()
    expect(() => responseTimes([0])).toThrow('responseTimes: time 0')
    // Medians 10 and 20; the second is 10 times as fast on page 1: capped at 3; (3 + 1) / 2.
    const none = Number.NaN
    expect(
      relativeSpeedIndex([
        [10, 20],
        [1, 20],
        [30, none],
        [none, none],
      ]),
    ).toEqual([1, 2, 1 / 3, null])
    expect(() => relativeSpeedIndex([[1], [1, 2]])).toThrow('differ in the number of pages')
    expect(() => relativeSpeedIndex([[-1]])).toThrow('page 0')
  })

  it('duplicates by token, device and text', () => {
    const answers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    const almost = [1, 2, 3, 4, 5, 6, 7, 8, 9, null]
    expect(
      findDuplicates([
        { token: 't1', device: 'd', answers },
        { token: 't1', answers: almost },
        { token: 't2', device: 'd', answers: almost, openText: 'Very slow delivery' },
        { device: 'd', answers: answers.toReversed(), openText: 'very slow delivery ' },
        { device: 'e', answers, openText: 'ok' },
        { device: 'f', answers, openText: 'ok' },
      ]),
    ).toEqual([
      { first: 0, second: 1, kind: 'same-token' },
      { first: 0, second: 2, kind: 'same-device-and-answers', sameAnswers: 1 },
      { first: 2, second: 3, kind: 'same-text' },
    ])
    expect(findDuplicates([])).toEqual([])
    expect(() => findDuplicates([{ answers: [1] }, { answers: [] }])).toThrow('response 1 has 0 answers')
  })

  it('rules are data', () => {
    const observations = toObservations(
      ['minimum', 'desired', 'again'],
      [
        [8, 5, 1],
        [3, 5, 1],
        [9, 9, null],
        [9, 9, 1],
      ],
    )
    const rules = [
      { code: 'zone', when: [{ item: 'minimum', is: '>', than: { item: 'desired' } }] },
      {
        code: 'never-again',
        when: [
          { item: 'minimum', is: '>=', than: 9 },
          { item: 'again', is: '=', than: 1 },
        ],
      },
    ] as const
    expect(brokenRules(observations, rules)).toEqual([
      { row: 0, code: 'zone' },
      { row: 3, code: 'never-again' },
    ])
    const one = { item: 'x', is: '<', than: 1 } as const
    expect(() => brokenRules(observations, [{ code: 'a', when: [one] }])).toThrow(
      'rule "a" names unknown item "x"',
    )
    expect(() => brokenRules(observations, [{ code: 'a', when: [] }])).toThrow('no conditions')
    expect(() => brokenRules(observations, [rules[0], rules[0]])).toThrow('twice')
    const wrong = { item: 'again', is: '<', than: Number.NaN } as const
    expect(() => brokenRules(observations, [{ code: 'a', when: [wrong] }])).toThrow('NaN')
  })

  it.each([
    '好',
    '贵',
    '服务不错',
    'ok',
    'Great!',
    '10',
    'strengths',
    '',
    'Preis',
    '非常满意',
    'lengthy rhythms',
  ])('"%s" is an answer', (text) => {
    expect(gibberishSigns(text)).toEqual([])
  })

  it.each([
    ['x', 'too-short'],
    ['aaaaaa', 'repeated'],
    ['哈哈哈哈哈', 'repeated'],
    ['asdfgh', 'keyboard-row'],
    ['poiuy', 'keyboard-row'],
    ['xkcdwrtpl', 'no-vowels'],
    ['...', 'no-letters'],
    ['xyxyxyxy', 'repeated'],
  ] as const)('"%s" is %s', (text, sign) => {
    expect(gibberishSigns(text)).toContain(sign)
  })

  it('any text has signs, in any form of width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(gibberishSigns(text)).toEqual(gibberishSigns(`  ${text} `))
        expect(gibberishSigns(text)).toEqual(gibberishSigns(text.normalize('NFKC')))
      }),
      { numRuns: 200 },
    )
  })

  it('Mahalanobis: sum of distances is p (n - 1), whatever the units', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 4,
      maxLength: 25,
    })
    fc.assert(
      fc.property(rows, (table) => {
        const there = outlyingAnswers(toObservations(['a', 'b'], table))
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
        if (!there.ok) return
        const sum = there.value.distances.reduce<number>((total, distance) => total + (distance ?? 0), 0)
        expectClose(sum, 2 * (table.length - 1), 1e-8)
        const mixed = table.map(([a, b]) => [a + b, 7 * b - 1])
        const other = foundValue(outlyingAnswers(toObservations(['a', 'b'], mixed)))
        other.distances.forEach((distance, i) => {
          expectClose(distance!, there.value.distances[i]!, 1e-7)
        })
      }),
      { numRuns: 200 },
    )
    const odd = Array.from({ length: 60 }, (_, i): (number | null)[] => [
      5 + (i % 3),
      5 + (i % 3) + (i % 2) * 0.5,
    ])
    const found = foundValue(outlyingAnswers(toObservations(['a', 'b'], [...odd, [9, 1], [null, 1]])))
    expect(found.outlying.map(({ row }) => row)).toEqual([60])
    expect(found.distances[61]).toBeNull()
    expect(outlyingAnswers(toObservations(['a'], [[1]]))).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(outlyingAnswers(toObservations(['a'], [[1], [1], [1]]))).toMatchObject({ reason: 'constant' })
  })

  it('flags: two different ones, or one hard one, are a review', () => {
    const summary = qualityFlags(5, [
      { row: 3, code: 'speeding' },
      { row: 3, code: 'speeding' },
      { row: 1, code: 'speeding' },
      { row: 1, code: 'straight-line' },
      { row: 0, code: 'same-token', hard: true },
    ])
    expect(summary.flagged).toEqual([
      { row: 0, codes: ['same-token'], review: true },
      { row: 1, codes: ['speeding', 'straight-line'], review: true },
      { row: 3, codes: ['speeding'], review: false },
    ])
    expect(summary.counts).toEqual({ 'same-token': 1, speeding: 2, 'straight-line': 1 })
    expect(summary.reviewShare).toBe(0.4)
    expect(qualityFlags(0, []).reviewShare).toBe(0)
    expect(() => qualityFlags(1, [{ row: 1, code: 'x' }])).toThrow('names row 1 of 1')
    expect(() => qualityFlags(-1, [])).toThrow('-1')
  })

  it('unanswered share', () => {
    expect(unansweredShare({ answered: 1, dontKnow: 1, skipped: 1, refused: 0 })).toEqual({
      shown: 3,
      share: 2 / 3,
      tooMany: true,
    })
    expect(unansweredShare({ answered: 0, dontKnow: 0, skipped: 0, refused: 0 })).toEqual({
      shown: 0,
      tooMany: false,
    })
    expect(() => unansweredShare({ answered: -1, dontKnow: 0, skipped: 0, refused: 0 })).toThrow('"answered"')
  })

  it('mode effect: a shift that is there, and its test', () => {
    // Score = 2 age + 3 on the phone, plus noise of mean 0 in each mode that does not hang on age.
    const noise = [1, -1, -1, 1]
    const rows = Array.from({ length: 16 }, (_, i) => [i % 4, 2 * (i % 4) + (i < 8 ? 0 : 3) + noise[i % 4]!])
    const modes = rows.map((_, i) => (i < 8 ? 'web' : 'phone'))
    const observations = toObservations(['age', 'score'], rows)
    const effect = foundValue(modeEffect(observations, modes, { outcome: 'score', reference: 'web' }))
    expectClose(effect.shifts[0]?.shift.value, 3, 1e-10)
    expect(effect.shifts[0]?.mode).toBe('phone')
    // Residual variance 16 / 13, each mode 8 people: SE = sqrt(16 / 13 / 4).
    expectClose(effect.shifts[0]?.shift.standardError, Math.sqrt(4 / 13), 1e-10)
    expect(effect.shifts[0]?.pHolm).toBe(effect.shifts[0]?.p)
    expect(JSON.parse(JSON.stringify(effect))).toEqual(effect)
    const all = { outcome: 'score', reference: 'web' }
    expect(
      modeEffect(
        observations,
        modes.map(() => 'web'),
        all,
      ),
    ).toEqual({ ok: false, reason: 'too-few-modes' })
    expect(() => modeEffect(observations, [], all)).toThrow('0 modes for 16 rows')
    expect(() => modeEffect(observations, modes, { ...all, covariates: ['score'] })).toThrow('explain itself')
  })

  it('mode effect: turning the reference turns the sign', () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 10 }), fc.boolean()),
      { maxLength: 25 },
    )
    fc.assert(
      fc.property(rows, (people) => {
        const observations = toObservations(
          ['age', 'score'],
          people.map(([age, score]) => [age, score]),
        )
        const modes = people.map(([, , web]) => (web ? 'web' : 'phone'))
        const there = modeEffect(observations, modes, { outcome: 'score', reference: 'web' })
        const back = modeEffect(observations, modes, { outcome: 'score', reference: 'phone' })
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
        expect(back.ok).toBe(there.ok)
        if (there.ok && back.ok)
          expectClose(back.value.shifts[0]!.shift.value, -there.value.shifts[0]!.shift.value, 1e-8)
      }),
      { numRuns: 200 },
    )
  })
})
