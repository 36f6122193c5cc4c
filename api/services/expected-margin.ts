import type { AnalysisResult } from '../../stats/analyse-indices-finish.ts'
import { studentInterval } from '../../stats/core/interval.ts'

/** Until the spread of an index was seen, the one that samples are planned with: handbook 12.4. */
export const PLANNED_DEVIATION = 20

/** Half the width of the 95 % interval of an index that `count` answer, after weighting, in points; null below two. */
export function expectedMargin(deviation: number, count: number): number | null {
  if (count < 2) return null
  return studentInterval(0, deviation / Math.sqrt(count), { level: 0.95, df: count - 1 }).high
}

/**
 * How far respondents lie apart on the index, from the margins of a stored analysis: standard error times the root of the
 * number of answers, pooled over its cells. Undefined when no cell has a margin.
 */
export function measuredDeviation({ cells, settings }: AnalysisResult): number | undefined {
  let [squares, answers] = [0, 0]
  for (const { result, effectiveSize } of cells) {
    const error = result.ok ? result.value.index[settings.target]?.standardError : undefined
    if (error === undefined || effectiveSize < 10) continue
    squares += error ** 2 * effectiveSize * effectiveSize
    answers += effectiveSize
  }
  return answers === 0 || squares === 0 ? undefined : Math.sqrt(squares / answers)
}

/** The share of a brand's answers that weights leave of them (Kish), as they did in the last analysis; 1 until there is one. */
export function leftByWeights(result: AnalysisResult | undefined, brandId: string): number {
  let [size, effective] = [0, 0]
  for (const cell of result?.cells ?? []) {
    if (cell.brandId !== brandId) continue
    size += cell.sampleSize
    effective += cell.effectiveSize
  }
  return size === 0 ? 1 : effective / size
}
