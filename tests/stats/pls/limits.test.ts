import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../stats/core/moments.ts'
import { momentsFromSummary } from '../../../stats/core/moments-from-summary.ts'
import { toObservations } from '../../../stats/core/observations.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'
import { assessPls } from '../../../stats/pls/assess-pls.ts'
import { estimatePls } from '../../../stats/pls/estimate-pls.ts'
import { modelFit } from '../../../stats/pls/model-fit.ts'
import { pathAnalysis } from '../../../stats/pls/path-analysis.ts'
import { type ConstructSource, SCHEMES } from '../../../stats/pls/path-model.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { expectClose } from '../close.ts'

const STOP = { tolerance: 1e-12, maxIterations: 20_000 }
const RUNS = { numRuns: 200 }
const ITEMS = ['a1', 'a2', 'a3', 'b1', 'b2']

const pair = (mode: ConstructSource['mode']) =>
  specifyModel({
    constructs: [
      { name: 'A', mode: mode!, items: ['a1', 'a2', 'a3'] },
      { name: 'B', mode: mode!, items: ['b1', 'b2'] },
    ],
    paths: [['A', 'B']],
    scale: { min: 0, max: 10 },
  })

const rows = (seed: number) => {
  const random = seeded(seed)
  return toObservations(
    ITEMS,
    Array.from({ length: 40 }, () => {
      const a = uniform(random) * 4
      const b = a + uniform(random) * 3
      return [a, a, a, b, b].map((part) => part + 2 * uniform(random))
    }),
  )
}

/** Largest eigenvalue and its vector of a square matrix with one dominant root, by power iteration. */
function dominant(matrix: number[][]): { root: number; vector: number[] } {
  let v = matrix.map(() => 1)
  let root = 0
  for (let round = 0; round < 4000; round++) {
    const next = matrix.map((row) => row.reduce((sum, value, k) => sum + value * v[k]!, 0))
    root = Math.hypot(...next)
    v = next.map((value) => value / root)
  }
  return { root, vector: v }
}

const times = (a: number[][], b: number[][]) =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)))
const transpose = (a: number[][]) => a[0]!.map((_, j) => a.map((row) => row[j]!))

/** Gauss-Jordan. */
function inverse(a: number[][]): number[][] {
  const n = a.length
  const m = a.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))])
  for (let i = 0; i < n; i++) {
    const pivot = m[i]![i]!
    m[i] = m[i]!.map((value) => value / pivot)
    for (let k = 0; k < n; k++) {
      if (k === i) continue
      const by = m[k]![i]!
      m[k] = m[k]!.map((value, j) => value - by * m[i]![j]!)
    }
  }
  return m.map((row) => row.slice(n))
}

function correlations(seed: number): number[][] {
  const { values, rows: n } = rows(seed)
  const columns = ITEMS.map((_, h) => Array.from({ length: n }, (__, i) => values[i * 5 + h]!))
  const z = columns.map((column) => {
    const mean = column.reduce((sum, x) => sum + x, 0) / n
    const spread = Math.hypot(...column.map((x) => x - mean))
    return column.map((x) => (x - mean) / spread)
  })
  return z.map((a) => z.map((b) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)))
}

const part = (r: number[][], from: [number, number], to: [number, number]) =>
  r.slice(...from).map((row) => row.slice(...to))

describe('PLS limits, handbook 2.20a', () => {
  it('7: two blocks in mode B, joined by one path: the path is the first canonical correlation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(...SCHEMES), (seed, scheme) => {
        const estimate = estimatePls(pair('B'), momentsOf(rows(seed)), { scheme, ...STOP })
        if (!estimate.ok) throw new Error(estimate.reason)
        const r = correlations(seed)
        const [a, b] = [part(r, [0, 3], [0, 3]), part(r, [3, 5], [3, 5])]
        const cross = part(r, [0, 3], [3, 5])
        const squared = times(times(inverse(b), transpose(cross)), times(inverse(a), cross))
        expectClose(estimate.value.paths[0]!.coefficient ** 2, dominant(squared).root, 1e-8)
      }),
      RUNS,
    )
  })

  it('8: in mode A the weights are the first singular vectors of the correlations between the blocks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(...SCHEMES), (seed, scheme) => {
        const estimate = estimatePls(pair('A'), momentsOf(rows(seed)), { scheme, ...STOP })
        if (!estimate.ok) throw new Error(estimate.reason)
        const cross = part(correlations(seed), [0, 3], [3, 5])
        const left = dominant(times(cross, transpose(cross))).vector
        const weights = Object.values(estimate.value.weights['A']!)
        const length = Math.hypot(...weights)
        for (const [h, weight] of weights.entries()) expectClose(weight / length, left[h]!, 1e-8)
      }),
      RUNS,
    )
  })

  it('14: HTMT and HTMT2 of blocks with correlations r within and rho between are rho / r', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 0.9, noNaN: true }),
        fc.double({ min: 0.1, max: 0.95, noNaN: true }),
        (r, share) => {
          const rho = r * share
          const correlation = ITEMS.map((_, h) =>
            ITEMS.map((__, g) => (h === g ? 1 : h < 3 === g < 3 ? r : rho)),
          )
          const moments = momentsFromSummary({
            items: ITEMS,
            sampleSize: 100,
            means: ITEMS.map(() => 5),
            spreads: ITEMS.map(() => 2),
            correlation,
          })
          const assessment = assessPls(pair('A'), moments, STOP)
          if (!assessment.ok) throw new Error(assessment.reason)
          expectClose(assessment.value.discriminant[0]?.htmt, share, 1e-12)
          expectClose(assessment.value.discriminant[0]?.htmt2, share, 1e-12)
          // Parallel items of a one-factor world: as common factors the model fits without a rest.
          const { constructs, paths } = pair('A')
          const factors = specifyModel({
            constructs: constructs.map((one) => ({ ...one, kind: 'factor' as const })),
            paths: paths.map(({ from, to }) => [from, to]),
            scale: { min: 0, max: 10 },
          })
          const fit = modelFit(factors, moments, STOP)
          const corrected = estimatePls(factors, moments, STOP)
          if (!fit.ok || !corrected.ok) throw new Error('no solution')
          expect(fit.value.saturated.srmr).toBeLessThan(1e-8)
          expectClose(corrected.value.paths[0]?.coefficient, share, 1e-9)
        },
      ),
      RUNS,
    )
  })

  it('never gives a number that is none: any data, any kind of construct', () => {
    const value = fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 10 }) },
      { weight: 1, arbitrary: fc.constant(null) },
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value, value, value, value), { maxLength: 25 }),
        fc.constantFrom('A', 'B', 'unit', 'factor'),
        fc.constantFrom('auto', 'mean', 'listwise', 'pairwise'),
        (table, kind, missing) => {
          const model = specifyModel({
            constructs: pair('A').constructs.map(({ name, items }) =>
              kind === 'factor' ? { name, items, kind } : { name, items, mode: kind as 'A' | 'B' | 'unit' },
            ),
            paths: [['A', 'B']],
            scale: { min: 0, max: 10 },
          })
          const result = pathAnalysis(model, toObservations(ITEMS, table), {
            missing: missing as 'auto',
            maxIterations: 300,
          })
          expect(JSON.parse(JSON.stringify(result))).toEqual(result)
        },
      ),
      { numRuns: 400 },
    )
  })
})
