import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../stats/core/moments.ts'
import { type Observations, toObservations } from '../../../stats/core/observations.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'
import { assessPls } from '../../../stats/pls/assess-pls.ts'
import { estimatePls } from '../../../stats/pls/estimate-pls.ts'
import { pathAnalysis } from '../../../stats/pls/path-analysis.ts'
import { type Mode, type PathModelSource, SCHEMES } from '../../../stats/pls/path-model.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { expectClose } from '../close.ts'

// Handbook 2.20a. Both sides of a comparison stop at a weight change of 1e-12, the sums differ in the last digits.
const TOLERANCE = 1e-9
const STOP = { tolerance: 1e-12, maxIterations: 5000 }

const source = (mode: Mode = 'A'): PathModelSource => ({
  constructs: [
    { name: 'Image', mode, items: ['i1', 'i2', 'i3'] },
    { name: 'Quality', mode: 'A', items: ['q1', 'q2'] },
    { name: 'Satisfaction', mode: 'A', items: ['s1', 's2', 's3'] },
    { name: 'Loyalty', mode: 'A', items: ['l1'] },
  ],
  paths: [
    ['Image', 'Quality'],
    ['Image', 'Satisfaction'],
    ['Quality', 'Satisfaction'],
    ['Satisfaction', 'Loyalty'],
  ],
  scale: { min: 0, max: 20 },
})
const ITEMS = specifyModel(source()).items

/** A chain of common parts with noise of its own per item: correlated well above chance. */
function rowsOf(seed: number, count = 50): number[][] {
  const random = seeded(seed)
  return Array.from({ length: count }, () => {
    const image = uniform(random) * 6
    const quality = 0.6 * image + uniform(random) * 4
    const satisfaction = 0.4 * image + 0.5 * quality + uniform(random) * 3
    const loyalty = 0.7 * satisfaction + uniform(random) * 4
    const parts = [image, image, image, quality, quality, satisfaction, satisfaction, satisfaction, loyalty]
    return parts.map((part) => part + 3 * uniform(random))
  })
}

function solve(
  observations: Observations,
  model = specifyModel(source()),
  scheme: (typeof SCHEMES)[number] = 'path',
) {
  const moments = momentsOf(observations)
  const estimate = estimatePls(model, moments, { scheme, ...STOP })
  const assessment = assessPls(model, moments, { scheme, ...STOP })
  if (!estimate.ok || !assessment.ok) throw new Error('no solution')
  return { ...assessment.value, ...estimate.value }
}
type Solved = ReturnType<typeof solve>

const table = (rows: readonly (readonly number[])[], weights?: readonly number[]) =>
  toObservations(ITEMS, rows, weights)

function expectSame(a: Solved, b: Solved, { flipped = '' } = {}): void {
  for (const [name, block] of Object.entries(a.weights)) {
    for (const [item, weight] of Object.entries(block)) {
      const sign = item === flipped ? -1 : 1
      expectClose(b.weights[name]?.[item], sign * weight, TOLERANCE, `weight ${item}`)
      expectClose(b.loadings[name]?.[item], sign * a.loadings[name]![item]!, TOLERANCE, `loading ${item}`)
    }
  }
  for (const { from, to, coefficient } of a.paths) {
    const other = b.paths.find((path) => path.from === from && path.to === to)
    expectClose(other?.coefficient, coefficient, TOLERANCE, `${from} -> ${to}`)
  }
  for (const [name, value] of Object.entries(a.rSquared))
    expectClose(b.rSquared[name], value, TOLERANCE, name)
}

const seed = fc.integer({ min: 0, max: 1e6 })
const RUNS = { numRuns: 200 }

describe('PLS properties', () => {
  it('1: shifting and stretching items changes no weight share, loading, path or R2', () => {
    fc.assert(
      fc.property(
        seed,
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (s, by, plus) => {
          const rows = rowsOf(s)
          const changed = rows.map((row) => row.map((x, h) => (h % 2 === 0 ? x * by + plus : x)))
          expectSame(solve(table(rows)), solve(table(changed)))
        },
      ),
      RUNS,
    )
  })

  it('2: the order of respondents, items and constructs does not matter', () => {
    fc.assert(
      fc.property(seed, (s) => {
        const rows = rowsOf(s)
        const { constructs, paths, scale } = source()
        const turned = specifyModel({
          constructs: constructs
            .map((construct) => ({ ...construct, items: construct.items.toReversed() }))
            .toReversed(),
          paths: paths.toReversed(),
          scale,
        })
        expectSame(solve(table(rows)), solve(table(rows.toReversed()), turned))
      }),
      RUNS,
    )
  })

  it('3: reversing an item flips its weight and loading and nothing else', () => {
    fc.assert(
      fc.property(seed, (s) => {
        const rows = rowsOf(s)
        const reversed = rows.map((row) => row.map((x, h) => (h === 1 ? 20 - x : x)))
        expectSame(solve(table(rows)), solve(table(reversed)), { flipped: 'i2' })
      }),
      RUNS,
    )
  })

  it('4, 5, 6: repeated rows, equal weights and whole weights', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 2, max: 5 }), (s, times) => {
        const rows = rowsOf(s)
        const plain = solve(table(rows))
        expectSame(plain, solve(table([...rows, ...rows])))
        expectSame(
          plain,
          solve(
            table(
              rows,
              rows.map(() => times / 3),
            ),
          ),
        )
        const counts = rows.map((_, i) => 1 + (i % times))
        const repeated = rows.flatMap((row, i) => Array.from({ length: counts[i]! }, () => row))
        const weighted = solve(table(rows, counts))
        expectSame(solve(table(repeated)), weighted)
        expectClose(
          weighted.index['Satisfaction']?.value,
          solve(table(repeated)).index['Satisfaction']!.value,
          TOLERANCE,
        )
      }),
      RUNS,
    )
  })

  it('9: with one item per construct the paths are regressions of the standardised items', () => {
    fc.assert(
      fc.property(seed, (s) => {
        const model = specifyModel({
          constructs: ['i1', 'q1', 's1'].map((item) => ({ name: item, items: [item] })),
          paths: [
            ['i1', 's1'],
            ['q1', 's1'],
          ],
          scale: { min: 0, max: 20 },
        })
        const { paths, constructCorrelations: r } = solve(table(rowsOf(s)), model)
        // Two predictors, solved by hand: b1 = (r1y - r12 r2y) / (1 - r12^2).
        const [a, b, c] = [r['i1']!['s1']!, r['q1']!['s1']!, r['i1']!['q1']!]
        expectClose(paths[0]?.coefficient, (a - c * b) / (1 - c * c), TOLERANCE)
        expectClose(paths[1]?.coefficient, (b - c * a) / (1 - c * c), TOLERANCE)
      }),
      RUNS,
    )
  })

  it('11: the scores have variance 1 and correlate as the construct correlations say', () => {
    const rows = rowsOf(5)
    const solved = solve(table(rows))
    const scores = specifyModel(source()).constructs.map(({ name, items }) =>
      rows.map((row) =>
        items.reduce((sum, item) => {
          const { mean, deviation } = solved.items[item]!
          return sum + (solved.weights[name]![item]! * (row[ITEMS.indexOf(item)]! - mean)) / deviation
        }, 0),
      ),
    )
    Object.keys(solved.weights).forEach((name, j) => {
      Object.keys(solved.weights).forEach((other, k) => {
        const product =
          scores[j]!.reduce((sum, score, i) => sum + score * scores[k]![i]!, 0) / (rows.length - 1)
        expectClose(product, solved.constructCorrelations[name]![other]!, TOLERANCE, `${name} ${other}`)
      })
    })
  })

  it('unit weights are equal, and the index then is the plain mean of standardised items', () => {
    const { constructs, ...rest } = source()
    const model = specifyModel({
      ...rest,
      constructs: constructs.map((one) => ({ ...one, mode: 'unit' as const })),
    })
    const { weights } = solve(table(rowsOf(9)), model)
    for (const block of Object.values(weights)) expect(new Set(Object.values(block)).size).toBe(1)
  })

  it('an anchor item decides the direction against the majority', () => {
    const rows = rowsOf(4).map((row) => row.map((x, h) => (h === 0 ? 20 - x : x)))
    const { constructs, ...rest } = source()
    const [image, ...others] = constructs
    const anchored = specifyModel({ ...rest, constructs: [{ ...image!, anchor: 'i1' }, ...others] })
    expect(solve(table(rows)).loadings['Image']?.['i1']).toBeLessThan(0)
    expect(solve(table(rows), anchored).loadings['Image']?.['i1']).toBeGreaterThan(0)
  })

  it.each(SCHEMES)('the result survives JSON unchanged, %s scheme', (scheme) => {
    for (const resamples of [0, 40]) {
      const result = pathAnalysis(specifyModel(source('B')), table(rowsOf(2)), { scheme, resamples })
      expect(result.ok).toBe(true)
      expect(JSON.parse(JSON.stringify(result))).toEqual(result)
    }
  })

  it('names why there is no result', () => {
    const model = specifyModel(source())
    const constant = rowsOf(1).map((row) => row.map((x, h) => (h === 4 ? 3 : x)))
    expect(pathAnalysis(model, table(constant))).toEqual({
      ok: false,
      reason: 'constant-item',
      subject: 'q2',
    })
    expect(pathAnalysis(model, table(rowsOf(1, 2)))).toEqual({ ok: false, reason: 'too-few-cases' })
    const twins = rowsOf(1).map((row) => row.map((x, h) => (h === 1 ? row[0]! : x)))
    expect(pathAnalysis(specifyModel(source('B')), table(twins))).toEqual({ ok: false, reason: 'collinear' })
    expect(pathAnalysis(model, table(rowsOf(1)), { maxIterations: 1 })).toEqual({
      ok: false,
      reason: 'not-converged',
    })
  })

  it('has a reason when the items of a block cancel each other exactly', () => {
    const rows = rowsOf(1).map((row) => row.map((x, h) => (h === 4 ? 20 - row[3]! : x)))
    expect(pathAnalysis(specifyModel(source()), table(rows))).toEqual({ ok: false, reason: 'collinear' })
  })

  it('warns of what a reader must know', () => {
    const result = pathAnalysis(specifyModel(source()), table(rowsOf(3, 30)))
    if (!result.ok) throw new Error(result.reason)
    expect(result.value.warnings).toContainEqual({ code: 'too-few-cases' })
    expect(result.value.base).toBe('indicative')
  })
})
