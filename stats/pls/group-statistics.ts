import type { GroupJob } from './group-job.ts'
import { createRowSolver } from './row-solver.ts'

/** Where the statistics of one division into groups stand in a row of numbers. */
export interface GroupPositions {
  /** Of two groups, one per construct: correlation of the two scores, difference of means, log ratio of variances. */
  readonly composition: number
  readonly means: number
  readonly variances: number
  /** Path coefficients, group after group. */
  readonly coefficients: number
  readonly width: number
}

export function groupPositions({ model, names }: Pick<GroupJob, 'model' | 'names'>): GroupPositions {
  const j = names.length === 2 ? model.constructs.length : 0
  return {
    composition: 0,
    means: j,
    variances: 2 * j,
    coefficients: 3 * j,
    width: 3 * j + names.length * model.paths.length,
  }
}

/**
 * Everything compared between groups, for any division of the same rows. With w1, w2 the groups' weights, w the pooled
 * ones, R the pooled correlations: composition = w1'R w2 / sqrt(w1'R w1 . w2'R w2); means and variances are those of the
 * pooled model's scores, first group minus second and log of first over second. MICOM: Henseler et al. (2016).
 */
export function createGroupStatistics(job: GroupJob) {
  const positions = groupPositions(job)
  const { names, model, observations } = job
  const solver = createRowSolver(job)
  const { plan, items, standard, work } = solver
  const p = model.items.length
  const { constructs, starts } = plan
  const take = new Float64Array(observations.rows).fill(1)
  if (!solver.solve(take)) throw new Error('groupStatistics: the pooled rows have no solution')
  const correlation = solver.correlation.slice()
  const pooled = {
    means: items.means.slice(),
    // Weight of an item in scale units for a pooled score of variance 1.
    omegas: standard.map((w, h) => w / items.spreads[h]!),
  }
  const weights = names.map(() => new Float64Array(p))
  const means = names.map(() => new Float64Array(constructs))
  const variances = names.map(() => new Float64Array(constructs))
  return {
    positions,
    /** Writes a row of statistics; NaN throughout when a group has no admissible solution. */
    write(labels: Int32Array, into: Float64Array, offset: number): boolean {
      for (let g = 0; g < names.length; g++) {
        for (let i = 0; i < labels.length; i++) take[i] = labels[i] === g ? 1 : 0
        if (!(solver.solve(take) && solver.admissible())) {
          into.fill(Number.NaN, offset, offset + positions.width)
          return false
        }
        weights[g]!.set(standard)
        plan.paths.forEach(({ from, to }, e) => {
          into[offset + positions.coefficients + g * plan.paths.length + e] =
            work.coefficients[to * constructs + from]!
        })
        for (let j = 0; j < constructs; j++) {
          let level = 0
          for (let h = starts[j]!; h < starts[j + 1]!; h++) {
            level += pooled.omegas[h]! * (items.means[h]! - pooled.means[h]!)
          }
          means[g]![j] = level
          variances[g]![j] = form(items.covariance, pooled.omegas, pooled.omegas, j)
        }
      }
      if (names.length !== 2) return true
      const [first, second] = weights as [Float64Array, Float64Array]
      for (let j = 0; j < constructs; j++) {
        const own = form(correlation, first, first, j) * form(correlation, second, second, j)
        into[offset + positions.composition + j] = form(correlation, first, second, j) / Math.sqrt(own)
        into[offset + positions.means + j] = means[0]![j]! - means[1]![j]!
        into[offset + positions.variances + j] = Math.log(variances[0]![j]! / variances[1]![j]!)
      }
      return true
    },
  }

  /** u' S v over block j. */
  function form(s: Float64Array, u: Float64Array, v: Float64Array, j: number): number {
    let total = 0
    for (let h = starts[j]!; h < starts[j + 1]!; h++) {
      let sum = 0
      for (let g = starts[j]!; g < starts[j + 1]!; g++) sum += s[h * p + g]! * v[g]!
      total += u[h]! * sum
    }
    return total
  }
}
