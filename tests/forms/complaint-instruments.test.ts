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
    // 40 of 100 had a problem, 10 of these 40 told; (10 + 7 + 4) / 3 = 7 on 1-10 is 66.67.
    expect(estimates(module, 'complaints.funnel', respondents)).toMatchObject([
      {
        sampleSize: 100,
        problemRate: { value: { value: 0.4 } },
        complaintRate: { value: { value: 0.25 } },
        icebergFactor: 4,
        firstContactResolution: { value: { value: 0 } },
        medianHours: 36.5,
        withinPromise: { value: { value: 0 } },
      },
    ])
    expect(estimates(module, 'indices.weighted', respondents)).toMatchObject([
      { value: expect.closeTo(200 / 3, 9) },
    ])
  })
})

describe('recovery', () => {
  it('asks whether a complaint well handled makes more loyal than no problem', () => {
    const well = { ...settled, 'complaint.outcome': 10, 'complaint.interaction': 9 }
    const respondents = [
      ...times(20, quiet),
      ...times(10, { ...quiet, 'complaint.stay': 6 }),
      ...times(5, well),
      ...times(5, { ...well, 'complaint.stay': 10 }),
      ...times(10, silent),
      ...times(10, settled),
    ]
    const [groups] = estimates(placed('complaints'), 'complaints.recovery', respondents)
    // Handling of 10, 7, 9 is 8.67 and satisfies; 10, 7, 4 is 7 and does not.
    expect(groups).toMatchObject({
      sampleSize: 60,
      groups: [
        { name: 'no-problem', count: 30 },
        { name: 'silent', count: 10, loyalty: { value: { value: 3 } } },
        { name: 'recovered', count: 10, loyalty: { value: { value: 9.5 } } },
        { name: 'disappointed', count: 10, loyalty: { value: { value: 9 } } },
      ],
      paradox: { value: { difference: expect.closeTo(9.5 - 220 / 30, 12), holds: true } },
    })
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
    expect(problemsOf(module, { ...left(12), 'churn.main-reason': 'ethical-problems' })).toEqual([
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
    const alone = { ...left(9), 'churn.reasons': ['pricing'], 'churn.main-reason': 'pricing' }
    const respondents = [...times(10, left(6)), ...times(10, alone), ...times(10, stays(12))]
    const [found] = estimates(module, 'churn.reasons', respondents)
    // Thirty reasons named: 20 pricing, 10 competition.
    expect(found).toMatchObject({
      sampleSize: 20,
      missing: 0,
      reasons: [
        { reason: 'pricing', count: 20, mainCount: 10, cumulative: expect.closeTo(2 / 3, 12) },
        { reason: 'competition', count: 10, mainCount: 10, cumulative: 1 },
        ...Array(6).fill({ count: 0 }),
      ],
    })
  })

  it('reads what they say in their own words', () => {
    const said = (words: string, satisfaction: number) => ({
      ...left(6),
      'churn.in-own-words': words,
      'churn.satisfaction': satisfaction,
    })
    const respondents = [
      ...Array.from({ length: 10 }, (_, i) => said('太贵', 1 + (i % 2))),
      ...Array.from({ length: 10 }, (_, i) => said('moved abroad', 8 + (i % 2))),
      ...times(10, stays(12)),
    ]
    expect(estimates(module, 'text.words', respondents)[0]).toMatchObject({ sampleSize: 20, missing: 10 })
    const [scores] = estimates(module, 'text.scores', respondents)
    const { words } = scores as { words: { word: string; difference: number }[] }
    expect(words.at(-1)).toMatchObject({ difference: expect.closeTo(7, 12) })
  })
})
