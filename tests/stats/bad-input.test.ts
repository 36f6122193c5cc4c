import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as stats from '../../stats/index.ts'
import { type BadData, badData, placeOfNoNumber } from './bad-data.ts'

const DRIVERS = ['b', 'c', 'd']
const resampled = { resamples: 3, seed: 1 }
const zip = ({ first, second }: BadData) => first.map((x, i) => ({ x, y: second[i] ?? x, i }))
const groups = ({ first, second, table }: BadData) => [
  { name: 'p', values: first },
  { name: 'q', values: second },
  ...table.map((values, i) => ({ name: `g${i}`, values })),
]
const pointsOf = (d: BadData) => zip(d).map(({ x, y, i }) => ({ time: i, value: x, standardError: y }))
const scores = (d: BadData) => zip(d).map(({ x, y, i }) => ({ name: `${i}`, value: x, standardError: y }))
const square = ({ first }: BadData) => {
  const size = Math.floor(Math.sqrt(first.length))
  return { size, values: Float64Array.from(first.slice(0, size * size)) }
}
/** Symmetric with the given diagonal. */
const symmetric = (d: BadData, diagonal: number) => {
  const { size, values } = square(d)
  return { size, values: values.map((_, at) => cellOf(values, size, at, diagonal)) }
}
const cellOf = (values: Float64Array, size: number, at: number, diagonal: number): number => {
  const [i, j] = [Math.floor(at / size), at % size]
  return i === j ? diagonal : values[Math.max(i, j) * size + Math.min(i, j)]!
}
const correlations = (d: BadData) => {
  const { size, values } = symmetric(d, 1)
  return { size, values: values.map((r, at) => (Math.floor(at / size) === at % size ? 1 : Math.tanh(r / 4))) }
}
const kanoCounts = ([a = 0, o = 0, m = 0, i = 0, r = 0, q = 0]: readonly number[]) => ({
  attractive: a,
  'one-dimensional': o,
  'must-be': m,
  indifferent: i,
  reverse: r,
  questionable: q,
})
const answerOf = (x: number) => stats.KANO_ANSWERS[Math.abs(Math.round(x)) % 5] ?? 'neutral'
const house = ({ first, second, table }: BadData): stats.House => ({
  requirements: [
    { name: 'a', importance: first[0] ?? 1 },
    { name: 'b', importance: second[0] ?? 1 },
  ],
  characteristics: [
    { name: 'x', direction: 'up' },
    { name: 'y', direction: 'down' },
  ],
  relations:
    table.length > 1
      ? table.slice(0, 2).map((row) => [row[0] ?? 0, row[1] ?? 0])
      : [
          [9, 1],
          [0, 3],
        ],
})
const modelOf = (d: BadData) => stats.specifyModel(d.model)
const rowsOf = (d: BadData) => stats.treatMissing(modelOf(d), d.observations, 'auto')
const treated = (d: BadData, run: (model: stats.PathModel, rows: stats.Treated) => unknown) => {
  const rows = rowsOf(d)
  return rows.ok ? run(modelOf(d), rows.value) : rows
}
const fromMoments = (d: BadData, run: (model: stats.PathModel, moments: stats.Moments) => unknown) =>
  treated(d, (model, { observations, layout }) => run(model, stats.momentsOf(observations, { layout })))
const assessed = (d: BadData, run: (model: stats.PathModel, assessment: stats.PlsAssessment) => unknown) =>
  fromMoments(d, (model, moments) => {
    const outcome = stats.assessPls(model, moments)
    return outcome.ok ? run(model, outcome.value) : outcome
  })
/** The targets named as without a regression are NaN throughout, as documented; any other hole is none of theirs. */
const withoutUnpredicted = ({ targets, linear, withoutLinear, ...others }: stats.CrossPredictions) => ({
  ...others,
  linear: Array.from(linear).filter((_, at) => !withoutLinear.includes(targets[at % targets.length]!)),
})
/** Observations, where NaN means no answer and is no hole; an infinite cell would be one. */
const handedBack = ({ values, ...others }: stats.Observations) => [
  others,
  Array.from(values).filter((value) => !Number.isNaN(value)),
]
const texts = (d: BadData): stats.ScoredText[] =>
  zip(d).map(({ x, i }) => ({ words: [d.words[i] ?? '', 'w'], ...(d.flags[i] ? {} : { score: x }) }))
const delivered = ({ x, y, z }: BadData): stats.DeliveredAnswers => ({
  ...{ product: x, service: y, staff: z, image: x },
  ...{ money: y, time: z, effort: x, worry: y },
})
const halves = ({ observations }: BadData) =>
  ['p', 'q'].map((name, g) => ({
    name,
    observations: stats.selectRows(
      observations,
      Array.from({ length: observations.rows }, (_, i) => i % 2 === g),
    ),
  }))
const slice = (d: BadData): stats.Slice => ({
  waves: [{ id: 'w' }],
  brands: ['p', 'q'],
  cells: halves(d).map(({ name, observations }) => ({ waveId: 'w', brandId: name, observations })),
})
const stake = ({ x, y, z, first }: BadData): stats.StakeScenario => ({
  index: first[0] ?? 70,
  change: x,
  customers: y,
  cost: z,
  curve: { middle: 60, slope: first[1] ?? 0.05 },
  terms: { margin: 100, discount: first[2] ?? 0.1 },
})

/** Every public function that takes data, called with bad data. */
const CALLS: Readonly<Record<string, (d: BadData) => unknown>> = {
  adliPercent: ({ x, y }) => stats.adliPercent({ approach: x, deployment: y, learning: x, integration: y }),
  aggregateIndex: (d) =>
    stats.aggregateIndex(zip(d).map(({ x, y }) => ({ value: x, standardError: y, share: 0.5 }))),
  allocateSample: (d) =>
    stats.allocateSample(
      zip(d).map(({ x, y, i }) => ({ name: `${i}`, share: x, deviation: y })),
      d.whole,
    ),
  analyse: ({ observations, model }) =>
    stats.analyse({ observations }, [
      { method: 'pls', model },
      { method: 'drivers', outcome: 'a', drivers: DRIVERS, resamples: 3 },
      { method: 'multivariate.factors', items: ['a', 'b', 'c', 'd'] },
    ]),
  analyseIndices: (d) => stats.analyseIndices(modelOf(d), slice(d), { target: 'B' }),
  anova: (d) => stats.anova(groups(d)),
  assessPls: (d) => fromMoments(d, stats.assessPls),
  assessmentBand: ({ x }) => stats.assessmentBand(x),
  baseSize: ({ x }) => stats.baseSize(x),
  beliefGaps: ({ observations }) =>
    stats.beliefGaps(observations, observations, [
      { name: 'p', items: ['a', 'b'].map((name) => ({ name, expectation: name, belief: 'c' })) },
    ]),
  benjaminiHochberg: ({ first }) => stats.benjaminiHochberg(first),
  blindfoldPls: (d) => treated(d, stats.blindfoldPls),
  bootstrapPls: (d) => treated(d, (model, rows) => stats.bootstrapPls(model, rows, resampled)),
  breakEvenChange: (d) => stats.breakEvenChange(stake(d)),
  brokenRules: ({ observations, x }) =>
    stats.brokenRules(observations, [
      { code: 'r', when: [{ item: 'a', is: '>', than: x }] },
      { code: 's', when: [{ item: 'b', is: '=', than: { item: 'c' } }] },
    ]),
  calibration: ({ first, flags }) => stats.calibration(first, flags),
  chiSquareQuantile: ({ x, y }) => stats.chiSquareQuantile(x, y),
  chiSquareShare: ({ x, y }) => stats.chiSquareShare(x, y),
  chiSquareUpper: ({ x, y }) => stats.chiSquareUpper(x, y),
  chooseClusters: ({ observations }) => stats.chooseClusters(observations, { most: 3, draws: 2, starts: 2 }),
  churnModel: ({ observations }) => stats.churnModel(observations, { left: 'a', predictors: DRIVERS }),
  classicalScaling: (d) => {
    const { size, values } = symmetric(d, 0)
    return stats.classicalScaling(values, size)
  },
  cohenKappa: ({ table }) => stats.cohenKappa(table),
  compareGroups: (d) => stats.compareGroups(modelOf(d), halves(d), { permutations: 3, resamples: 3 }),
  compareKanoSegments: ({ first, second }) =>
    stats.compareKanoSegments([
      { name: 'p', counts: kanoCounts(first) },
      { name: 'q', counts: kanoCounts(second) },
    ]),
  compareMeans: (d) => stats.compareMeans([...groups(d), { name: 'w', values: d.first, weights: d.weights }]),
  comparePairs: (d) => stats.comparePairs(scores(d)),
  comparePaired: (d) =>
    stats.comparePaired([...groups(d), { name: 'w', values: d.first }], { weights: d.weights }),
  completeDominance: (d) => {
    const { size, values } = correlations(d)
    return size < 3 ? undefined : stats.completeDominance(stats.subsetRSquared(values, size - 1), 0, 1)
  },
  complaintChart: (d) => stats.complaintChart(zip(d).map(({ x, y }) => ({ complaints: x, units: y }))),
  complaintFunnel: ({ first, flags, x }) =>
    stats.complaintFunnel(
      first.map((hours, i) => ({ problem: true, told: flags[i] === true, settled: 'later', hours })),
      { promisedHours: x },
    ),
  complaintGroups: ({ first, flags }) =>
    stats.complaintGroups(
      first.map((loyalty, i) => ({
        problem: flags[i] === true,
        told: true,
        satisfied: i % 2 === 0,
        loyalty,
      })),
    ),
  complaintMeasures: ({ x, y, z, whole, first }) =>
    stats.complaintMeasures({
      customers: x,
      withProblem: y,
      complained: z,
      resolvedAtFirstContact: whole,
      resolutionHours: first,
    }),
  concentration: ({ first }) => stats.concentration(first),
  congruence: (d) =>
    fromMoments(d, (model, moments) => {
      const [estimate, quality] = [stats.estimatePls(model, moments), stats.assessPls(model, moments)]
      return estimate.ok && quality.ok ? stats.congruence(model, estimate.value, quality.value) : estimate
    }),
  controlChart: (d) => stats.controlChart(pointsOf(d)),
  correlate: ({ first, second }) =>
    stats.CORRELATIONS.map((kind) => stats.correlate(first, second, { kind })),
  correlationSummary: ({ observations }) => stats.correlationSummary(observations),
  countPlaces: ({ first, weights, whole }) => [
    stats.countPlaces(first, whole),
    stats.countPlaces(first, 8, weights),
  ],
  countTable: ({ words, weights }) => stats.countTable(words, words.toReversed(), { weights }),
  cronbachAlpha: ({ table }) => stats.cronbachAlpha(table),
  crossPredict: (d) =>
    treated(d, (model, rows) => {
      const predicted = stats.crossPredict(model, rows, { folds: 2, repeats: 1 })
      return predicted.ok ? withoutUnpredicted(predicted.value) : predicted
    }),
  crosstab: ({ table }) =>
    stats.crosstab(
      { rows: table.map((_, i) => `${i}`), columns: (table[0] ?? []).map((_, j) => `${j}`), counts: table },
      { draws: 10 },
    ),
  curveBend: (d) =>
    stats.curveBend(zip(d).map(({ x, i }) => ({ satisfaction: x, loyal: d.flags[i] === true }))),
  customerEffort: ({ first }) => stats.customerEffort(first.slice(0, 7)),
  customerPyramid: ({ first }) => stats.customerPyramid(first),
  cutTree: (d) => {
    const { size, values } = symmetric(d, 0)
    const tree = stats.hierarchy(values, size)
    return tree.ok ? stats.cutTree(tree.value, d.whole) : tree
  },
  cvpat: ({ first, second, weights }) => stats.cvpat(first, second, { weights }),
  deliveredValue: (d) => stats.deliveredValue(delivered(d), { min: d.first[0] ?? 1, max: d.first[1] ?? 10 }),
  describeValues: ({ first }) => stats.describeValues(first),
  designEffect: ({ weights }) => stats.designEffect(weights),
  differenceOf: ({ x, y, z, whole }) =>
    stats.differenceOf({ value: x, standardError: y }, { value: z, standardError: 1, sampleSize: whole }),
  distancesOf: ({ observations }) => stats.distancesOf(observations),
  driverAnalysis: ({ observations }) => stats.driverAnalysis(observations, 'a', DRIVERS, resampled),
  effectiveSize: ({ observations }) => stats.effectiveSize(stats.selectItems(observations, ['a'])),
  estimatePls: (d) => fromMoments(d, stats.estimatePls),
  exactFitTest: (d) =>
    treated(d, (model, { observations }) => stats.exactFitTest(model, observations, { resamples: 3 })),
  expectedLifetime: ({ x }) => stats.expectedLifetime(x),
  fUpper: ({ x, y, z }) => stats.fUpper(x, y, z),
  factorAdequacy: (d) => stats.factorAdequacy(correlations(d).values, d.x),
  factorAnalysis: ({ observations }) => stats.factorAnalysis(observations),
  factorSolution: (d) => stats.factorSolution(correlations(d).values, d.x, { factors: d.whole }),
  fimix: (d) => treated(d, (model, rows) => stats.fimix(model, rows, { mostSegments: 2, starts: 1 })),
  findDuplicates: (d) =>
    stats.findDuplicates(
      d.table.map((answers, i) => ({ device: d.words[i] ?? '', answers, openText: d.words.join(' ') })),
      { sameShare: d.x },
    ),
  findTopics: (d) => stats.findTopics(texts(d), d.whole, { minimumAnswers: 1, starts: 2, level: 0.9 }),
  fisherExact: ({ table }) => stats.fisherExact(table.map((row) => row.slice(0, 2))),
  frequentWords: (d) => stats.frequentWords(texts(d), { minimumAnswers: 1, wordsShown: d.whole }),
  gapBand: ({ x }) => stats.gapBand(x),
  gibberishSigns: ({ words, x }) => stats.gibberishSigns(words.join(`${x}`)),
  gridPattern: ({ first }) => stats.gridPattern(first),
  groupDeliveredValue: (d) => stats.groupDeliveredValue([delivered(d), delivered(d)]),
  groupJob: (d) => stats.groupJob(modelOf(d), halves(d)),
  groupLoyaltyProduct: (d) =>
    stats.groupLoyaltyProduct(
      zip(d).map(({ x, y }) => ({ attraction: x, satisfaction: y, involvement: x })),
      resampled,
    ),
  henselerTest: ({ first, second }) => stats.henselerTest(first, second),
  hierarchy: (d) => {
    const { size, values } = symmetric(d, 0)
    return stats.LINKAGES.map((linkage) => stats.hierarchy(values, size, linkage))
  },
  higherOrder: (d) =>
    fromMoments(d, (_, moments) =>
      stats.higherOrder({ ...d.model, higherOrder: [{ name: 'H', components: ['A', 'B'] }] }, moments),
    ),
  holm: ({ first }) => stats.holm(first),
  homogeneity: ({ table }) => stats.homogeneity(table),
  houseCascade: (d) => stats.houseCascade([house(d)]),
  houseOfQuality: (d) =>
    stats.NORMALISATIONS.map((normalisation) => stats.houseOfQuality(house(d), { normalisation })),
  houseRanks: (d) => stats.houseRanks(house(d), d.observations, resampled),
  impactClass: ({ x }) => stats.impactClass(x),
  importanceGrid: (d) =>
    stats.importanceGrid(zip(d).map(({ x, y, i }) => ({ name: `${i}`, stated: x, derived: y }))),
  importancePerformance: (d) => assessed(d, (model, found) => stats.importancePerformance(model, found, 'B')),
  importancePerformanceGrid: (d) =>
    stats.importancePerformanceGrid(
      zip(d).map(({ x, y, i }) => ({ name: `${i}`, importance: x, performance: y, importanceError: d.x })),
      { min: 1, max: 7 },
    ),
  indexByWeights: (d) =>
    fromMoments(d, (model, moments) => {
      const quality = stats.assessPls(model, moments)
      return quality.ok ? stats.indexByWeights(model, moments, quality.value.indexWeights) : quality
    }),
  inverseSquareRootSample: ({ x }) => stats.inverseSquareRootSample(x),
  isotonic: ({ first, weights }) => stats.isotonic(first, weights),
  jackknifePls: (d) => {
    const prepared = stats.prepareAnalysis(modelOf(d), d.observations)
    return prepared.ok ? stats.jackknifePls(prepared.value.job) : prepared
  },
  kMeans: ({ observations, whole }) => stats.kMeans(observations, whole, { starts: 2 }),
  kano: ({ observations }) =>
    stats.kano(observations, [{ name: 'p', functional: 'a', dysfunctional: 'b', importance: 'c' }]),
  kanoContinuous: (d) =>
    stats.kanoContinuous(
      zip(d).map(({ x, y }) => ({ functional: answerOf(x), dysfunctional: answerOf(y) })),
      { weights: d.weights },
    ),
  kanoDrift: ({ first, second, x }) =>
    stats.kanoDrift([
      { name: 'p', counts: kanoCounts(first) },
      { name: 'q', counts: kanoCounts(second), time: x },
    ]),
  kanoQuadrant: ({ x, y }) => stats.kanoQuadrant(x, y),
  kanoSummary: ({ first, x }) => [
    stats.kanoSummary(kanoCounts(first)),
    stats.kanoSummary(kanoCounts(first), { effectiveSize: x }),
  ],
  kanoVerdict: ({ first }) => stats.kanoVerdict(kanoCounts(first)),
  kaplanMeier: (d) => stats.kaplanMeier(zip(d).map(({ x, i }) => ({ time: x, left: d.flags[i] === true }))),
  keyness: (d) =>
    stats.keyness(
      d.words.map((w) => [w, 'z']),
      texts(d).map(({ words }) => words),
      { minimumAnswers: 1 },
    ),
  krippendorffAlpha: ({ words, flags }) =>
    stats.krippendorffAlpha(words.map((w, i) => [w, flags[i] ? w : null, 'p'])),
  leastSquares: (d) => {
    const { size, values } = symmetric(d, d.x)
    const names = Array.from({ length: size }, (_, k) => `${k}`)
    return stats.leastSquares(
      { names, means: new Float64Array(size), covariance: values, sampleSize: d.y },
      '0',
    )
  },
  lifetimeChange: ({ x, y, z }) => stats.lifetimeChange({ margin: x, retention: y, discount: z }, 0.5),
  lifetimeValue: ({ x, y, z, whole }) =>
    stats.LIFETIME_FORMS.map((form) =>
      stats.lifetimeValue({ margin: x, retention: y, discount: z, form, horizon: whole }),
    ),
  linearTrend: (d) => stats.linearTrend(pointsOf(d)),
  logisticRegression: ({ first, flags }) =>
    stats.logisticRegression(
      ['p'],
      first.map((x) => [x]),
      flags,
    ),
  loyaltyExtreme: ({ x, y }) => stats.loyaltyExtreme({ satisfaction: x, loyalty: y }),
  loyaltyMatrix: (d) =>
    stats.loyaltyMatrix(zip(d).map(({ x, y }) => ({ satisfaction: x, loyalty: y, value: x }))),
  loyaltyMovement: ({ first }) =>
    stats.loyaltyMovement(first.map((x) => ({ before: 'loyalist', after: x > 3 ? 'defector' : 'loyalist' }))),
  loyaltyProduct: ({ x, y, z }) => stats.loyaltyProduct({ attraction: x, satisfaction: y, involvement: z }),
  loyaltyProfile: (d) =>
    stats.loyaltyProfile(
      zip(d).map(({ x, y, i }) => ({
        answers: {
          ...{ attached: x, prefers: y, trusts: x, advocates: x, noAlternative: y, price: d.x },
          ...{ incentive: x, convenience: y, inertia: d.y, kin: d.flags[i] === true, repeatShare: d.z },
        },
        satisfaction: y,
      })),
    ),
  loyaltyQuadrant: ({ x, y }) => stats.loyaltyQuadrant({ satisfaction: x, loyalty: y }),
  loyaltyType: ({ x, y, z, flags }) =>
    stats.loyaltyType({
      ...{ attached: x, prefers: y, trusts: z, advocates: x, noAlternative: y, price: z },
      ...{ incentive: x, convenience: y, inertia: z, kin: flags[0] === true, repeatShare: x },
    }),
  loyaltyTypeShares: ({ first }) =>
    stats.loyaltyTypeShares(first.flatMap((x) => stats.LOYALTY_TYPES[Math.round(x)] ?? [])),
  loyaltyZone: ({ x }) => stats.loyaltyZone(x),
  manova: ({ observations, words }) =>
    stats.manova(
      observations,
      Array.from({ length: observations.rows }, (_, i) => words[i] ?? null),
    ),
  marketValueScenario: ({ x, y, z }) => stats.marketValueScenario(x, y, { percentPerPoint: z }),
  meanTest: ({ first, weights }) => [stats.meanTest(first), stats.meanTest(first, { weights })],
  maskPersonal: ({ words }) => stats.maskPersonal(words.join(' '), { names: words }),
  mediation: (d) => {
    const prepared = stats.prepareAnalysis(modelOf(d), d.observations)
    if (!prepared.ok) return prepared
    const { model, job } = prepared.value
    const draws = stats.resamplePls(job, { from: 0, to: 3 })
    return stats.mediation(model, d.first, draws, { from: 'A', to: 'B' })
  },
  mediationType: ({ x, y, flags }) =>
    stats.mediationType({ value: x, significant: flags[0] !== true }, { value: y, significant: true }),
  mergeMoments: (d) => {
    const [first, second] = halves(d).map(({ observations }) =>
      stats.momentsOf(observations, { layout: d.flags[0] === true ? 'pairwise' : 'mean' }),
    )
    return stats.mergeMoments(first!, second!)
  },
  micom: (d) => stats.micom(modelOf(d), halves(d), { permutations: 3 }),
  minimumSample: (d) => stats.minimumSample(modelOf(d), { smallestPath: d.x }),
  minimumSize: (d) => stats.minimumSize(modelOf(d)),
  modelFit: (d) => fromMoments(d, stats.modelFit),
  modeEffect: ({ observations, words }) =>
    stats.modeEffect(
      observations,
      Array.from({ length: observations.rows }, (_, i) => words[i] ?? null),
      {
        outcome: 'a',
        reference: 'p',
      },
    ),
  moderation: (d) =>
    treated(d, (model, { observations }) =>
      stats.moderation(model, observations, [{ from: 'A', moderator: 'A', to: 'B' }], { resamples: 3 }),
    ),
  momentsFromSummary: (d) => {
    const { size, values } = correlations(d)
    const correlation = Array.from({ length: size }, (_, i) =>
      Array.from(values.subarray(i * size, (i + 1) * size)),
    )
    const items = correlation.map((_, h) => `${h}`)
    return stats.momentsFromSummary({
      items,
      sampleSize: d.x,
      means: d.first.slice(0, size),
      spreads: d.second.slice(0, size),
      correlation,
    })
  },
  momentsOf: (d) => treated(d, (_, { observations, layout }) => stats.momentsOf(observations, { layout })),
  netPromoter: ({ first }) => stats.netPromoter(first.slice(0, 11)),
  netPromoterChange: (d) => stats.netPromoterChange(zip(d).map(({ x, y }) => ({ before: x, after: y }))),
  netPromoterDifference: ({ x, y, z }) =>
    stats.netPromoterDifference({ score: x, standardError: y }, { score: z, standardError: 1 }),
  netPromoterPoints: ({ x }) => stats.netPromoterPoints(x),
  outcomeRates: ({ x, y, z, whole }) =>
    stats.outcomeRates({
      complete: x,
      partial: y,
      refusal: z,
      nonContact: whole,
      other: x,
      unknownHousehold: y,
      unknownOther: z,
      ineligible: whole,
    }),
  outlyingAnswers: ({ observations }) => stats.outlyingAnswers(observations),
  pairedDifference: ({ first, second, weights }) => stats.pairedDifference(first, second, { weights }),
  parallelAnalysis: (d) => stats.parallelAnalysis(correlations(d).values, d.x, { draws: 3 }),
  parametricDifference: ({ x, y, z }) =>
    stats.parametricDifference(
      { coefficient: x, standardError: y, sampleSize: z },
      { coefficient: y, standardError: 1, sampleSize: 10 },
    ),
  pathAnalysis: (d) => [
    stats.pathAnalysis(modelOf(d), d.observations),
    stats.DRAWN_INTERVALS.map((interval) =>
      stats.pathAnalysis(modelOf(d), d.observations, { resamples: 3, interval }),
    ),
  ],
  penaltyReward: ({ observations }) =>
    stats.penaltyReward(observations, 'a', DRIVERS, {
      ranges: { low: 2, high: 5 },
      ...resampled,
      minimumCases: 1,
    }),
  performanceRatio: (d) => [
    stats.performanceRatio(zip(d).map(({ x, y }) => ({ expectation: x, perception: y }))),
    stats.performanceRatio(
      zip(d).map(({ x, y }) => ({ expectation: x, perception: y })),
      { weights: d.weights },
    ),
  ],
  planAnalysis: (d) => stats.planAnalysis(modelOf(d), slice(d), { target: 'B' }),
  poissonInterval: ({ x }) => stats.poissonInterval(x),
  postHoc: (d) => stats.POST_HOC.map((method) => stats.postHoc(groups(d).slice(0, 2), { method })),
  postStratify: ({ words, x, y }) => stats.postStratify(words, { p: x, q: y, '': 0.1 }),
  predictPls: (d) => treated(d, (model, rows) => stats.predictPls(model, rows, { folds: 2, repeats: 1 })),
  prepareAnalysis: (d) => {
    const prepared = stats.prepareAnalysis(modelOf(d), d.observations)
    return prepared.ok ? prepared.value.moments : prepared
  },
  principalComponents: ({ observations }) => stats.principalComponents(observations),
  qualityFlags: (d) =>
    stats.qualityFlags(
      d.first[0] ?? d.whole,
      d.second.map((row, i) => ({ row, code: d.words[i] ?? '' })),
    ),
  rake: ({ words, weights, x, y }) =>
    stats.rake([{ name: 'r', categories: words, targets: { p: x, q: y, '': 0.2 } }], { base: weights }),
  rankArea: ({ first, flags }) => stats.rankArea(first, flags),
  rankIntervals: (d) =>
    stats.rankIntervals(
      scores(d).map(({ name }) => name),
      stats.comparePairs(scores(d)),
    ),
  rankProbabilities: (d) =>
    stats.rankProbabilities([...groups(d), { name: 'w', values: d.first, weights: d.weights }], resampled),
  rankSum: ({ first, second }) => stats.rankSum(first, second),
  ratedPositions: ({ observations }) => [
    stats.ratedPositions(observations, [
      { name: 'p', performance: 'a', importance: 'b', bestCompetitor: 'c' },
    ]),
    stats.ratedPositions(
      observations,
      DRIVERS.map((name) => ({ name, performance: name })),
      { outcome: 'a', ...resampled },
    ),
  ],
  ratioBand: ({ x }) => stats.ratioBand(x),
  ratioOfMeans: ({ first, second, weights }) => stats.ratioOfMeans(first, second, { weights }),
  recoveryParadox: ({ x, y, whole }) =>
    stats.recoveryParadox(
      { mean: x, standardDeviation: y, sampleSize: whole },
      { mean: y, standardDeviation: x, sampleSize: 5 },
    ),
  regression: ({ observations }) => stats.regression(observations, 'a', DRIVERS),
  relationSensitivity: (d) => stats.relationSensitivity(house(d)),
  relativeImportance: (d) => {
    const { size, values } = correlations(d)
    return size < 2 ? undefined : stats.relativeImportance(stats.subsetRSquared(values, size - 1), size - 1)
  },
  relativeSpeedIndex: ({ table }) => stats.relativeSpeedIndex(table),
  relativeWeights: (d) => {
    const { size, values } = correlations(d)
    return size < 2 ? undefined : stats.relativeWeights(values, size - 1)
  },
  resampledShare: ({ first }) => stats.resampledShare(first),
  responseTimes: ({ first }) => stats.responseTimes(first),
  retentionAt: ({ x, y, z }) => stats.retentionAt(x, { middle: y, slope: z }),
  retentionRates: ({ x, y, z, whole }) =>
    stats.retentionRates({ atStart: x, kept: y, lostBefore: z, wonBack: whole }),
  satisfactionIndex: (d) =>
    stats.satisfactionIndex(zip(d).map(({ x, y }) => ({ mean: x, weight: y, min: 1, max: 7 }))),
  satisfactionLoyaltyCurve: (d) =>
    stats.satisfactionLoyaltyCurve(
      zip(d).map(({ x, y }) => ({ satisfaction: x, share: y, sampleSize: d.whole })),
    ),
  scoredWords: (d) => stats.scoredWords(texts(d), { minimumAnswers: 1 }),
  seeded: ({ x, y, z }) => stats.uniform(stats.seeded(x, { stream: y, draw: z })),
  segmentDistinctness: (d) =>
    stats.segmentDistinctness(groups(d).map(({ name, values }) => ({ segment: name, values }))),
  selfAssessment: (d) =>
    stats.selfAssessment(
      zip(d).map(({ x, y, i }) => ({ code: `${i}`, max: x, percent: y, assessors: d.second })),
    ),
  servperf: ({ observations }) => [
    stats.servperf(observations, [{ name: 'p', items: ['a', 'b'] }]),
    stats.servperf(observations, [
      { name: 'p', items: ['a'], points: 'b' },
      { name: 'q', items: ['c'], points: 'd' },
    ]),
  ],
  servqual: ({ observations }) =>
    stats.servqual(observations, [
      { name: 'p', items: [{ name: '1', expectation: 'a', perception: 'b' }], points: 'd' },
      { name: 'q', items: [{ name: '2', expectation: 'b', perception: 'c' }], points: 'd' },
    ]),
  servqualScores: ({ observations }) =>
    stats.servqualScores(observations, [
      { name: 'p', items: [{ name: '1', expectation: 'a', perception: 'b' }] },
    ]),
  shareOf: ({ x, y }) => stats.shareOf(x, y),
  shareOfWallet: ({ x, y }) => stats.shareOfWallet(x, y),
  shortfall: ({ first }) => stats.shortfall(first),
  signCounts: ({ flags, whole }) =>
    stats.signCounts(
      ['p', 'q'],
      flags.map((flag, i) => [flag, i % 2 === 0]),
      { atLeast: whole },
    ),
  silhouette: (d) => {
    const { size, values } = symmetric(d, 0)
    return stats.silhouette(values, d.first.slice(0, size))
  },
  simpleSlope: ({ x, y, z }) => stats.simpleSlope(x, y, z),
  sizeForMean: ({ x, y, z }) => stats.sizeForMean({ margin: x, deviation: y }, { population: z }),
  sizeForNetPromoter: ({ x, y, z }) => stats.sizeForNetPromoter({ margin: x, promoters: y, detractors: z }),
  sizeForProportion: ({ x, y, z }) => stats.sizeForProportion({ margin: x, share: y }, { responseRate: z }),
  sizePerGroupForMeans: ({ x, y, z }) =>
    stats.sizePerGroupForMeans({ difference: x, deviation: y, power: z }),
  sizePerGroupForProportions: ({ x, y, z }) =>
    stats.sizePerGroupForProportions({ first: x, second: y, power: z }),
  singlesOut: ({ first, words, whole }) =>
    stats.singlesOut(
      { counts: first.map((count, i) => ({ values: [words[i] ?? null], count })), chosen: [words] },
      whole,
    ),
  smacof: (d) => {
    const { size, values } = symmetric(d, 0)
    return stats.SMACOF_KINDS.map((kind) => stats.smacof(values, size, { kind, maxIterations: 50 }))
  },
  sobelZ: ({ x, y, z, first }) =>
    stats.sobelZ({ value: x, standardError: y }, { value: z, standardError: first[0] ?? 1 }),
  specifyModel: (d) => modelOf(d),
  stratifiedMean: (d) =>
    stats.stratifiedMean(
      zip(d).map(({ x, y, i }) => ({ name: `${i}`, share: 0.5, mean: x, deviation: y, sampleSize: d.whole })),
    ),
  subsetRSquared: (d) => {
    const { size, values } = correlations(d)
    return size < 2 ? undefined : stats.relativeImportance(stats.subsetRSquared(values, size - 1), size - 1)
  },
  switchingCostEffect: ({ observations }) =>
    stats.switchingCostEffect(observations, { satisfaction: 'a', loyalty: 'b', cost: 'c' }),
  switchingReasons: ({ first }) =>
    stats.switchingReasons(
      first.map((x) => ({ reasons: stats.SWITCHING_REASONS.slice(0, Math.round(x) || 0) })),
    ),
  tTest: ({ first, second }) => stats.T_TESTS.map((kind) => stats.tTest(first, second, { kind })),
  tiedGroups: (d) =>
    stats.tiedGroups(
      scores(d).map(({ name }) => name),
      stats.comparePairs(scores(d)),
    ),
  toObservations: ({ table, weights }) =>
    handedBack(stats.toObservations(['a', 'b', 'c', 'd'], table, weights.slice(0, table.length))),
  topBox: ({ first }) => stats.topBox(first.slice(0, 5)),
  tornado: (d) => stats.tornado(stake(d), [{ name: 'p', low: stake(d), high: { ...stake(d), change: d.y } }]),
  treatMissing: (d) =>
    stats.MISSING_RULES.map((rule) => {
      const rows = stats.treatMissing(modelOf(d), d.observations, rule)
      return rows.ok ? [rows.value.missing, handedBack(rows.value.observations)] : rows
    }),
  trimWeights: ({ weights }) => stats.trimWeights(weights),
  unansweredShare: ({ x, y, z, whole }) =>
    stats.unansweredShare({ answered: x, dontKnow: y, skipped: z, refused: whole }),
  uniform: ({ whole }) => stats.uniform(stats.seeded(Math.abs(whole))),
  valueAtStake: (d) => stats.valueAtStake(stake(d)),
  valueCell: ({ x, y, z }) => stats.valueCell({ current: x, potential: y }, { current: z, potential: 1 }),
  valueClasses: (d) =>
    stats.valueClasses(zip(d).map(({ x, y }) => ({ actual: x, potential: y, netMargin: x }))),
  walletAllocation: ({ x, y }) => stats.walletAllocation(x, y),
  weightSensitivity: (d) =>
    stats.weightSensitivity(
      zip(d).map(({ x, y }) => ({ satisfaction: x, stated: y, derived: x })),
      { min: 1, max: 7 },
    ),
  weightedSatisfaction: (d) =>
    stats.weightedSatisfaction(
      zip(d).map(({ x, y }) => ({ satisfaction: x, importance: y })),
      { min: 1, max: 7 },
    ),
  weightedSatisfactionMargin: ({ observations, x }) =>
    stats.weightedSatisfactionMargin(
      observations,
      [
        { item: 'a', importance: x },
        { item: 'b', importance: 1 },
      ],
      { min: 1, max: 7 },
    ),
  welchAnova: (d) =>
    stats.welchAnova(zip(d).map(({ x, y }) => ({ value: x, standardError: y, sampleSize: d.whole }))),
  wilsonInterval: ({ x, y }) => stats.wilsonInterval(x, y),
  winBackPriority: (d) =>
    stats.winBackPriority(zip(d).map(({ x, y, i }) => ({ name: `${i}`, value: x, chanceOfReturn: y }))),
  wordCounts: (d) => stats.wordCounts(texts(d), { minimumAnswers: d.x }),
  zoneOfTolerance: ({ observations }) =>
    stats.zoneOfTolerance(observations, [{ name: 'p', minimum: 'a', desired: 'b', perceived: 'c' }]),
}

/** Why a public function is not called here. */
const NOT_CALLED: Readonly<Record<string, readonly string[]>> = {
  'made of words or of one fixed choice each, nothing to compute': [
    ...['dickBasuType', 'kanoCategory', 'loyaltyLevel', 'isEvangelist', 'threeFactorClass'],
    ...['found', 'missed', 'streamOf', 'optionNames'],
  ],
  'pick cells as they are: whoever reads them checks them': ['selectItems', 'selectRows'],
  'the steps of a method that is called here as a whole': [
    ...['finishAnalysis', 'finishComparison', 'finishMicom', 'finishPathAnalysis', 'planComparison'],
    ...['permuteGroups', 'resampleCell', 'resamplePls', 'mergeDraws', 'summariseResamples'],
    ...['influenceErrors', 'influenceMargins'],
  ],
}

/** FC_SEED=1 vitest run tests/stats/bad-input.test.ts: other data than usual. */
const SEED = Number(process.env['FC_SEED'] ?? 20261122)

/** `where: what is wrong`; what the engine itself throws has no such beginning. */
const SENTENCE = /^[a-zA-Z][\w -]*: \S/

describe('bad input', () => {
  it('meets every public function, or says why not', () => {
    const known = [...Object.keys(CALLS), ...Object.values(NOT_CALLED).flat()]
    const functions = Object.entries(stats).flatMap(([name, is]) => (typeof is === 'function' ? [name] : []))
    expect(functions.filter((name) => !known.includes(name))).toEqual([])
    expect(known.filter((name) => !functions.includes(name))).toEqual([])
  })

  it.each(Object.keys(CALLS))('%s: a sentence or numbers, never NaN', (name) => {
    const call = CALLS[name]!
    fc.assert(
      fc.property(badData, (data) => {
        try {
          expect(placeOfNoNumber(call(data))).toBeUndefined()
        } catch (error) {
          if (!(error instanceof RangeError) || !SENTENCE.test(error.message)) throw error
        }
      }),
      {
        numRuns: 200,
        seed: SEED,
        interruptAfterTimeLimit: 10_000,
        markInterruptAsFailure: true,
      },
    )
  })
})
