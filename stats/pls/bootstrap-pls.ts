import type { Outcome } from '../core/outcome.ts'
import { GENERATOR } from '../core/random.ts'
import { type EstimateOptions, settingsOf } from './options.ts'
import type { PathModel } from './path-model.ts'
import { resamplePls } from './resample-pls.ts'
import { type ResampleSummary, summariseResamples } from './summarise-resamples.ts'
import type { Treated } from './treat-missing.ts'

/** How many draws, from which seed; defaults 5,000 draws, 95 %. Handbook 0.7. */
export interface BootstrapOptions extends EstimateOptions {
  readonly resamples?: number
  readonly seed: number
  readonly stream?: number
  readonly level?: number
}

export interface ResampleReceipt {
  readonly count: number
  readonly failed: number
  readonly seed: number
  readonly stream: number
  readonly generator: string
}

/** Standard errors and percentile intervals of every statistic, by resampling respondents in this thread. */
export function bootstrapPls(
  model: PathModel,
  { observations, layout }: Treated,
  { resamples = 5000, seed, stream = 0, level = 0.95, ...options }: BootstrapOptions,
): Outcome<ResampleSummary, 'resamples-failed'> {
  const job = { model, observations, layout, settings: settingsOf(options), seed, stream }
  return summariseResamples(model, resamplePls(job, { from: 0, to: resamples }), { level })
}

export const receiptOf = (
  { count, failed }: ResampleSummary,
  { seed, stream }: { readonly seed: number; readonly stream: number },
): ResampleReceipt => ({ count, failed, seed, stream, generator: GENERATOR })
