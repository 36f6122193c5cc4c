import { type Notice, notice } from '../core/notice.ts'
import { isAboveZero } from '../core/usable-number.ts'

/** Steps of 5 within six bands; handbook 15. */
export const ASSESSMENT_BANDS = [
  [0, 5],
  [10, 25],
  [30, 45],
  [50, 65],
  [70, 85],
  [90, 100],
] as const

/** Criterion 4.3 of the Chinese standard: customers and market. GB/T 19580. */
export const CUSTOMER_CRITERIA = [
  { code: '4.3.1', max: 40 },
  { code: '4.3.2', max: 50 },
] as const

/** Approach, deployment, learning, integration; each 0 to 100 in steps of 5. */
export interface AdliScores {
  readonly approach: number
  readonly deployment: number
  readonly learning: number
  readonly integration: number
}

/** The four aspects to one percentage: their mean, or the lowest of them. */
export const ADLI_RULES = ['mean', 'lowest'] as const
export type AdliRule = (typeof ADLI_RULES)[number]

/** Percentage of one area. Throws when a score is not 0 to 100 in steps of 5. */
export function adliPercent(scores: AdliScores, rule: AdliRule = 'mean'): number {
  const { approach, deployment, learning, integration } = scores
  for (const [name, score] of Object.entries({ approach, deployment, learning, integration })) {
    if (!(score >= 0 && score <= 100 && score % 5 === 0)) {
      throw new RangeError(`adliPercent: ${name} is ${score}, not 0 to 100 in steps of 5`)
    }
  }
  const all = [approach, deployment, learning, integration]
  return rule === 'lowest' ? Math.min(...all) : all.reduce((sum, score) => sum + score, 0) / 4
}

/** 1 to 6: the band a percentage belongs to; between two bands, the one whose end is nearer, the lower when equal. */
export function assessmentBand(percent: number): number {
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`assessmentBand: ${percent} is not 0 to 100`)
  const distance = ([low, high]: readonly [number, number]) => Math.max(low - percent, percent - high, 0)
  const nearest = Math.min(...ASSESSMENT_BANDS.map(distance))
  return 1 + ASSESSMENT_BANDS.findIndex((band) => distance(band) === nearest)
}

/** One criterion: its points, and the percentage of the consensus or of each assessor. */
export interface AssessedCriterion {
  readonly code: string
  readonly max: number
  readonly percent: number
  readonly assessors?: readonly number[]
}

export interface SelfAssessment {
  readonly criteria: readonly (AssessedCriterion & {
    readonly points: number
    readonly band: number
    /** Largest less smallest assessor. */
    readonly spread?: number
  })[]
  readonly points: number
  readonly max: number
  readonly percent: number
  readonly warnings: readonly Notice<'assessors-differ'>[]
}

/** Assessors further apart than this talk again before a consensus is written down. */
export const LARGEST_SPREAD = 20

/**
 * Points = percentage x points of the criterion. An aid to look at oneself, not a certification.
 * Throws without criteria, or when a number is out of range. Handbook 15.
 */
export function selfAssessment(criteria: readonly AssessedCriterion[]): SelfAssessment {
  if (criteria.length === 0) throw new RangeError('selfAssessment: there are no criteria')
  const rows = criteria.map((criterion) => {
    const { code, max, percent, assessors = [] } = criterion
    if (!isAboveZero(max)) throw new RangeError(`selfAssessment: "${code}" has no points`)
    const bad = [percent, ...assessors].find((value) => !(value >= 0 && value <= 100))
    if (bad !== undefined) throw new RangeError(`selfAssessment: "${code}" has ${bad} percent, not 0 to 100`)
    const scored = { ...criterion, points: (percent * max) / 100, band: assessmentBand(percent) }
    return assessors.length > 1
      ? { ...scored, spread: Math.max(...assessors) - Math.min(...assessors) }
      : scored
  })
  const points = rows.reduce((sum, row) => sum + row.points, 0)
  const max = rows.reduce((sum, row) => sum + row.max, 0)
  const apart = rows.filter((row) => 'spread' in row && row.spread > LARGEST_SPREAD)
  return {
    criteria: rows,
    points,
    max,
    percent: (100 * points) / max,
    warnings: apart.map(({ code }) => notice('assessors-differ', code)),
  }
}
