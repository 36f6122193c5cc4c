import { quantile } from '../core/quantile.ts'
import { isUsable, USABLE } from '../core/usable-number.ts'

/** One attribute: how important (stated or derived), how well done; errors mark what lies too close to a line. */
export interface AttributePosition {
  readonly name: string
  readonly importance: number
  readonly performance: number
  readonly importanceError?: number
  readonly performanceError?: number
  /** Performance of the best competitor, for the gap. */
  readonly bestCompetitor?: number
  /** Respondents who rated how well it is done. */
  readonly sampleSize?: number
}

export const QUADRANTS = ['concentrate-here', 'keep-up', 'low-priority', 'possible-overkill'] as const
export type Quadrant = (typeof QUADRANTS)[number]

export interface PlacedAttribute extends AttributePosition {
  readonly quadrant: Quadrant
  /** Within one standard error of a line: the quadrant is not sure. */
  readonly borderline: boolean
  /** importance x (max - performance) / (max - min). */
  readonly priority: number
  /** Own less best competitor. */
  readonly gap?: number
}

export interface CrossHair {
  readonly importance: number
  readonly performance: number
}

export interface ImportancePerformanceGrid {
  readonly cut: CrossHair
  /** Highest priority first. */
  readonly attributes: readonly PlacedAttribute[]
}

/**
 * Importance-performance analysis. The cross-hair is the means, the medians or two given values; a value on a line
 * counts as high. Throws without attributes or when the performance scale is empty. Martilla & James (1977); handbook 7.6.
 */
export function importancePerformanceGrid(
  attributes: readonly AttributePosition[],
  {
    min,
    max,
    cut = 'mean',
  }: { readonly min: number; readonly max: number; readonly cut?: 'mean' | 'median' | CrossHair },
): ImportancePerformanceGrid {
  if (attributes.length === 0) throw new RangeError('importancePerformanceGrid: there are no attributes')
  if (!(max > min)) throw new RangeError('importancePerformanceGrid: scale max must exceed min')
  const bad = attributes.find(
    ({ importance, performance, importanceError = 0, performanceError = 0, bestCompetitor = 0 }) =>
      ![importance, performance, importanceError, performanceError, bestCompetitor].every(isUsable),
  )
  if (bad !== undefined)
    throw new RangeError(
      `importancePerformanceGrid: "${bad.name}" has a position or an error that is not ${USABLE}`,
    )
  const lines = typeof cut === 'object' ? cut : crossHair(attributes, cut)
  const placed = attributes.map((attribute) => {
    const { importance, performance, importanceError = 0, performanceError = 0, bestCompetitor } = attribute
    return {
      ...attribute,
      quadrant: quadrantOf(isHigh(importance, lines.importance), isHigh(performance, lines.performance)),
      borderline:
        Math.abs(importance - lines.importance) < importanceError ||
        Math.abs(performance - lines.performance) < performanceError,
      priority: (importance * (max - performance)) / (max - min),
      ...(bestCompetitor !== undefined && { gap: performance - bestCompetitor }),
    }
  })
  return { cut: lines, attributes: placed.sort((a, b) => b.priority - a.priority) }
}

/** On the line counts as high, also when the line is a mean with its last digit rounded. */
const isHigh = (value: number, line: number): boolean => value >= line - 1e-12 * Math.max(1, Math.abs(line))

function quadrantOf(important: boolean, performs: boolean): Quadrant {
  if (important) return performs ? 'keep-up' : 'concentrate-here'
  return performs ? 'possible-overkill' : 'low-priority'
}

function crossHair(attributes: readonly AttributePosition[], cut: 'mean' | 'median'): CrossHair {
  const middle = (values: readonly number[]) =>
    cut === 'mean'
      ? values.reduce((sum, value) => sum + value, 0) / values.length
      : quantile(
          values.toSorted((a, b) => a - b),
          0.5,
        )
  return {
    importance: middle(attributes.map(({ importance }) => importance)),
    performance: middle(attributes.map(({ performance }) => performance)),
  }
}
