import { normalQuantile } from '../core/normal.ts'
import { isAboveZero } from '../core/usable-number.ts'
import { minimumSize } from './admissibility.ts'
import type { PathModel } from './path-model.ts'

/** Defaults: 5 % significance, 80 % power. */
export interface SampleOptions {
  readonly significance?: number
  readonly power?: number
}

/**
 * Respondents needed to show that a path of this size is not 0: n > (2.486 / |b|)^2 at 5 % and 80 %, where
 * 2.486 = z(.95) + z(.80) to three decimals. Inverse-square-root rule of Kock & Hadaya (2018); handbook 2.18.
 * Throws when the path is 0 or 1 and more in size, or a share is not between 0 and 1.
 */
export function inverseSquareRootSample(
  smallestPath: number,
  { significance = 0.05, power = 0.8 }: SampleOptions = {},
): number {
  const size = Math.abs(smallestPath)
  if (!(isAboveZero(size) && size < 1)) {
    throw new RangeError(`minimumSample: the smallest path must be between 0 and 1, got ${smallestPath}`)
  }
  for (const [name, share] of Object.entries({ significance, power })) {
    if (!(share > 0 && share < 1))
      throw new RangeError(`minimumSample: ${name} must be between 0 and 1, got ${share}`)
  }
  const reach = Math.round((normalQuantile(1 - significance) + normalQuantile(power)) * 1000) / 1000
  if (!(reach > 0)) throw new RangeError('minimumSample: the power must exceed the significance')
  return Math.floor((reach / size) ** 2) + 1
}

/** What a model needs: the rule for the smallest path of interest, but never below the model's own floor. */
export interface MinimumSample {
  readonly smallestPath: number
  readonly forPath: number
  /** max(50, 10 x most causes of a construct or items weighted by regression). */
  readonly floor: number
  readonly recommended: number
}

export function minimumSample(
  model: PathModel,
  { smallestPath = 0.2, ...options }: SampleOptions & { readonly smallestPath?: number } = {},
): MinimumSample {
  const forPath = inverseSquareRootSample(smallestPath, options)
  const floor = minimumSize(model)
  return { smallestPath, forPath, floor, recommended: Math.max(forPath, floor) }
}
