import { completeRows } from '../core/complete-rows.ts'
import { covarianceOf } from '../core/covariance.ts'
import type { Estimated } from '../core/estimated.ts'
import { holm } from '../core/holm.ts'
import { studentInterval } from '../core/interval.ts'
import { type LinearReason, leastSquares } from '../core/least-squares.ts'
import { momentsOf } from '../core/moments.ts'
import { effectiveSize, type Observations, selectRows } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'

/** How far answers in this mode lie from those in the reference mode, covariates held the same. */
export interface ModeShift {
  readonly mode: string
  readonly sampleSize: number
  readonly shift: Estimated
  readonly p?: number
  /** Adjusted over all modes. */
  readonly pHolm?: number
}

export interface ModeEffect {
  readonly sampleSize: number
  readonly missing: number
  readonly reference: string
  readonly shifts: readonly ModeShift[]
}

/**
 * Regression of `outcome` on a dummy per mode and the covariates (all other items unless named). `modes[i]` is the mode of
 * row i, null unknown (dropped). Without random assignment the shift also holds who chose the mode. Handbook 16.2.
 */
export function modeEffect(
  observations: Observations,
  modes: readonly (string | null)[],
  {
    outcome,
    reference,
    covariates = observations.items.filter((item) => item !== outcome),
    level = 0.95,
  }: {
    readonly outcome: string
    readonly reference: string
    readonly covariates?: readonly string[]
    readonly level?: number
  },
): Outcome<ModeEffect, LinearReason | 'too-few-modes'> {
  if (modes.length !== observations.rows)
    throw new RangeError(`modeEffect: ${modes.length} modes for ${observations.rows} rows`)
  if (covariates.includes(outcome)) throw new RangeError(`modeEffect: "${outcome}" cannot explain itself`)
  const { observations: all, kept } = completeRows(observations, [...covariates, outcome])
  const known = kept.map((row) => modes[row] !== null)
  const complete = selectRows(all, known)
  const modeOf = kept.flatMap((row) => (modes[row] === null ? [] : [modes[row]!]))
  const others = [...new Set(modeOf)].filter((mode) => mode !== reference).sort()
  if (others.length === 0 || !modeOf.includes(reference)) return missed('too-few-modes')
  const width = complete.items.length
  const items = [...others.map((mode) => `mode: ${mode}`), ...complete.items]
  const values = new Float64Array(complete.rows * items.length)
  for (let i = 0; i < complete.rows; i++) {
    others.forEach((mode, k) => {
      values[i * items.length + k] = modeOf[i] === mode ? 1 : 0
    })
    values.set(complete.values.subarray(i * width, (i + 1) * width), i * items.length + others.length)
  }
  const joined: Observations = { ...complete, items, values }
  const { means, covariance } = covarianceOf(momentsOf(joined))
  const fit = leastSquares({ names: items, means, covariance, sampleSize: effectiveSize(joined) }, outcome)
  if (!fit.ok) return fit
  const lines = fit.value.predictors.slice(0, others.length)
  const tested = lines.every(({ p }) => p !== undefined) ? holm(lines.map(({ p }) => p!)) : undefined
  return found({
    sampleSize: complete.rows,
    missing: observations.rows - complete.rows,
    reference,
    shifts: lines.map(({ value, standardError, p }, k) => ({
      mode: others[k]!,
      sampleSize: modeOf.filter((mode) => mode === others[k]).length,
      shift: {
        value,
        standardError,
        interval: studentInterval(value, standardError, { level, df: fit.value.df }),
      },
      ...(p !== undefined && { p }),
      ...(tested !== undefined && { pHolm: tested[k]! }),
    })),
  })
}
