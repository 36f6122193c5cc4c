import { type EstimateOptions, type EstimateSettings, settingsOf } from './options.ts'

/** zero: scores have mean 0 in every segment (usual; handbook 2.17). free: every equation has its own level per segment. */
export const SEGMENT_MEANS = ['zero', 'free'] as const
export type SegmentMeans = (typeof SEGMENT_MEANS)[number]

/** Defaults: 1 to 5 segments, 10 starts each, seed 1, zero means, log-likelihood steady to 1e-8 within 5,000 rounds. */
export interface FimixOptions extends EstimateOptions {
  readonly fewestSegments?: number
  readonly mostSegments?: number
  readonly starts?: number
  readonly seed?: number
  readonly means?: SegmentMeans
  readonly steady?: number
  readonly rounds?: number
}

export interface FimixSettings extends EstimateSettings {
  readonly fewestSegments: number
  readonly mostSegments: number
  readonly starts: number
  readonly seed: number
  readonly means: SegmentMeans
  readonly steady: number
  readonly rounds: number
}

/** Every option with its default. Throws on one that cannot be. */
export function fimixSettings({
  fewestSegments = 1,
  mostSegments = 5,
  starts = 10,
  seed = 1,
  means = 'zero',
  steady = 1e-8,
  rounds = 5000,
  ...rest
}: FimixOptions): FimixSettings {
  const whole = (name: string, value: number, [low, high]: readonly [number, number]): void => {
    if (!(Number.isSafeInteger(value) && value >= low && value <= high)) {
      throw new RangeError(`fimix: ${name} must be a whole number from ${low} to ${high}, got ${value}`)
    }
  }
  if (!SEGMENT_MEANS.includes(means)) throw new RangeError(`fimix: unknown means "${means}"`)
  whole('fewestSegments', fewestSegments, [1, 20])
  whole('mostSegments', mostSegments, [fewestSegments, 20])
  whole('starts', starts, [1, 1000])
  whole('rounds', rounds, [1, 100_000])
  whole('seed', seed, [0, Number.MAX_SAFE_INTEGER])
  if (!(steady > 0)) throw new RangeError(`fimix: steady must be above 0, got ${steady}`)
  return { ...settingsOf(rest), fewestSegments, mostSegments, starts, seed, means, steady, rounds }
}
