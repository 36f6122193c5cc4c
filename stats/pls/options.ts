import { SCHEMES, type Scheme } from './path-model.ts'

export const MISSING_RULES = ['auto', 'mean', 'listwise', 'pairwise'] as const
export type MissingRule = (typeof MISSING_RULES)[number]

/** Correlations (default): every item counts alike. Covariances: items with a wider spread count more. */
export const INPUTS = ['correlation', 'covariance'] as const
export type Input = (typeof INPUTS)[number]

/** How to estimate. Defaults: path scheme, correlations, weight change below 1e-10 within 1,000 rounds. */
export interface EstimateOptions {
  readonly scheme?: Scheme
  readonly input?: Input
  readonly tolerance?: number
  readonly maxIterations?: number
}

export type EstimateSettings = Required<EstimateOptions>

/** Every option with its default. Throws on a name or number that is none of the choices. */
export function settingsOf({
  scheme = 'path',
  input = 'correlation',
  tolerance = 1e-10,
  maxIterations = 1000,
}: EstimateOptions = {}): EstimateSettings {
  if (!SCHEMES.includes(scheme)) throw new RangeError(`pls: unknown scheme "${scheme}"`)
  if (!INPUTS.includes(input)) throw new RangeError(`pls: unknown input "${input}"`)
  if (!(tolerance > 0)) throw new RangeError(`pls: tolerance must be above 0, got ${tolerance}`)
  if (!(Number.isInteger(maxIterations) && maxIterations > 0)) {
    throw new RangeError(`pls: maxIterations must be a whole number above 0, got ${maxIterations}`)
  }
  return { scheme, input, tolerance, maxIterations }
}
