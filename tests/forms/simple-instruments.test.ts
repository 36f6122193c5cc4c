import { describe, expect, it } from 'vitest'
import { type Answers, estimates, placed, problemsOf } from './module-book.ts'

const times = (n: number, answers: Answers): Answers[] => Array.from({ length: n }, () => answers)
const entry = (key: string) => ({ key, text: { en: key, 'zh-Hans': key, 'zh-Hant': key } })

describe('nps', () => {
  it('is the worked example of handbook 6.4', () => {
    const respondents = [...times(120, { nps: 10 }), ...times(60, { nps: 8 }), ...times(20, { nps: 0 })]
    const [found] = estimates(placed('nps'), 'indices.nps', respondents)
    expect(found).toMatchObject({
      sampleSize: 200,
      score: expect.closeTo(50, 9),
      standardError: expect.closeTo(4.743, 3),
      interval: { low: expect.closeTo(40.7, 1), high: expect.closeTo(59.3, 1) },
    })
  })

  it('asks why of those who rated, and not where the designer has no use for it', () => {
    const asks = placed('nps')
    expect(problemsOf(asks, { nps: 0, 'nps-reason': 'slow' })).toEqual([])
    expect(problemsOf(asks, { nps: 'dont_know' })).toEqual([])
    expect(problemsOf(asks, { nps: 'dont_know', 'nps-reason': 'slow' })).toEqual([['nps-reason', 'hidden']])
    expect(placed('nps', { reason: false }).items.map(({ code }) => code)).toEqual(['nps'])
  })

  it('reads the reasons beside the score, where they are asked', () => {
    const respondents = [
      ...times(6, { nps: 2, 'nps-reason': 'Slow queue' }),
      ...times(6, { nps: 9, 'nps-reason': 'kind staff' }),
      ...times(6, { nps: 9 }),
    ]
    const [words] = estimates(placed('nps'), 'text.words', respondents)
    expect(words).toMatchObject({ sampleSize: 12, missing: 6 })
    const [topics] = estimates(placed('nps'), 'text.topics', respondents)
    // Four words are too few for five topics.
    expect(topics).toBeUndefined()
    const without = placed('nps', { reason: false })
    expect(without.feeds.map(({ method }) => method)).toEqual(['indices.nps'])
  })

  it.each([-1, 11, 7.5, '9'])('refuses %o', (raw) => {
    expect(problemsOf(placed('nps'), { nps: raw })).toHaveLength(1)
  })
})

describe('csat', () => {
  it('is the worked example of handbook 6.3', () => {
    const respondents = [...times(100, { csat: 5 }), ...times(70, { csat: 4 }), ...times(30, { csat: 1 })]
    const [found] = estimates(placed('csat'), 'indices.csat', respondents)
    expect(found).toMatchObject({ topTwo: 0.85, topOne: 0.5, bottomTwo: 0.15 })
  })
})

describe('ces', () => {
  it('scores ease by its mean and the share from 5 up', () => {
    const respondents = [...times(30, { ces: 7 }), ...times(10, { ces: 3 })]
    expect(estimates(placed('ces'), 'indices.effort', respondents)).toMatchObject([
      { mean: 6, topThree: 0.75 },
    ])
  })

  it('keeps the older form apart, since its direction is the other one', () => {
    const older = placed('ces', { form: 'effort' })
    expect(older.items.map(({ code }) => code)).toEqual(['ces-effort'])
    const respondents = times(30, { 'ces-effort': 2 })
    expect(estimates(older, 'indices.effort', respondents)).toEqual([])
    expect(estimates(older, 'describe', respondents)).toMatchObject([{ mean: expect.closeTo(2, 9) }])
    expect(problemsOf(older, { 'ces-effort': 6 })).toEqual([['ces-effort', 'out-of-range']])
  })
})

describe('touchpoint', () => {
  const till = placed('touchpoint', { touchpoints: ['till', 'hotline'].map(entry), asked: 1 })

  it('scores every touchpoint by itself, those who did not use it left out', () => {
    const used = { 'touch.till.satisfaction': 4, 'touch.till.effort': 6 }
    const respondents = [
      ...times(20, { ...used, 'touch.hotline.satisfaction': 'not_applicable' }),
      ...times(20, { ...used, 'touch.hotline.satisfaction': 2, 'touch.hotline.effort': 1 }),
    ]
    expect(estimates(till, 'indices.csat', respondents)).toMatchObject([
      { sampleSize: 40, topTwo: 1 },
      { sampleSize: 20, topTwo: 0 },
    ])
    expect(estimates(till, 'indices.effort', respondents)).toMatchObject([{ mean: 6 }, { mean: 1 }])
  })

  it('asks the effort only where the touchpoint was used', () => {
    const answers = { 'touch.till.satisfaction': 5, 'touch.till.effort': 7 }
    const unused = { ...answers, 'touch.hotline.satisfaction': 'not_applicable' }
    expect(problemsOf(till, unused)).toEqual([])
    expect(problemsOf(till, { ...unused, 'touch.hotline.effort': 4 })).toEqual([
      ['touch.hotline.effort', 'hidden'],
    ])
    expect(problemsOf(till, { ...answers, 'touch.hotline.satisfaction': 3 })).toContainEqual([
      'touch.hotline.effort',
      'required',
    ])
  })

  it('draws so many touchpoints for each respondent', () => {
    expect(till.takes).toEqual({ touchpoints: 1 })
    expect(() => placed('touchpoint')).toThrow('too-few')
  })
})

describe('open-questions', () => {
  it('takes words up to 2,000 characters and may be left empty', () => {
    const module = placed('open-questions', { questions: [entry('better')] })
    expect(problemsOf(module, {})).toEqual([])
    expect(problemsOf(module, { 'open.better': '多开一个窗口 🙂' })).toEqual([])
    expect(problemsOf(module, { 'open.better': 'x'.repeat(2001) })).toEqual([['open.better', 'too-long']])
    expect(problemsOf(module, { 'open.better': '\0' })).toEqual([['open.better', 'broken-character']])
  })
})
