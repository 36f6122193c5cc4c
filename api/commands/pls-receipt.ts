import { GENERATOR } from '../../stats/index.ts'
import { SOFTWARE } from '../version.ts'
import type { PlsOptions } from './pls-options.ts'
import { fingerprint } from './read-text.ts'

/** What was computed from what: the same receipt gives the same numbers. */
export interface PlsReceipt {
  readonly software: string
  readonly method: string
  readonly options: Readonly<Record<string, unknown>>
  readonly seed: number
  readonly generator: string
  readonly input: { readonly data: string; readonly model: string }
}

export function receiptOf(
  { scheme, missing, weights, consistent, predict, groups, permutations, resamples, seed }: PlsOptions,
  { dataText, modelText }: { dataText: string; modelText: string },
): PlsReceipt {
  return {
    software: SOFTWARE,
    method: 'pls-path-analysis 1',
    options: {
      scheme,
      missing,
      ...(weights === undefined ? {} : { weights }),
      ...(consistent ? { consistent } : {}),
      ...(predict ? { predict } : {}),
      ...(groups === undefined ? {} : { groups, permutations }),
      resamples,
      level: 0.95,
    },
    seed,
    generator: GENERATOR,
    input: { data: fingerprint(dataText), model: fingerprint(modelText) },
  }
}
