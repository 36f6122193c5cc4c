import type { GroupJob } from './group-job.ts'
import { type HenselerTest, henselerTest } from './henseler-test.ts'
import { type ParametricDifference, parametricDifference } from './parametric-difference.ts'
import { planOf } from './plan.ts'
import type { PlsDraws } from './resample-pls.ts'
import { positionsOf } from './statistics.ts'

/** What the resamples of each group say about its paths and about a path in two groups; nothing without resamples. */
export interface ResampledTests {
  /** Of path e in group g. */
  errorOf(g: number, e: number): number | undefined
  compare(
    a: number,
    b: number,
    e: number,
  ): { readonly henseler?: HenselerTest; readonly parametric?: ParametricDifference }
}

/** `coefficients` and `draws` by group; `draws` is empty when there are no resamples. */
export function resampledTests(
  job: GroupJob,
  coefficients: readonly Float64Array[],
  draws: readonly PlsDraws[],
): ResampledTests {
  const byGroup = draws.map((part) => resampledPaths(job, part))
  const errorOf = (g: number, e: number) => (byGroup[g] === undefined ? undefined : deviation(byGroup[g][e]!))
  const groupOf = (g: number, e: number) => ({
    coefficient: coefficients[g]![e]!,
    standardError: errorOf(g, e) ?? Number.NaN,
    sampleSize: job.sizes[g]!,
  })
  return {
    errorOf,
    compare(a, b, e) {
      if (byGroup[a] === undefined || byGroup[b] === undefined) return {}
      const henseler = henselerTest(byGroup[a][e]!, byGroup[b][e]!)
      const parametric = parametricDifference(groupOf(a, e), groupOf(b, e))
      return {
        ...(henseler === undefined ? {} : { henseler }),
        ...(parametric === undefined ? {} : { parametric }),
      }
    },
  }
}

/** The resamples of every path; those without solution are left out. */
function resampledPaths({ model, settings }: GroupJob, { width, statistics }: PlsDraws): Float64Array[] {
  const { coefficients } = positionsOf(planOf(model, settings.scheme))
  return model.paths.map((_, e) =>
    Float64Array.from(
      Array.from(
        { length: statistics.length / width },
        (_, draw) => statistics[draw * width + coefficients + e]!,
      ),
    ).filter(Number.isFinite),
  )
}

function deviation(values: Float64Array): number | undefined {
  if (values.length < 2) return undefined
  let mean = 0
  for (const value of values) mean += value / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return Math.sqrt(squares / (values.length - 1))
}
