import { z } from 'zod'
import {
  type DriverAnalysis,
  driverAnalysis,
  type ImportancePerformanceGrid,
  importancePerformanceGrid,
  meanTest,
  type Observations,
} from '../../stats/index.ts'
import { observationsOf } from './data-table.ts'
import { refusal, warningLines } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Level, Resamples, Scale, Seed } from './spec-parts.ts'
import { fixed, percent, pText, rangeText, table } from './table.ts'

const DriversSpec = z.strictObject({
  outcome: Column,
  drivers: z.array(Column).min(1),
  scale: Scale.exactOptional(),
  weights: Column.exactOptional(),
  resamples: Resamples.exactOptional(),
  permutations: z.int().min(100).max(100_000).exactOptional(),
  seed: Seed.exactOptional(),
  level: Level.exactOptional(),
})

const HELP = `manyi drivers --data data.csv --spec spec.json

What moves the outcome: shares of the explained variance (Shapley, Johnson), coefficients, and how sure the order is.

Spec: {"outcome":"overall","drivers":["speed","staff","price"]}
      "scale":{"min":1,"max":7}   of the drivers: adds importance against performance
      "resamples":1000, "seed":1, "level":0.95, "weights":"w", "permutations":2000 (only above 15 drivers)

Example: npm run --silent manyi -- drivers --data tests/fixtures/examples/drivers.csv --spec tests/fixtures/examples/drivers.json
`

export const driversCommand = methodCommand({
  name: 'drivers',
  version: 1,
  help: HELP,
  spec: DriversSpec,
  data: 'needed',
  run({ outcome, drivers, scale, weights, ...options }, data): Report {
    const observations = observationsOf(
      data,
      [{ name: outcome, role: 'outcome' }, ...drivers.map((name) => ({ name, role: 'driver', ...scale }))],
      weights,
    )
    const analysed = driverAnalysis(observations, outcome, drivers, options)
    if (!analysed.ok) throw refusal(data.file, analysed)
    const grid = scale === undefined ? undefined : gridOf(analysed.value, observations, scale)
    return {
      result: { ...analysed.value, ...(grid !== undefined && { grid }) },
      text: [driverText(analysed.value), ...(grid === undefined ? [] : [gridText(grid)])].join('\n'),
    }
  },
})

/** Importance is the share of the explained variance, performance the mean of the answers there are. */
function gridOf(
  { drivers }: DriverAnalysis,
  { items, values, rows, weights }: Observations,
  scale: { readonly min: number; readonly max: number },
): ImportancePerformanceGrid {
  const positions = drivers.flatMap(({ name, share }) => {
    const column = items.indexOf(name)
    const answered = Array.from({ length: rows }, (_, i) => i).filter(
      (i) => !Number.isNaN(values[i * items.length + column]!),
    )
    const mean = meanTest(
      answered.map((i) => values[i * items.length + column]!),
      { weights: answered.map((i) => weights?.[i] ?? 1) },
    )
    if (share === undefined || !mean.ok) return []
    const { value: performance, standardError: performanceError } = mean.value
    const { value: importance, standardError } = share
    return [
      {
        name,
        importance,
        performance,
        performanceError,
        ...(standardError !== undefined && { importanceError: standardError }),
      },
    ]
  })
  return importancePerformanceGrid(positions, scale)
}

function driverText(result: DriverAnalysis): string {
  const { fit, drivers, resamples } = result
  return [
    `n = ${result.sampleSize} (${result.missing} left out for missing answers), outcome ${result.outcome}`,
    `R2 ${fixed(fit.rSquared, 3)}, adjusted ${fixed(fit.adjustedRSquared, 3)}` +
      `${fit.f === undefined ? '' : `, F p ${pText(fit.f.p)}`}, condition number ${fixed(result.conditionNumber, 1)};` +
      ` margins from ${resamples.count} resamples (${resamples.failed} failed, seed ${resamples.seed})`,
    ...warningLines(result.warnings),
    '',
    table(
      ['driver', 'share', 'interval', 'top three', 'Shapley', '+-', 'Johnson', 'beta', 'p', 'r', 'VIF'],
      drivers.map((one) => [
        one.name,
        percent(one.share?.value),
        rangeText(one.share?.interval, 0, 100),
        percent(one.topThree),
        fixed(one.lmg.value, 3),
        fixed(one.lmg.standardError, 3),
        fixed(one.johnson?.value, 3),
        fixed(one.standardised, 3),
        pText(one.p),
        fixed(one.correlation, 3),
        fixed(one.varianceInflation, 1),
      ]),
    ),
  ].join('\n')
}

const gridText = ({ cut, attributes }: ImportancePerformanceGrid): string =>
  [
    `importance against performance, lines at ${percent(cut.importance)} and ${fixed(cut.performance, 2)}`,
    table(
      ['driver', 'importance', 'performance', 'quadrant', 'sure', 'priority'],
      attributes.map((one) => [
        one.name,
        percent(one.importance),
        fixed(one.performance, 2),
        one.quadrant,
        one.borderline ? 'no: near a line' : 'yes',
        fixed(one.priority, 3),
      ]),
    ),
  ].join('\n')
