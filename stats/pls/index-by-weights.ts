import { covarianceOf } from '../core/covariance.ts'
import { studentInterval } from '../core/interval.ts'
import type { Moments } from '../core/moments.ts'
import { effectiveSizeOf } from './assess-pls.ts'
import type { ByItem } from './labels.ts'
import type { AnalysedIndex } from './path-analysis.ts'
import type { PathModel } from './path-model.ts'

/**
 * Index 0-100 of every construct for respondents whose moments these are, by given weights of the items on 0-100
 * (adding up to 1 per construct): I = sum w mean100, SE = sqrt(w' S100 w / n_eff), t interval.
 * The weights count as known. `moments` hold the model's items in its order. Handbook 1.6, 1.9.
 */
export function indexByWeights(
  model: PathModel,
  moments: Moments,
  indexWeights: ByItem<number>,
  { level = 0.95 }: { readonly level?: number } = {},
): Readonly<Record<string, AnalysedIndex>> {
  const { means, covariance } = covarianceOf(moments)
  const p = model.items.length
  const size = effectiveSizeOf(moments)
  return Object.fromEntries(
    model.constructs.flatMap(({ name, items }) => {
      if (items.some((item) => indexWeights[name]?.[item] === undefined)) return []
      const own = items.map((item) => {
        const h = model.items.indexOf(item)
        const { min, max } = model.scales[h]!
        return { h, min, perUnit: (100 / (max - min)) * indexWeights[name]![item]! }
      })
      const value = own.reduce((sum, { h, min, perUnit }) => sum + perUnit * (means[h]! - min), 0)
      let variance = 0
      for (const a of own) for (const b of own) variance += a.perUnit * b.perUnit * covariance[a.h * p + b.h]!
      const deviation = Math.sqrt(Math.max(0, variance))
      const standardError = deviation / Math.sqrt(size)
      const interval = studentInterval(value, standardError, { level, df: Math.max(1, size - 1) })
      return [[name, { value, standardError, interval, deviation }]]
    }),
  )
}
