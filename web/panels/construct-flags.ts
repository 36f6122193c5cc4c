import type { Estimated } from '../../stats/core/estimated.ts'
import type { PathAnalysis } from '../../stats/pls/path-analysis.ts'
import type { Words } from './words.ts'

/** Usual lower bounds; handbook 2.8. */
const BOUNDS = { alpha: 0.7, ave: 0.5 } as const

/** What a careful reader should know about one construct's measurement, in words. */
export function constructFlags(
  analysis: PathAnalysis,
  construct: string,
  { t, list }: Words,
): readonly string[] {
  const items = Object.keys(analysis.weights[construct] ?? {})
  const reliability = analysis.reliability[construct]
  if (items.length === 1) return [t('flag.single')]
  const warned = (...codes: string[]) =>
    items.filter((item) =>
      analysis.warnings.some(({ code, subject }) => codes.includes(code) && subject === item),
    )
  const weak = warned('weak-loading', 'opposite-loading')
  const negative = warned('negative-weight')
  const rare = warned('rare-answer')
  return [
    ...(below(reliability?.alpha, BOUNDS.alpha) ? [t('flag.alpha')] : []),
    ...(below(reliability?.ave, BOUNDS.ave) ? [t('flag.ave')] : []),
    ...(weak.length > 0 ? [t('flag.loading', { items: list(weak) })] : []),
    ...(negative.length > 0 ? [t('flag.weight', { items: list(negative) })] : []),
    ...(rare.length > 0 ? [t('flag.rare', { items: list(rare) })] : []),
  ]
}

const below = (estimated: Estimated | undefined, bound: number): boolean =>
  estimated !== undefined && estimated.value < bound
