import { differenceOf } from '../../stats/core/difference.ts'
import { type Moments, mergeMoments, momentsOf } from '../../stats/core/moments.ts'
import { normalQuantile, normalShare } from '../../stats/core/normal.ts'
import { type Observations, toObservations } from '../../stats/core/observations.ts'
import { type Random, seeded, uniform } from '../../stats/core/random.ts'
import { driverAnalysis } from '../../stats/drivers/driver-analysis.ts'
import { relativeImportance } from '../../stats/drivers/relative-importance.ts'
import { subsetRSquared } from '../../stats/drivers/subset-r-squared.ts'
import { netPromoter } from '../../stats/indices/net-promoter.ts'
import { kanoSummary } from '../../stats/kano/kano-summary.ts'
import { assessPls } from '../../stats/pls/assess-pls.ts'
import { estimatePls } from '../../stats/pls/estimate-pls.ts'
import { type PathAnalysis, pathAnalysis } from '../../stats/pls/path-analysis.ts'
import { servqual } from '../../stats/servqual/servqual.ts'
import { drawRespondents, ecsi } from './ecsi-population.ts'

/** An interval of one data set beside the truth it should hold; none when the method gave none. */
export interface Held {
  readonly kind: string
  readonly name: string
  readonly truth: number
  readonly interval: { readonly low: number; readonly high: number } | undefined
}

/** `sets` data sets of each size; `draw` is the number of the data set, and no two cases share a stream. */
export interface CoverageCase {
  readonly sets: number
  readonly draw: (rows: number, at: { readonly seed: number; readonly draw: number }) => readonly Held[]
}

/** Every interval without an oracle. The truth of a path model is the estimator on a million respondents. */
export function coverageCases(seed: number): readonly CoverageCase[] {
  const truth = populationNumbers(populationMoments(seed, 0))
  const lower = populationNumbers(populationMoments(seed, 1))
  const drivers = driverTruth()
  return [
    { sets: 1000, draw: (rows, at) => heldByPath(drawRespondents(rows, at), truth, 'influence') },
    {
      sets: 300,
      draw: (rows, at) => heldByPath(drawRespondents(rows, at), truth, 'percentile', { resamples: 500 }),
    },
    { sets: 1000, draw: (rows, at) => heldByDifference(rows, at, { truth, lower }) },
    { sets: 10_000, draw: heldByKano },
    { sets: 2000, draw: heldByServqual },
    { sets: 500, draw: (rows, at) => heldByDrivers(rows, at, drivers) },
    { sets: 10_000, draw: heldByNetPromoter },
  ]
}

function heldByPath(
  observations: Observations,
  truth: ReadonlyMap<string, number>,
  how: string,
  options: { readonly resamples?: number } = {},
): Held[] {
  const analysed = pathAnalysis(ecsi, observations, options)
  if (!analysed.ok) return []
  const { index, paths } = analysed.value
  return [
    ...Object.entries(index).map(([name, { interval }]) => ({
      kind: `index, ${how}`,
      name,
      truth: truth.get(name)!,
      interval,
    })),
    ...paths.map(({ from, to, coefficient: { interval } }) => ({
      kind: `path, ${how}`,
      name: `${from} -> ${to}`,
      truth: truth.get(`${from} ${to}`)!,
      interval,
    })),
  ]
}

/** Two brands, the second with every answer one point lower where the scale allows. */
function heldByDifference(
  rows: number,
  { seed, draw }: { seed: number; draw: number },
  { truth, lower }: Record<'truth' | 'lower', ReadonlyMap<string, number>>,
): Held[] {
  const first = pathAnalysis(ecsi, drawRespondents(rows, { seed, draw: 100_000 + draw }))
  const second = pathAnalysis(ecsi, lowered(drawRespondents(rows, { seed, draw: 200_000 + draw })))
  if (!first.ok || !second.ok) return []
  return ecsi.constructs.map(({ name }) => {
    const tested = differenceOf(scoreOf(first.value, name), scoreOf(second.value, name))
    return {
      kind: 'difference of two indices',
      name,
      truth: truth.get(name)! - lower.get(name)!,
      interval: tested.ok ? tested.value.interval : undefined,
    }
  })
}

const scoreOf = ({ index, sampleSize }: PathAnalysis, name: string) => ({
  value: index[name]!.value,
  standardError: index[name]!.standardError!,
  sampleSize,
})

const lowered = (observations: Observations): Observations => ({
  ...observations,
  values: observations.values.map((value) => Math.max(1, value - 1)),
})

const KANO = {
  attractive: 0.25,
  'one-dimensional': 0.2,
  'must-be': 0.15,
  indifferent: 0.3,
  reverse: 0.06,
  questionable: 0.04,
}

function heldByKano(rows: number, { seed, draw }: { seed: number; draw: number }): Held[] {
  const names = Object.keys(KANO) as (keyof typeof KANO)[]
  const drawn = countsOf(Object.values(KANO), rows, seeded(seed, { stream: 1, draw }))
  const counts = Object.fromEntries(names.map((name, k) => [name, drawn[k]!])) as typeof KANO
  const base = KANO.attractive + KANO['one-dimensional'] + KANO['must-be'] + KANO.indifferent
  const summary = kanoSummary(counts)
  if (!summary.ok) return []
  const { better, worse, totalSatisfaction } = summary.value
  const one = (name: string, truth: number, estimated: typeof better): Held => ({
    kind: name,
    name,
    truth,
    interval: estimated?.interval,
  })
  return [
    one('Kano Better', (KANO.attractive + KANO['one-dimensional']) / base, better),
    one('Kano Worse', -(KANO['one-dimensional'] + KANO['must-be']) / base, worse),
    one('Kano Better + Worse', (KANO.attractive - KANO['must-be']) / base, totalSatisfaction),
  ]
}

const SERVQUAL = [
  { name: 'reliability', items: [0, 1] },
  { name: 'empathy', items: [2, 3, 4] },
].map(({ name, items }) => ({
  name,
  items: items.map((h) => ({ name: `${h}`, expectation: `e${h}`, perception: `p${h}` })),
}))
const EXPECTED = [6.4, 6.0, 5.6, 6.2, 5.2]
const PERCEIVED = [5.2, 5.6, 5.4, 4.6, 5.3]

/** Answers 1 to 7 about EXPECTED and PERCEIVED with deviation 1.3, joined by what a respondent is like. */
function heldByServqual(rows: number, { seed, draw }: { seed: number; draw: number }): Held[] {
  const random = seeded(seed, { stream: 2, draw })
  const normal = () => normalQuantile(uniform(random))
  const table = Array.from({ length: rows }, () => {
    const mood = normal()
    return [...EXPECTED, ...PERCEIVED].map((centre) =>
      Math.min(7, Math.max(1, Math.round(centre + 1.3 * (0.6 * mood + 0.8 * normal())))),
    )
  })
  const codes = [...EXPECTED.map((_, h) => `e${h}`), ...PERCEIVED.map((_, h) => `p${h}`)]
  const result = servqual(toObservations(codes, table), SERVQUAL)
  if (!result.ok) return []
  const gap = (h: number) => roundedMean(PERCEIVED[h]!) - roundedMean(EXPECTED[h]!)
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const dimension = (d: number) => mean(SERVQUAL[d]!.items.map(({ name }) => gap(Number(name))))
  const { items, dimensions, unweighted } = result.value
  return [
    ...items.map(({ name, interval }) => ({
      kind: 'SERVQUAL gap, item',
      name,
      truth: gap(Number(name)),
      interval,
    })),
    ...dimensions.map(({ name, interval }, d) => ({
      kind: 'SERVQUAL gap, dimension',
      name,
      truth: dimension(d),
      interval,
    })),
    {
      kind: 'SERVQUAL gap, overall',
      name: 'overall',
      truth: mean([dimension(0), dimension(1)]),
      interval: unweighted.interval,
    },
  ]
}

/** Mean of a normal about `centre` with deviation 1.3 once it is rounded to 1 to 7. */
function roundedMean(centre: number): number {
  let mean = 7
  for (let k = 1; k < 7; k++) mean -= normalShare((k + 0.5 - centre) / 1.3)
  return mean
}

const DRIVERS = ['d1', 'd2', 'd3', 'd4', 'd5']
const COEFFICIENTS = [0.4, 0.3, 0.2, 0.1, 0.05]
const AMONG = 0.4
const EXPLAINED = 0.5

/** Outcome first: drivers correlated .4 with each other, half of the outcome's variance explained. */
function driverTruth(): { readonly lmg: readonly number[]; readonly scale: number } {
  const sum = COEFFICIENTS.reduce((total, b) => total + b, 0)
  const squares = COEFFICIENTS.reduce((total, b) => total + b * b, 0)
  const scale = Math.sqrt(EXPLAINED / (squares * (1 - AMONG) + AMONG * sum * sum))
  const size = DRIVERS.length + 1
  const correlations = new Float64Array(size * size).fill(AMONG)
  for (let k = 0; k < size; k++) correlations[k * size + k] = 1
  COEFFICIENTS.forEach((b, k) => {
    const r = scale * (b * (1 - AMONG) + AMONG * sum)
    correlations[k + 1] = r
    correlations[(k + 1) * size] = r
  })
  return { lmg: relativeImportance(subsetRSquared(correlations, DRIVERS.length), DRIVERS.length).lmg, scale }
}

function heldByDrivers(
  rows: number,
  { seed, draw }: { seed: number; draw: number },
  { lmg, scale }: ReturnType<typeof driverTruth>,
): Held[] {
  const random = seeded(seed, { stream: 3, draw })
  const normal = () => normalQuantile(uniform(random))
  const table = Array.from({ length: rows }, () => {
    const common = Math.sqrt(AMONG) * normal()
    const drivers = DRIVERS.map(() => common + Math.sqrt(1 - AMONG) * normal())
    const expected = drivers.reduce((sum, driver, k) => sum + scale * COEFFICIENTS[k]! * driver, 0)
    return [expected + Math.sqrt(1 - EXPLAINED) * normal(), ...drivers]
  })
  const result = driverAnalysis(toObservations(['y', ...DRIVERS], table), 'y', DRIVERS, {
    resamples: 500,
    seed: draw,
  })
  if (!result.ok) return []
  return result.value.drivers.flatMap(({ name, lmg: value, share }) => {
    const truth = lmg[DRIVERS.indexOf(name)]!
    return [
      { kind: 'driver, part of R² (LMG)', name, truth, interval: value.interval },
      { kind: 'driver, share of 100 %', name, truth: truth / EXPLAINED, interval: share?.interval },
    ]
  })
}

const NPS = [0.01, 0.01, 0.02, 0.02, 0.03, 0.06, 0.07, 0.14, 0.22, 0.2, 0.22]

function heldByNetPromoter(rows: number, { seed, draw }: { seed: number; draw: number }): Held[] {
  const result = netPromoter(countsOf(NPS, rows, seeded(seed, { stream: 4, draw })))
  if (!result.ok) return []
  return [{ kind: 'NPS', name: 'NPS', truth: 100 * (0.42 - 0.22), interval: result.value.interval }]
}

function countsOf(shares: readonly number[], rows: number, random: Random): number[] {
  const counts = shares.map(() => 0)
  for (let i = 0; i < rows; i++) {
    let left = uniform(random)
    const k = shares.findIndex((share) => {
      left -= share
      return left < 0
    })
    counts[k < 0 ? shares.length - 1 : k]! += 1
  }
  return counts
}

/** Draws from 1,000,000 on belong to the population, lower ones to the samples. */
function populationMoments(seed: number, lower: 0 | 1): Moments {
  let population: Moments | undefined
  for (let chunk = 0; chunk < 10; chunk++) {
    const part = drawRespondents(100_000, { seed, draw: 1_000_000 + chunk })
    const moments = momentsOf(lower === 1 ? lowered(part) : part)
    population = population === undefined ? moments : mergeMoments(population, moments)
  }
  return population!
}

function populationNumbers(moments: Moments): ReadonlyMap<string, number> {
  const estimate = estimatePls(ecsi, moments)
  const assessment = assessPls(ecsi, moments)
  if (!estimate.ok || !assessment.ok) throw new Error('coverage: the population has no solution')
  return new Map([
    ...Object.entries(assessment.value.index).map(([name, { value }]) => [name, value] as const),
    ...estimate.value.paths.map(({ from, to, coefficient }) => [`${from} ${to}`, coefficient] as const),
  ])
}
