import {
  type MinimumSample,
  type MissingReport,
  type MissingRule,
  minimumSample,
  type Observations,
  type PathModel,
  treatMissing,
} from '../../stats/index.ts'
import type { PlsOptions } from './pls-options.ts'

/** What a call would do, without doing it: is the model sound, are there enough rows, what would come out. */
export interface PlsPlanReport {
  readonly constructs: number
  readonly items: number
  readonly paths: number
  readonly causalOrder: readonly string[]
  readonly totalSize: number
  /** Absent when no row is left or nobody answered an item. */
  readonly missing?: MissingReport
  readonly sampleSize: number
  readonly minimumSample: MinimumSample
  readonly enough: boolean
  readonly computes: readonly string[]
}

export function planReport(
  model: PathModel,
  observations: Observations,
  { missing, computes }: { readonly missing: MissingRule; readonly computes: readonly string[] },
): PlsPlanReport {
  const treated = treatMissing(model, observations, missing)
  const sampleSize = treated.ok ? treated.value.observations.rows : 0
  const needed = minimumSample(model)
  return {
    constructs: model.constructs.length,
    items: model.items.length,
    paths: model.paths.length,
    causalOrder: model.causalOrder,
    totalSize: observations.rows,
    ...(treated.ok ? { missing: treated.value.missing } : {}),
    sampleSize,
    minimumSample: needed,
    enough: sampleSize >= needed.recommended,
    computes,
  }
}

export function planText(plan: PlsPlanReport): string {
  const { minimumSample: needed, missing } = plan
  return [
    `model: ${plan.constructs} constructs, ${plan.items} items, ${plan.paths} paths; order ${plan.causalOrder.join(', ')}`,
    missing === undefined
      ? `rows: none of ${plan.totalSize} can be used, or nobody answered some item`
      : `rows: ${plan.sampleSize} of ${plan.totalSize} after missing rule ${missing.applied} (${missing.replacedCells} cells replaced)`,
    `minimum sample: ${needed.recommended} (${needed.forPath} to see a path of ${needed.smallestPath}, never below ${needed.floor}): ${plan.enough ? 'enough' : 'too few'}`,
    'would compute:',
    ...plan.computes.map((line) => `  ${line}`),
    '',
  ].join('\n')
}

/** One line per thing the call would compute, for --plan. */
export function computesOf({
  scheme,
  missing,
  consistent,
  resamples,
  predict,
  groups,
  permutations,
}: PlsOptions): string[] {
  return [
    `weights, loadings, paths, reliability, effects, index 0-100: ${scheme} scheme, missing rule ${missing}`,
    ...(consistent ? ['correlations corrected for unreliability (consistent PLS)'] : []),
    resamples === 0 ? 'margins without resamples' : `margins from ${resamples} resamples`,
    ...(predict ? ['prediction of left-out respondents: 10 folds x 10'] : []),
    ...(groups === undefined
      ? []
      : [`groups of column "${groups}": invariance and paths, ${permutations} permutations`]),
  ]
}
