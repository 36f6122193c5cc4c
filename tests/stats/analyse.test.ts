import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AnalysisSlice,
  analyse,
  METHOD_NAMES,
  METHOD_STATUSES,
  type MethodName,
  type MethodRequest,
  type MethodResult,
  netPromoter,
  seeded,
  specifyModel,
  toObservations,
  uniform,
} from '../../stats/index.ts'
import { pathAnalysis } from '../../stats/pls/path-analysis.ts'
import { servqual } from '../../stats/servqual/servqual.ts'

const ITEMS = ['q1', 'q2', 's1', 's2', 'l1', 'l2', 'nps', 'left', 'f', 'd', 'part', 'min', 'want']
const model = {
  constructs: [
    { name: 'Quality', items: ['q1', 'q2'] },
    { name: 'Satisfaction', items: ['s1', 's2'] },
    { name: 'Loyalty', items: ['l1', 'l2'] },
  ],
  paths: [
    ['Quality', 'Satisfaction'],
    ['Satisfaction', 'Loyalty'],
    ['Quality', 'Loyalty'],
  ],
  scale: { min: 1, max: 7 },
} as const

/** Answers that hang together, whole numbers on each item's scale. */
function table(rows: number, seed = 1): number[][] {
  const random = seeded(seed)
  const noise = () => uniform(random) - 0.5
  const rating = (x: number) => Math.min(7, Math.max(1, Math.round(4 + x)))
  return Array.from({ length: rows }, () => {
    const quality = 4 * noise()
    const happy = 0.7 * quality + 2 * noise()
    const loyal = 0.6 * happy + 2 * noise()
    return [
      ...[quality, quality, happy, happy, loyal, loyal].map((x) => rating(1.2 * x + 2 * noise())),
      Math.min(10, Math.max(0, Math.round(7 + 2 * happy + 2 * noise()))),
      loyal + noise() < 0 ? 1 : 0,
      1 + Math.floor(uniform(random) * 5),
      1 + Math.floor(uniform(random) * 5),
      uniform(random),
      2,
      6,
    ]
  })
}

const slice = (rows = 60, weights?: readonly number[]): AnalysisSlice => ({
  observations: toObservations(ITEMS, table(rows), weights),
  beside: { observations: toObservations(ITEMS, table(rows, 2), weights) },
  columns: {
    region: Array.from({ length: rows }, (_, i) => (i % 2 === 0 ? 'north' : 'south')),
    sex: Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? 'f' : 'm')),
  },
  texts: textsFor(rows),
})
const textsFor = (rows: number) => ({
  why: Array.from({ length: rows }, (_, i) => (i % 4 < 2 ? ['slow', 'queue'] : ['kind', 'staff'])),
})

const by = 'region'
const attribute = { name: 'one-click', functional: 'f', dysfunctional: 'd' }
const items = ['q1', 'q2', 's1', 's2', 'l1', 'l2']
const reasons = {
  ...{ pricing: 'left', inconvenience: 'left', 'core-service-failure': 'part' },
  ...{ 'service-encounter-failure': 'part', 'response-to-failure': 'part', competition: 'part' },
  ...{ 'ethical-problems': 'part', 'involuntary-switching': 'part' },
}
const pair = { satisfaction: 's1', loyalty: 'l1' }

/** One request of every method: the compiler asks for a new one when a method is added. */
const REQUESTS: { readonly [Name in MethodName]: MethodRequest & { readonly method: Name } } = {
  pls: { method: 'pls', model },
  'pls.fit': { method: 'pls.fit', model },
  'pls.exact-fit': { method: 'pls.exact-fit', model, resamples: 20 },
  'pls.map': { method: 'pls.map', model, target: 'Loyalty' },
  'pls.moderation': {
    method: 'pls.moderation',
    model,
    interactions: [{ from: 'Satisfaction', moderator: 'Quality', to: 'Loyalty' }],
  },
  'pls.predict': { method: 'pls.predict', model, repeats: 1 },
  'pls.blindfold': { method: 'pls.blindfold', model },
  'pls.segments': { method: 'pls.segments', model, mostSegments: 2, starts: 2 },
  'pls.groups': { method: 'pls.groups', model, by, permutations: 30 },
  'pls.invariance': { method: 'pls.invariance', model, by, permutations: 30 },
  kano: { method: 'kano', attributes: [attribute] },
  'kano.segments': { method: 'kano.segments', attribute, by },
  servqual: {
    method: 'servqual',
    dimensions: [{ name: 'all', items: [{ name: 'one', expectation: 'q1', perception: 's1' }] }],
  },
  'servqual.zone': {
    method: 'servqual.zone',
    items: [{ name: 'one', minimum: 'min', desired: 'want', perceived: 's1' }],
  },
  'servqual.performance': {
    method: 'servqual.performance',
    dimensions: [
      { name: 'one', items: ['q1', 'q2'] },
      { name: 'two', items: ['s1'] },
    ],
  },
  'servqual.shortfall': { method: 'servqual.shortfall', gaps: [{ name: 'gap-2', items: ['q1', 'q2'] }] },
  'servqual.beliefs': {
    method: 'servqual.beliefs',
    dimensions: [{ name: 'all', items: [{ name: 'one', expectation: 'q1', belief: 's1' }] }],
  },
  twofactor: {
    method: 'twofactor',
    outcome: 'l1',
    attributes: ['q1', 's1'],
    ranges: { low: 3, high: 5 },
    resamples: 30,
  },
  drivers: { method: 'drivers', outcome: 'l1', drivers: ['q1', 's1'], resamples: 30 },
  'drivers.grid': {
    method: 'drivers.grid',
    attributes: [
      { name: 'quality', performance: 'q1', importance: 'q2' },
      { name: 'shop', performance: 's1', importance: 's2', bestCompetitor: 'l1' },
    ],
    min: 1,
    max: 7,
  },
  'qfd.ranks': {
    method: 'qfd.ranks',
    house: {
      requirements: [
        { name: 'q1', importance: 5 },
        { name: 's1', importance: 3 },
      ],
      characteristics: [
        { name: 'speed', direction: 'up' },
        { name: 'weight', direction: 'down' },
      ],
      relations: [
        [9, 1],
        [0, 3],
      ],
    },
    resamples: 30,
  },
  'benchmark.means': { method: 'benchmark.means', item: 's1', by },
  'benchmark.ranks': { method: 'benchmark.ranks', item: 's1', by, resamples: 30 },
  'benchmark.pairs': {
    method: 'benchmark.pairs',
    brands: ['s1', 's2', 'l1'].map((item) => ({ name: item, item })),
    own: 's2',
  },
  describe: { method: 'describe', item: 's1' },
  'indices.csat': { method: 'indices.csat', item: 'f' },
  'indices.effort': { method: 'indices.effort', item: 's1' },
  'indices.nps': { method: 'indices.nps', item: 'nps' },
  'indices.nps-change': { method: 'indices.nps-change', before: 'nps', after: 's1' },
  'indices.ratio': { method: 'indices.ratio', expectation: 'q1', perception: 's1' },
  'indices.weighted': {
    method: 'indices.weighted',
    items: [
      { item: 'q1', importance: 2 },
      { item: 's1', importance: 1 },
    ],
    min: 1,
    max: 7,
  },
  'loyalty.matrix': { method: 'loyalty.matrix', ...pair },
  'loyalty.bend': { method: 'loyalty.bend', ...pair, loyalFrom: 5 },
  'loyalty.product': {
    method: 'loyalty.product',
    attraction: 'part',
    satisfaction: 'part',
    involvement: 'part',
    resamples: 30,
  },
  'loyalty.switching-cost': { method: 'loyalty.switching-cost', ...pair, cost: 'q1' },
  'loyalty.types': {
    method: 'loyalty.types',
    answers: {
      ...{ attached: 'q1', prefers: 'q2', trusts: 's1', advocates: 's2', noAlternative: 'l1', kin: 'left' },
      ...{ price: 'l2', incentive: 'f', convenience: 'd', inertia: 'f', repeatPercent: 'nps' },
    },
    satisfaction: 's1',
  },
  'loyalty.signs': { method: 'loyalty.signs', items: ['left', 'part'], atLeast: 2 },
  'churn.model': { method: 'churn.model', left: 'left', predictors: ['s1'] },
  'churn.survival': { method: 'churn.survival', time: 'q1', left: 'left' },
  'churn.reasons': { method: 'churn.reasons', reasons, main: 'f' },
  'complaints.funnel': {
    method: 'complaints.funnel',
    ...{ problem: 'left', told: 'left', settled: 'f', hours: 'q1' },
  },
  'complaints.recovery': {
    method: 'complaints.recovery',
    ...{ problem: 'left', told: 'left', handling: ['s1', 's2'], loyalty: 'l1', satisfiedFrom: 4 },
  },
  'value.concentration': { method: 'value.concentration', profit: 'q1' },
  'value.segments': { method: 'value.segments', item: 's1', by },
  'value.delivered': {
    method: 'value.delivered',
    parts: {
      ...{ product: 'q1', service: 'q2', staff: 's1', image: 's2' },
      ...{ money: 'l1', time: 'l2', effort: 'f', worry: 'd' },
    },
    min: 1,
    max: 7,
  },
  'weighting.rake': { method: 'weighting.rake', margins: [{ column: 'sex', targets: { f: 0.5, m: 0.5 } }] },
  'multivariate.anova': { method: 'multivariate.anova', item: 's1', by },
  'multivariate.post-hoc': { method: 'multivariate.post-hoc', item: 's1', by },
  'multivariate.t-test': { method: 'multivariate.t-test', item: 's1', by },
  'multivariate.rank-sum': { method: 'multivariate.rank-sum', item: 's1', by },
  'multivariate.manova': { method: 'multivariate.manova', items: ['s1', 'l1'], by },
  'multivariate.crosstab': { method: 'multivariate.crosstab', rows: 'region', columns: 'sex', draws: 100 },
  'multivariate.correlate': { method: 'multivariate.correlate', first: 's1', second: 'l1' },
  'multivariate.regression': { method: 'multivariate.regression', outcome: 'l1', predictors: ['q1', 's1'] },
  'multivariate.components': { method: 'multivariate.components', items },
  'multivariate.factors': { method: 'multivariate.factors', items, factors: 2 },
  'multivariate.clusters': { method: 'multivariate.clusters', items, clusters: 2 },
  'multivariate.choose-clusters': { method: 'multivariate.choose-clusters', items, most: 3, draws: 2 },
  'multivariate.tree': { method: 'multivariate.tree', items },
  'multivariate.scaling': { method: 'multivariate.scaling', items },
  'multivariate.smacof': { method: 'multivariate.smacof', items, maxIterations: 300 },
  'text.words': { method: 'text.words', text: 'why' },
  'text.scores': { method: 'text.scores', text: 'why', item: 's1' },
  'text.keyness': { method: 'text.keyness', text: 'why', by },
  'text.topics': { method: 'text.topics', text: 'why', topics: 2, item: 's1', starts: 2 },
  'quality.responses': {
    method: 'quality.responses',
    grids: [{ name: 'all', items }],
    rules: [{ code: 'least-above-wish', when: [{ item: 'min', is: '>', than: { item: 'want' } }] }],
    seconds: 'f',
  },
  'quality.outlying': { method: 'quality.outlying', items },
  'quality.mode': { method: 'quality.mode', item: 's1', by: 'sex', reference: 'f', covariates: ['q1'] },
}

const run = (name: MethodName, on: AnalysisSlice = slice()): MethodResult => analyse(on, [REQUESTS[name]])[0]!

describe('analyse', () => {
  it.each(METHOD_NAMES)('%s gives a record that survives JSON', (name) => {
    const result = run(name)
    expect(result.reason).toBeUndefined()
    expect(['ok', 'inadmissible', 'not-converged']).toContain(result.status)
    expect(result.method).toBe(name)
    expect(result.sampleSize.total).toBe(60)
    expect(result.sampleSize.valid).toBe(60)
    expect(result.estimate).toBeDefined()
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it.each(METHOD_NAMES)('%s is suppressed below ten, and without any row has a reason', (name) => {
    for (const result of [run(name, slice(8)), run(name, slice(0))]) {
      expect(['suppressed', 'failed', 'not-converged']).toContain(result.status)
      expect(result.reason).toMatch(/^[a-z-]+$/)
      expect(result).not.toHaveProperty('estimate')
      expect(JSON.parse(JSON.stringify(result))).toEqual(result)
    }
  })

  it.each(METHOD_NAMES)('%s says whether weights counted, and what they leave', (name) => {
    const weights = Array.from({ length: 60 }, (_, i) => 1 + (i % 4))
    const { weightsUsed, sampleSize } = run(name, slice(60, weights))
    expect(sampleSize.valid).toBe(60)
    // Kish of 1, 2, 3, 4 in equal numbers: 60 x 2.5^2 / 7.5 = 50.
    if (weightsUsed) expect(sampleSize.effective).toBeCloseTo(50, 9)
    else expect(sampleSize.effective).toBe(60)
  })

  it('wraps what the method itself says, with every convention chosen', () => {
    const given = slice()
    const [pls, gaps, promoters] = analyse(given, [REQUESTS.pls, REQUESTS.servqual, REQUESTS['indices.nps']])
    const own = pathAnalysis(specifyModel(model), given.observations)
    expect(pls!.estimate).toEqual(own.ok && own.value)
    expect(pls!.options).toMatchObject({ scheme: 'path', missing: 'auto', level: 0.95, model })
    const { dimensions } = REQUESTS.servqual as Extract<MethodRequest, { method: 'servqual' }>
    const scored = servqual(given.observations, dimensions)
    expect(gaps!.estimate).toEqual(scored.ok && scored.value)
    const counts = new Array<number>(11).fill(0)
    for (const row of table(60)) counts[row[6]!]! += 1
    const score = netPromoter(counts)
    expect(promoters!.estimate).toEqual(score.ok && score.value)
  })

  it('rescales what the loyalty product multiplies, means of several items where so asked', () => {
    const rows = Array.from({ length: 20 }, () => [7, 1, 5, 7, null, 4])
    const given = { observations: toObservations(['a1', 'a2', 's', 'i1', 'i2', 'x'], rows) }
    const [result] = analyse(given, [
      {
        method: 'loyalty.product',
        ...{ attraction: ['a1', 'a2'], satisfaction: 's', involvement: ['i1', 'i2'] },
        ...{ min: 1, max: 7, resamples: 30 },
      },
    ])
    // (7 + 1) / 2 is the middle, 5 is two thirds of the way, half of two answered is enough: .5 x 2/3 x 1.
    expect(result).toMatchObject({
      status: 'small-base',
      estimate: { product: { value: expect.closeTo(1 / 3, 12) }, sampleSize: 20 },
    })
  })

  it('counts empty cells by why, and those without a reason apart', () => {
    const rows: (number | null)[][] = table(40)
    for (const i of [0, 1, 2, 3, 4]) rows[i]![6] = null
    const given = {
      observations: toObservations(ITEMS, rows),
      states: { nps: { dont_know: 2, not_shown: 1 } },
    }
    const [result] = analyse(given, [{ method: 'indices.nps', item: 'nps' }])
    expect(result!.sampleSize).toEqual({ total: 40, valid: 35, effective: 35 })
    expect(result!.missing).toEqual({
      dont_know: 2,
      not_applicable: 0,
      refused: 0,
      skipped: 0,
      not_shown: 1,
      unstated: 2,
      replaced: 0,
    })
    expect(() => analyse({ ...given, states: { nps: { refused: 6 } } }, [REQUESTS['indices.nps']])).toThrow(
      'analyse: item "nps" has 6 states for 5 empty cells',
    )
  })

  it('puts responses on the review list by two different checks of their answers and times', () => {
    const grid = ['g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8']
    const rows = [
      [3, 3, 3, 3, 3, 3, 3, 3, 100, 5, 4],
      [3, 3, 3, 3, 3, 3, 3, 3, 100, 4, 5],
      [1, 5, 1, 5, 1, 5, 1, 5, 20, 4, 5],
      ...Array.from({ length: 27 }, (_, i) => [4, 4, 4, 2, 1 + (i % 5), 3, 4, 2, 100, 4, 5]),
      [null, null, null, null, 3, null, null, null, null, null, null],
    ]
    const given = { observations: toObservations([...grid, 'seconds', 'least', 'wish'], rows) }
    const [result] = analyse(given, [
      {
        method: 'quality.responses',
        grids: [{ name: 'service', items: grid }],
        rules: [{ code: 'least-above-wish', when: [{ item: 'least', is: '>', than: { item: 'wish' } }] }],
        seconds: 'seconds',
      },
    ])
    expect(result!.estimate).toEqual({
      sampleSize: 31,
      flagged: [
        { row: 0, codes: ['least-above-wish', 'straight-line'], review: true },
        { row: 1, codes: ['straight-line'], review: false },
        { row: 2, codes: ['too-fast', 'zig-zag'], review: true },
      ],
      counts: { 'least-above-wish': 1, 'straight-line': 2, 'too-fast': 1, 'zig-zag': 1 },
      reviewShare: 2 / 31,
      grids: [{ name: 'service', answered: 30, straightLines: 2, zigZags: 1 }],
    })
  })

  it('ties the words of open answers to a score, and keeps them out of the receipt', () => {
    const scores = Array.from({ length: 40 }, (_, i) => [i % 4 < 2 ? 2 + (i % 2) : 6 + (i % 2)])
    const given = { observations: toObservations(['s1'], scores), texts: textsFor(40) }
    const [result] = analyse(given, [
      { method: 'text.scores', text: 'why', item: 's1', stopWords: ['queue'] },
    ])
    // Without the word 2 and 3, with it 6 and 7.
    expect(result).toMatchObject({ status: 'ok', sampleSize: { valid: 40 }, estimate: { mean: 4.5 } })
    const { words } = result!.estimate as { words: { word: string; difference: number }[] }
    expect(words.map(({ word, difference }) => [word, difference])).toEqual([
      ['slow', -4],
      ['kind', 4],
      ['staff', 4],
    ])
    expect(result!.options).toEqual({
      text: 'why',
      item: 's1',
      stopWords: ['queue'],
      minimumAnswers: 5,
      level: 0.95,
    })
    expect(() => analyse({ observations: given.observations }, [REQUESTS['text.scores']])).toThrow(
      'analyse: the slice has no text "why"',
    )
    expect(() => analyse({ ...given, texts: textsFor(3) }, [REQUESTS['text.scores']])).toThrow(
      'analyse: text "why" has 3 answers for 40 respondents',
    )
  })

  it('sets the words of low scores against those of high ones', () => {
    const scores = Array.from({ length: 40 }, (_, i) => [i < 4 ? 7 : i % 4 < 2 ? 2 : 9])
    const given = { observations: toObservations(['nps'], scores), texts: textsFor(40) }
    const between = { item: 'nps', low: 6, high: 9 }
    const [result] = analyse(given, [{ method: 'text.keyness', text: 'why', between }])
    // The four of seven are neither.
    expect(result).toMatchObject({
      sampleSize: { valid: 36 },
      estimate: { groups: ['high', 'low'], sampleSizes: [18, 18] },
    })
    const { words } = result!.estimate as { words: { word: string; firstShare: number }[] }
    expect(words.map(({ word, firstShare }) => [word, firstShare]).slice(0, 2)).toEqual([
      ['kind', 1],
      ['staff', 1],
    ])
    const ask = (more: object) => () =>
      analyse(given, [{ method: 'text.keyness', text: 'why', ...more } as MethodRequest])
    expect(ask({})).toThrow('analyse: "text.keyness" needs either "by" or "between"')
    expect(ask({ by: 'region', between })).toThrow('needs either "by" or "between"')
    expect(ask({ between: { ...between, high: 6 } })).toThrow('needs a "high" above "low"')
  })

  it('counts replaced cells', () => {
    const rows: (number | null)[][] = table(60)
    rows[0]![0] = null
    const [result] = analyse({ observations: toObservations(ITEMS, rows) }, [
      { method: 'pls', model, missing: 'mean' },
    ])
    expect(result!.missing.replaced).toBe(1)
    expect(result!.sampleSize.valid).toBe(60)
  })

  it('marks small bases by limits that can be set', () => {
    const request: MethodRequest = { method: 'indices.nps', item: 'nps' }
    expect(analyse(slice(20), [request])[0]!.status).toBe('small-base')
    const limits = { smallBase: 30, indicative: 50, normal: 100 }
    expect(analyse(slice(20), [request], { limits })[0]!.status).toBe('suppressed')
  })

  it('has every method in the table of the manual, and no other', () => {
    const manual = readFileSync(new URL('../../stats/README.md', import.meta.url), 'utf8')
    const part = manual.slice(manual.indexOf('| about | methods |'), manual.indexOf('Gap 1 compares'))
    const named = Array.from(part.matchAll(/`([\w.-]+)`/g), ([, name]) => name)
    expect(named.toSorted()).toEqual([...METHOD_NAMES].toSorted())
  })

  it('compares two slices by the smaller of them, and says which is too small', () => {
    const few = { ...slice(60), beside: { observations: toObservations(ITEMS, table(12)) } }
    const [shown] = analyse(few, [REQUESTS['servqual.beliefs']])
    expect(shown).toMatchObject({
      status: 'small-base',
      sampleSize: { total: 60, valid: 60, effective: 60 },
      beside: { sampleSize: { total: 12, valid: 12, effective: 12 }, missing: { unstated: 0 } },
    })
    const fewer = { ...slice(60), beside: { observations: toObservations(ITEMS, table(9)) } }
    const [hidden] = analyse(fewer, [REQUESTS['servqual.beliefs']])
    expect(hidden).toMatchObject({ status: 'suppressed', reason: 'base-too-small', subject: 'customers' })
    expect(hidden).not.toHaveProperty('estimate')
    const alone = { observations: few.observations }
    expect(() => analyse(alone, [REQUESTS['servqual.beliefs']])).toThrow(
      'analyse: "servqual.beliefs" compares two slices, and there is no second one',
    )
  })

  it('refuses a request that no data could answer, in a sentence', () => {
    const ask = (request: object) => () => analyse(slice(), [request as MethodRequest])
    expect(ask({ method: 'magic' })).toThrow('analyse: there is no method "magic"')
    expect(ask({ method: 'toString' })).toThrow('analyse: there is no method "toString"')
    expect(ask({ method: 'kano' })).toThrow('analyse: "kano" needs "attributes"')
    expect(ask({ method: 'describe', item: 's1', colour: 1 })).toThrow(
      'analyse: "describe" has no option "colour"',
    )
    expect(ask({ method: 'describe', item: 'zz' })).toThrow('no item "zz"')
    expect(ask({ method: 'multivariate.anova', item: 's1', by: 'age' })).toThrow('no column "age"')
    const infinite = {
      observations: { items: ['a'], rows: 1, values: Float64Array.of(Number.POSITIVE_INFINITY) },
    }
    expect(() => analyse(infinite, [])).toThrow('observations: row 0, item "a" is not a usable number')
  })

  it('answers any data with records of known status, without NaN', () => {
    const value = fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 5 }))
    const rows = fc.integer({ min: 0, max: 25 }).chain((n) =>
      fc.array(fc.array(value, { minLength: ITEMS.length, maxLength: ITEMS.length }), {
        minLength: n,
        maxLength: n,
      }),
    )
    // Columns with a range of their own would throw, as they should.
    const names = METHOD_NAMES.filter((name) => !['churn.model', 'loyalty.product'].includes(name))
    fc.assert(
      fc.property(rows, fc.constantFrom(...names), (answers, name) => {
        const columns = {
          region: answers.map((_, i) => (i % 2 === 0 ? 'north' : null)),
          sex: answers.map(() => 'f'),
        }
        const texts = textsFor(answers.length)
        const beside = { observations: toObservations(ITEMS, answers.slice(answers.length / 2)) }
        const given = { observations: toObservations(ITEMS, answers), beside, columns, texts }
        const result = analyse(given, [REQUESTS[name]])[0]!
        expect(METHOD_STATUSES).toContain(result.status)
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }),
      { numRuns: 300, seed: 20261122, interruptAfterTimeLimit: 4000 },
    )
  })
})
