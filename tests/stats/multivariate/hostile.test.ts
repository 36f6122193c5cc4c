import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Observations } from '../../../stats/core/observations.ts'
import { anova } from '../../../stats/multivariate/anova.ts'
import { chooseClusters } from '../../../stats/multivariate/choose-clusters.ts'
import { classicalScaling } from '../../../stats/multivariate/classical-scaling.ts'
import { correlate } from '../../../stats/multivariate/correlate.ts'
import { describeValues } from '../../../stats/multivariate/describe.ts'
import { distancesOf } from '../../../stats/multivariate/distances.ts'
import { factorAnalysis } from '../../../stats/multivariate/factor-analysis.ts'
import { hierarchy } from '../../../stats/multivariate/hierarchical.ts'
import { kMeans } from '../../../stats/multivariate/k-means.ts'
import { manova } from '../../../stats/multivariate/manova.ts'
import { postHoc } from '../../../stats/multivariate/post-hoc.ts'
import { principalComponents } from '../../../stats/multivariate/principal-components.ts'
import { rankSum } from '../../../stats/multivariate/rank-sum.ts'
import { regression } from '../../../stats/multivariate/regression.ts'
import { smacof } from '../../../stats/multivariate/smacof.ts'
import { T_TESTS, tTest } from '../../../stats/multivariate/t-test.ts'
import { modeEffect } from '../../../stats/response-quality/mode-effect.ts'
import { outlyingAnswers } from '../../../stats/response-quality/outlying-answers.ts'

/** Answers as they come, constants, tiny and huge numbers, infinities, holes. */
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1e-300, 1e30, -1e30, 1e9, 1e9 + 1) },
  { weight: 1, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
)
const rare = fc.oneof(
  { weight: 30, arbitrary: cell },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e300) },
)
const hostile = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, width]) =>
    fc.array(rare, { minLength: rows * width, maxLength: rows * width }).map(
      (values): Observations => ({
        items: ['a', 'b', 'c', 'd'].slice(0, width),
        rows,
        values: Float64Array.from(values),
      }),
    ),
  )

/** A result that survives JSON, or a sentence that says where. */
function expectPlain(run: () => unknown): void {
  let result: unknown
  try {
    result = run()
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError)
    expect((error as RangeError).message).toMatch(/^[a-zA-Z]+: /)
    return
  }
  expect(JSON.parse(JSON.stringify(result))).toEqual(result)
}

describe('hostile data', () => {
  const methods: Record<string, (observations: Observations) => unknown> = {
    principalComponents,
    factorAnalysis: (observations) => factorAnalysis(observations),
    regression: (observations) => regression(observations, 'a'),
    manova: (observations) =>
      manova(
        observations,
        Array.from({ length: observations.rows }, (_, i) => `g${i % 2}`),
      ),
    kMeans: (observations) => kMeans(observations, 2, { starts: 2 }),
    chooseClusters: (observations) => chooseClusters(observations, { most: 3, draws: 2, starts: 2 }),
    outlyingAnswers,
    modeEffect: (observations) =>
      modeEffect(
        observations,
        Array.from({ length: observations.rows }, (_, i) => (i % 2 === 0 ? 'web' : 'phone')),
        { outcome: 'a', reference: 'web' },
      ),
    hierarchy: (observations) => hierarchy(distancesOf(observations), observations.rows),
    classicalScaling: (observations) => classicalScaling(distancesOf(observations), observations.rows),
    smacof: (observations) => smacof(distancesOf(observations), observations.rows, { maxIterations: 50 }),
  }
  it.each(Object.entries(methods))('%s', (_, method) => {
    fc.assert(
      fc.property(hostile, (observations) => {
        expectPlain(() => method(observations))
      }),
      { numRuns: 200 },
    )
  })

  it('tests of groups', () => {
    const values = fc.array(rare, { maxLength: 8 })
    fc.assert(
      fc.property(values, values, fc.constantFrom(...T_TESTS), (a, b, kind) => {
        const groups = [
          { name: 'a', values: a },
          { name: 'b', values: b },
        ]
        expectPlain(() => tTest(a, b, { kind }))
        expectPlain(() => rankSum(a, b))
        expectPlain(() => correlate(a, b))
        expectPlain(() => correlate(a, b, { kind: 'kendall' }))
        expectPlain(() => describeValues(a))
        expectPlain(() => anova(groups))
        expectPlain(() => postHoc(groups, { method: 'holm' }))
      }),
      { numRuns: 200 },
    )
  })
})
