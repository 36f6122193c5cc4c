import { describe, expect, it } from 'vitest'
import { type Answers, estimates, placed, problemsOf } from './module-book.ts'

const times = (n: number, answers: Answers): Answers[] => Array.from({ length: n }, () => answers)

const quiet = { 'complaint.problem': 'no', 'complaint.stay': 8 }
const silent = {
  'complaint.problem': 'yes',
  'complaint.told': 'no',
  'complaint.why-not': ['no-use', 'minor'],
  'complaint.stay': 3,
}
const settled = {
  'complaint.problem': 'yes',
  'complaint.told': 'yes',
  'complaint.channel': ['web', 'shop'],
  'complaint.resolved': 'later',
  'complaint.hours': 36.5,
  'complaint.outcome': 10,
  'complaint.procedure': 7,
  'complaint.interaction': 4,
  'complaint.stay': 9,
}

describe('complaints', () => {
  const module = placed('complaints')

  it('goes three ways: no problem, a problem kept to oneself, a complaint', () => {
    for (const answers of [quiet, silent, settled]) expect(problemsOf(module, answers)).toEqual([])
  })

  it.each([
    ['a complaint without a problem', { ...quiet, 'complaint.told': 'yes' }, 'complaint.told', 'hidden'],
    ['handling where nothing was told', { ...silent, 'complaint.outcome': 5 }, 'complaint.outcome', 'hidden'],
    [
      'a time to a solution there was not',
      { ...settled, 'complaint.resolved': 'not' },
      'complaint.hours',
      'hidden',
    ],
    [
      'a reason twice',
      { ...silent, 'complaint.why-not': ['minor', 'minor'] },
      'complaint.why-not',
      'duplicate-choice',
    ],
    ['time running backwards', { ...settled, 'complaint.hours': -1 }, 'complaint.hours', 'out-of-range'],
  ])('refuses %s', (_, answers, item, reason) => {
    expect(problemsOf(module, answers)).toEqual([[item, reason]])
  })

  it('counts the funnel among those who were asked, and scores the handling', () => {
    const respondents = [...times(60, quiet), ...times(30, silent), ...times(10, settled)]
    const [problem, told, hours] = estimates(module, 'describe', respondents)
    // 40 of 100 had a problem, 10 of these 40 told; (10 + 7 + 4) / 3 = 7 on 1-10 is 66.67.
    expect(problem).toMatchObject({ sampleSize: 100, mean: expect.closeTo(0.4, 9) })
    expect(told).toMatchObject({ sampleSize: 40, mean: expect.closeTo(0.25, 9) })
    expect(hours).toMatchObject({ sampleSize: 10, median: 36.5 })
    expect(estimates(module, 'indices.weighted', respondents)).toMatchObject([
      { value: expect.closeTo(200 / 3, 9) },
    ])
  })
})

describe('churn', () => {
  const module = placed('churn')
  const stays = (months: number) => ({
    'churn.tenure': months,
    'churn.left': 'no',
    'churn.satisfaction': 8,
  })
  const left = (months: number) => ({
    'churn.tenure': months,
    'churn.left': 'yes',
    'churn.satisfaction': 2,
    'churn.reasons': ['pricing', 'competition'],
    'churn.main-reason': 'competition',
    'churn.bring-back': ['price'],
    'churn.return': 4,
  })

  it('asks why only those who left', () => {
    expect(problemsOf(module, stays(12))).toEqual([])
    expect(problemsOf(module, left(12))).toEqual([])
    expect(problemsOf(module, { ...stays(12), 'churn.reasons': ['pricing'] })).toEqual([
      ['churn.reasons', 'hidden'],
    ])
    expect(problemsOf(module, { ...left(12), 'churn.main-reason': 'weather' })).toEqual([
      ['churn.main-reason', 'unknown-choice'],
    ])
  })

  it('leaves winning back out where the designer has no use for it', () => {
    const asked = placed('churn', { 'win-back': false }).items.map(({ code }) => code)
    expect(asked).not.toContain('churn.return')
    expect(asked).toContain('churn.main-reason')
  })

  it('follows how long customers stay', () => {
    // Kaplan-Meier: of 20, 5 leave at 6 months: 0.75 stay; of the 15 left, 5 leave at 12: 0.75 x 10 / 15 = 0.5.
    const respondents = [...times(5, left(6)), ...times(5, left(12)), ...times(10, stays(24))]
    const [survival] = estimates(module, 'churn.survival', respondents)
    const shares = (survival as { steps: { survival: number }[] }).steps.map(({ survival }) => survival)
    expect(shares.map((share) => Math.round(share * 1e9) / 1e9)).toEqual([0.75, 0.5])
  })

  it('counts every reason and the main one', () => {
    const respondents = [...times(10, left(6)), ...times(10, { ...left(9), 'churn.reasons': ['pricing'] })]
    const shares = estimates(module, 'describe', respondents).map(
      (estimate) => (estimate as { mean: number }).mean,
    )
    expect(shares.slice(0, 8).map((share) => Math.round(share * 1e9) / 1e9)).toEqual([
      1, 0, 0, 0, 0, 0.5, 0, 0,
    ])
    expect(shares[8]).toBeCloseTo(6, 9)
  })
})
