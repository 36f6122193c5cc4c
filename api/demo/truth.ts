import {
  assessPls,
  momentsFromSummary,
  type PathModel,
  type PlsAssessment,
  specifyModel,
} from '../../stats/index.ts'
import { ecsiMobile } from '../../stats/instruments/ecsi-mobile.ts'
import { type ItemMoments, itemMoments } from './item-moments.ts'
import { type BrandPlace, CELLS, type Cell, PATHS, type WavePlace } from './model.ts'

export interface DemoTruth {
  /** The paths the respondents were made with, between constructs measured without error. */
  readonly paths: readonly { readonly from: string; readonly to: string; readonly coefficient: number }[]
  /** Wave by wave, brand by brand. */
  readonly cells: readonly CellTruth[]
}

export interface CellTruth {
  readonly wave: WavePlace
  readonly brand: BrandPlace
  /** Mean answer, 1-10, by item code. */
  readonly means: Readonly<Record<string, number>>
  /** 0-100 by construct, items weighted as PLS weights them in the whole population. */
  readonly index: Readonly<Record<string, number>>
  /** What PLS estimates of the whole population: nearer 0 than the paths made with, for items measure with error. */
  readonly estimable: readonly { readonly from: string; readonly to: string; readonly coefficient: number }[]
}

/** The model the demo's program measures. */
export const demoModel = (): PathModel =>
  specifyModel({ constructs: ecsiMobile.constructs, paths: ecsiMobile.paths, scale: { min: 1, max: 10 } })

/**
 * What an estimate of the demo should find. Nothing here is sampled: item means and covariances are those of the
 * population, to about 1e-9; PLS (path scheme, mode A) is applied to them instead of to respondents.
 */
export function demoTruth(): DemoTruth {
  const model = demoModel()
  return {
    paths: PATHS.map(([from, to, coefficient]) => ({ from, to, coefficient })),
    cells: CELLS.map((cell) => cellTruth(cell, model)),
  }
}

function cellTruth(cell: Cell, model: PathModel): CellTruth {
  const moments = itemMoments(cell)
  const { index, paths } = populationPls(moments, model)
  return {
    ...cell,
    means: Object.fromEntries(moments.items.map((code, h) => [code, moments.means[h]!])),
    index: Object.fromEntries(Object.entries(index).map(([name, { value }]) => [name, value])),
    estimable: paths.map(({ from, to, coefficient }) => ({ from, to, coefficient })),
  }
}

function populationPls(moments: ItemMoments, model: PathModel): PlsAssessment {
  // Standardised weights and indices do not depend on the size; only standard errors, not used here, would.
  const assessed = assessPls(model, momentsFromSummary({ ...moments, sampleSize: 1_000_000 }))
  if (!assessed.ok) throw new Error(`demoTruth: the population cannot be estimated: ${assessed.reason}`)
  return assessed.value
}
