import type { PlsPlan } from './plan.ts'
import type { Workspace } from './workspace.ts'

/** Saturated: construct correlations as estimated. Estimated: as the paths imply them. */
export const STRUCTURES = ['saturated', 'estimated'] as const
export type Structure = (typeof STRUCTURES)[number]

/**
 * Item correlations (p x p) that the model implies: l_h rho_jk l_g between blocks; inside a composite the empirical ones,
 * inside a common factor l_h l_g with unit diagonal. Handbook 2.11.
 */
export function impliedCorrelations(
  plan: PlsPlan,
  work: Workspace,
  correlation: Float64Array,
  structure: Structure,
): Float64Array {
  const { items: p, constructs, starts, factors } = plan
  const rho = structure === 'saturated' ? work.correlations : impliedByPaths(plan, work)
  const implied = new Float64Array(p * p)
  for (let j = 0; j < constructs; j++) {
    for (let k = 0; k < constructs; k++) {
      for (let h = starts[j]!; h < starts[j + 1]!; h++) {
        for (let g = starts[k]!; g < starts[k + 1]!; g++) {
          const at = h * p + g
          if (h === g) implied[at] = 1
          else if (j === k && !factors[j]) implied[at] = correlation[at]!
          else implied[at] = work.loadings[h]! * work.loadings[g]! * (j === k ? 1 : rho[j * constructs + k]!)
        }
      }
    }
  }
  return implied
}

/** Correlations of constructs by the paths: those among exogenous free, then rho_xy = sum over causes f of b_xf rho_fy. */
function impliedByPaths({ constructs, causalOrder, causes }: PlsPlan, work: Workspace): Float64Array {
  const rho = new Float64Array(constructs * constructs)
  const order = Array.from(causalOrder)
  const done: number[] = []
  for (const x of [...order.filter((t) => causes[t]!.length === 0), ...order]) {
    if (done.includes(x)) continue
    for (const y of done) {
      let r = causes[x]!.length === 0 ? work.correlations[x * constructs + y]! : 0
      for (const f of causes[x]!) r += work.coefficients[x * constructs + f]! * rho[f * constructs + y]!
      rho[x * constructs + y] = r
      rho[y * constructs + x] = r
    }
    rho[x * constructs + x] = 1
    done.push(x)
  }
  return rho
}
