import { correlationOf, covarianceOf } from '../../stats/core/covariance.ts'
import { type Moments, mergeMoments, momentsOf } from '../../stats/core/moments.ts'
import { normalQuantile } from '../../stats/core/normal.ts'
import { type Observations, toObservations } from '../../stats/core/observations.ts'
import { seeded, uniform } from '../../stats/core/random.ts'
import { driverAnalysis } from '../../stats/drivers/driver-analysis.ts'
import { relativeImportance } from '../../stats/drivers/relative-importance.ts'
import { subsetRSquared } from '../../stats/drivers/subset-r-squared.ts'
import { discontent } from './ceiling-population.ts'
import type { CoverageCase, Held } from './coverage-case.ts'

const DRIVERS = ['d1', 'd2', 'd3', 'd4', 'd5']
const COEFFICIENTS = [0.4, 0.3, 0.2, 0.1, 0.05]
const AMONG = 0.4
const EXPLAINED = 0.5
const RESAMPLES = 400

const POPULATIONS = ['five drivers, normal', 'five drivers, many tens'] as const
type Population = (typeof POPULATIONS)[number]

/** Shapley values of each population: exact where answers are normal, of a million respondents where they are rounded. */
export const driverTruths = (seed: number): Readonly<Record<Population, readonly number[]>> => ({
  'five drivers, normal': shapleyOf(normalCorrelations()),
  'five drivers, many tens': shapleyOf(simulatedCorrelations(seed)),
})

export const driverCases = (truths: ReturnType<typeof driverTruths>): CoverageCase[] =>
  POPULATIONS.map((population) => ({
    population,
    sets: 2000,
    draw: (rows, at) => held(drawRaters(population, rows, at), truths[population], at.draw),
  }))

function held(observations: Observations, truth: readonly number[], seed: number): Held[] {
  const result = driverAnalysis(observations, 'y', DRIVERS, { resamples: RESAMPLES, seed })
  if (!result.ok) return []
  const total = truth.reduce((sum, value) => sum + value, 0)
  const of = (name: string) => truth[DRIVERS.indexOf(name)]!
  const how = `${RESAMPLES} resamples`
  return [
    ...result.value.drivers.flatMap(({ name, lmg, share }) => [
      { kind: `driver, part of R² (LMG), ${how}`, name, truth: of(name), interval: lmg.interval },
      { kind: `driver, share of 100 %, ${how}`, name, truth: of(name) / total, interval: share?.interval },
    ]),
    ...result.value.pairs.map(({ first, second, difference }) => {
      // Whichever comes first in a data set: the pair is the same one.
      const [a, b] = [first, second].sort()
      const sign = a === first ? 1 : -1
      const { low, high } = difference.interval ?? { low: Number.NaN, high: Number.NaN }
      return {
        kind: `difference of two drivers, ${how}`,
        name: `${a} - ${b}`,
        truth: of(a!) - of(b!),
        interval: sign === 1 ? { low, high } : { low: -high, high: -low },
      }
    }),
  ]
}

/** Drivers correlated .4, half of the outcome explained; `many tens`: skewed, on the scale 1 to 10, cut at its ends. */
function drawRaters(
  population: Population,
  rows: number,
  { seed, draw }: { seed: number; draw: number },
): Observations {
  const random = seeded(seed, { stream: 3, draw })
  const rounded = population === 'five drivers, many tens'
  const one = () => (rounded ? discontent(random) : normalQuantile(uniform(random)))
  const scale = scaleOfCoefficients()
  const table = Array.from({ length: rows }, () => {
    const common = Math.sqrt(AMONG) * one()
    const drivers = DRIVERS.map(() => common + Math.sqrt(1 - AMONG) * one())
    const expected = drivers.reduce((sum, driver, k) => sum + scale * COEFFICIENTS[k]! * driver, 0)
    const answers = [expected + Math.sqrt(1 - EXPLAINED) * one(), ...drivers]
    return rounded ? answers.map((answer, k) => onScale(8.6 + 0.2 * k + 1.8 * answer)) : answers
  })
  return toObservations(['y', ...DRIVERS], table)
}

const onScale = (answer: number) => Math.min(10, Math.max(1, Math.round(answer)))

function scaleOfCoefficients(): number {
  const sum = COEFFICIENTS.reduce((total, b) => total + b, 0)
  const squares = COEFFICIENTS.reduce((total, b) => total + b * b, 0)
  return Math.sqrt(EXPLAINED / (squares * (1 - AMONG) + AMONG * sum * sum))
}

/** Outcome first. */
function normalCorrelations(): Float64Array {
  const size = DRIVERS.length + 1
  const sum = COEFFICIENTS.reduce((total, b) => total + b, 0)
  const correlations = new Float64Array(size * size).fill(AMONG)
  for (let k = 0; k < size; k++) correlations[k * size + k] = 1
  COEFFICIENTS.forEach((b, k) => {
    const r = scaleOfCoefficients() * (b * (1 - AMONG) + AMONG * sum)
    correlations[k + 1] = r
    correlations[(k + 1) * size] = r
  })
  return correlations
}

/** Draws from 1,000,000 on belong to the population, lower ones to the samples. */
function simulatedCorrelations(seed: number): Float64Array {
  let moments: Moments | undefined
  for (let chunk = 0; chunk < 20; chunk++) {
    const part = momentsOf(drawRaters('five drivers, many tens', 50_000, { seed, draw: 1_000_000 + chunk }))
    moments = moments === undefined ? part : mergeMoments(moments, part)
  }
  return correlationOf(covarianceOf(moments!))
}

const shapleyOf = (correlations: Float64Array): readonly number[] =>
  relativeImportance(subsetRSquared(correlations, DRIVERS.length), DRIVERS.length).lmg
