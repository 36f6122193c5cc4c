import type { AnalysedIndex, Estimated, PathAnalysis } from '../../stats/index.ts'
import type { PlsReceipt } from './pls-receipt.ts'
import { fixed, marginCells, table } from './table.ts'

/** The one object of `--json`: plain numbers by name, margins beside them. */
export function jsonReport(analysis: PathAnalysis, receipt: PlsReceipt) {
  return {
    converged: analysis.converged,
    iterations: analysis.iterations,
    sampleSize: analysis.sampleSize,
    effectiveSize: analysis.effectiveSize,
    missing: analysis.missing,
    weights: mapRecord(analysis.weights, (block) => mapRecord(block, plain)),
    loadings: mapRecord(analysis.loadings, (block) => mapRecord(block, plain)),
    constructCorrelations: analysis.constructCorrelations,
    paths: analysis.paths.map(({ from, to, coefficient }) => ({
      from,
      to,
      coefficient: coefficient.value,
      ...marginOf(coefficient),
    })),
    rSquared: mapRecord(analysis.rSquared, plain),
    reliability: mapRecord(analysis.reliability, ({ alpha, rhoA, rhoC, ave }) => ({
      alpha: alpha.value,
      ...(rhoA === undefined ? {} : { rhoA: rhoA.value }),
      rhoC: rhoC.value,
      ave: ave.value,
    })),
    totalEffects: analysis.totalEffects.map(({ from, to, effect, impact }) => ({
      from,
      to,
      effect: effect.value,
      ...(impact === undefined ? {} : { impact: impact.value }),
      ...marginOf(effect),
    })),
    index: mapRecord(analysis.index, (index) => ({ value: index.value, ...marginOf(index) })),
    warnings: analysis.warnings,
    receipt: { ...receipt, ...(analysis.resamples === undefined ? {} : { resamples: analysis.resamples }) },
  }
}

const plain = ({ value }: Estimated): number => value

const marginOf = ({ standardError, interval }: Estimated) => ({
  ...(standardError === undefined ? {} : { standardError }),
  ...(interval === undefined ? {} : { interval }),
})

const mapRecord = <From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

/** Aligned tables for people: index 1 decimal, coefficients 3; handbook 0.9. */
export function textReport(analysis: PathAnalysis, receipt: PlsReceipt): string {
  const { missing, resamples } = analysis
  const errors =
    resamples === undefined
      ? 'margins from the influence of every row, no resamples'
      : `${resamples.count} resamples (${resamples.failed} failed), expanded percentile intervals 95 %`
  return [
    `n = ${analysis.sampleSize} of ${missing.totalRows} rows, missing: ${missing.applied}` +
      ` (${missing.droppedRows} rows dropped, ${missing.replacedCells} cells replaced),` +
      ` ${analysis.options.scheme} scheme, ${analysis.iterations} rounds; ${errors}`,
    ...analysis.warnings.map(
      ({ code, subject }) => `warning: ${code}${subject === undefined ? '' : ` ${subject}`}`,
    ),
    '',
    table(
      ['construct', 'index', '+-', 'interval', 'R2', 'alpha', 'rho A', 'rho C', 'AVE'],
      constructRows(analysis),
    ),
    table(['item', 'construct', 'weight', '+-', 'loading', '+-'], itemRows(analysis)),
    table(
      ['path', 'coefficient', '+-', 'interval', 'impact'],
      analysis.paths.map(({ from, to, coefficient, impact }) => [
        `${from} -> ${to}`,
        ...marginCells(coefficient, 3),
        fixed(impact?.value, 3),
      ]),
    ),
    table(
      ['total effect', 'effect', '+-', 'interval', 'impact'],
      analysis.totalEffects.map(({ from, to, effect, impact }) => [
        `${from} => ${to}`,
        ...marginCells(effect, 3),
        fixed(impact?.value, 3),
      ]),
    ),
    `receipt: ${receipt.software}, seed ${receipt.seed}, ${receipt.generator}, data ${receipt.input.data}, model ${receipt.input.model}`,
    '',
  ].join('\n')
}

function constructRows({ reliability, index, rSquared }: PathAnalysis): string[][] {
  return Object.entries(reliability).map(([name, { alpha, rhoA, rhoC, ave }]) => {
    const score: AnalysedIndex | undefined = index[name]
    return [
      name,
      ...(score === undefined ? ['-', '-', '-'] : marginCells(score, 1)),
      fixed(rSquared[name]?.value, 3),
      ...[alpha, rhoA, rhoC, ave].map((measure) => fixed(measure?.value, 3)),
    ]
  })
}

function itemRows({ weights, loadings }: PathAnalysis): string[][] {
  return Object.entries(weights).flatMap(([name, block]) =>
    Object.entries(block).map(([item, weight]) => {
      const loading = loadings[name]![item]!
      return [
        item,
        name,
        fixed(weight.value, 3),
        fixed(weight.standardError, 3),
        fixed(loading.value, 3),
        fixed(loading.standardError, 3),
      ]
    }),
  )
}
