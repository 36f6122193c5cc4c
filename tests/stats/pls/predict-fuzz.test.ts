import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { blindfoldPls } from '../../../stats/pls/blindfold-pls.ts'
import { compareGroups } from '../../../stats/pls/compare-groups.ts'
import { fimix } from '../../../stats/pls/fimix.ts'
import { MISSING_RULES } from '../../../stats/pls/options.ts'
import { MODES, SCHEMES } from '../../../stats/pls/path-model.ts'
import { predictPls } from '../../../stats/pls/predict-pls.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { treatMissing } from '../../../stats/pls/treat-missing.ts'

/** Any model of three constructs, any small table with holes, constants and repeated rows, any weights. */
const call = fc.record({
  modes: fc.tuple(fc.constantFrom(...MODES), fc.constantFrom(...MODES), fc.constantFrom(...MODES)),
  scheme: fc.constantFrom(...SCHEMES),
  missing: fc.constantFrom(...MISSING_RULES),
  input: fc.constantFrom('correlation' as const, 'covariance' as const),
  rows: fc.array(
    fc.tuple(
      fc.array(
        fc.option(
          fc.oneof(
            { weight: 30, arbitrary: fc.integer({ min: 1, max: 9 }) },
            fc.constantFrom(0, -0, 1e9, 1e-9, 2.5),
          ),
          { freq: 40 },
        ),
        {
          minLength: 6,
          maxLength: 6,
        },
      ),
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    ),
    { maxLength: 24, size: 'max' },
  ),
  weighted: fc.boolean(),
})

describe('prediction, blindfolding, segments and groups with any data', () => {
  it('give plain JSON: a result without NaN, or a reason', () => {
    fc.assert(
      fc.property(call, ({ modes, scheme, missing, input, rows, weighted }) => {
        const model = specifyModel({
          constructs: modes.map((mode, j) => ({
            name: `C${j}`,
            mode,
            items: [`x${2 * j}`, `x${2 * j + 1}`],
          })),
          paths: [
            ['C0', 'C1'],
            ['C0', 'C2'],
            ['C1', 'C2'],
          ],
          scale: { min: 0, max: 5 },
        })
        const table = rows.map(([cells]) => cells)
        const weights = rows.map(([, weight]) => weight)
        const observations = toObservations(model.items, table, weighted ? weights : undefined)
        const estimation = { scheme, input, maxIterations: 50 }
        const treated = treatMissing(model, observations, missing)
        if (!treated.ok) return
        const half = Math.floor(rows.length / 2)
        const part = (name: string, from: number, to: number) => ({
          name,
          observations: toObservations(
            model.items,
            table.slice(from, to),
            weighted ? weights.slice(from, to) : undefined,
          ),
        })
        const results = [
          predictPls(model, treated.value, { ...estimation, folds: 3, repeats: 2 }),
          blindfoldPls(model, treated.value, { ...estimation, distance: 5 }),
          fimix(model, treated.value, { ...estimation, mostSegments: 3, starts: 2, rounds: 40 }),
          compareGroups(model, [part('a', 0, half), part('b', half, rows.length)], {
            ...estimation,
            missing,
            permutations: 3,
            resamples: 4,
          }),
        ]
        for (const result of results) expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }),
      { numRuns: 400 },
    )
  })

  it('a training sample whose correction for unreliability has no root is a reason', () => {
    const model = specifyModel({
      constructs: [
        { name: 'A', kind: 'factor', mode: 'A', items: ['a', 'b'] },
        { name: 'B', kind: 'factor', mode: 'A', items: ['c', 'd'] },
      ],
      paths: [['A', 'B']],
      scale: { min: 1, max: 7 },
    })
    const table = [
      ...[
        [1, 1, 1, 1],
        [4, 6, 1, 1],
        [4, 5, 2, 2],
        [1, 5, 2, 1],
        [1, 1, 1, 1],
        [1, 1, 1, 1],
      ],
      ...[
        [1, 1, 1, 2],
        [1, 1, 1, 1],
        [1, 1, 1, 1],
        [1, 1, 1, 1],
        [2, 2, 2, 2],
        [1, 1, 1, 1],
      ],
    ]
    const weights = [1e-9, 1e6, 1e-6, 1e6, 1e-9, 1e-9, 1e-9, 1e-9, 1e-9, 1e6, 1e6, 1e-9]
    const treated = { observations: toObservations(model.items, table, weights), layout: 'complete' } as const
    const predicted = predictPls(model, treated, { folds: 2, repeats: 1 })
    expect(predicted).toMatchObject({ ok: false, reason: 'training-failed' })
  })
})
