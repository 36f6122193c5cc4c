import type { AnalysisMethod, AnalysisSlice, Answer, EmptyState } from './analysis-method.ts'
import { ANSWER_STATES } from './coding/observation.ts'
import { type BaseLimits, baseSize } from './core/base-size.ts'
import type { Notice } from './core/notice.ts'
import { effectiveSize, selectItems, selectRows } from './core/observations.ts'
import type { Outcome } from './core/outcome.ts'

export const METHOD_STATUSES = [
  'ok',
  'small-base',
  'not-converged',
  'inadmissible',
  'suppressed',
  'failed',
] as const
export type MethodStatus = (typeof METHOD_STATUSES)[number]

/** Empty cells of the items a method reads, by why; `unstated` are those nobody gave a reason for. */
export type MissingCells = Readonly<Record<EmptyState | 'unstated' | 'replaced', number>>

export interface SampleSizes {
  readonly total: number
  readonly valid: number
  readonly effective: number
}

/** What every result carries, whatever the method. Plain data that survives JSON. Handbook 0.12. */
export interface MethodResult {
  readonly method: string
  readonly version: number
  /** Respondents in the slice, those the estimate rests on, and what the weights leave of these (Kish). */
  readonly sampleSize: SampleSizes
  readonly missing: MissingCells
  /** The same of the second slice, where the method compares two. */
  readonly beside?: { readonly sampleSize: SampleSizes; readonly missing: MissingCells }
  readonly weightsUsed: boolean
  /** Every convention chosen, defaults included. */
  readonly options: Readonly<Record<string, unknown>>
  readonly status: MethodStatus
  /** Why there is no estimate, and the item or group that is about. */
  readonly reason?: string
  readonly subject?: string
  readonly warnings: readonly Notice[]
  /** The method's own record with errors, intervals and resamples; left out when suppressed or failed. */
  readonly estimate?: object
}

const EMPTY_STATES = ANSWER_STATES.filter((state): state is EmptyState => state !== 'answered')

interface Ran {
  readonly name: string
  readonly method: AnalysisMethod<never>
  readonly options: Readonly<Record<string, unknown>>
  readonly outcome: Outcome<Answer>
  readonly items: readonly string[]
  readonly besideItems: readonly string[] | undefined
}

/** Fields that the records of methods share. */
interface Known {
  readonly sampleSize?: number
  readonly effectiveSize?: number
  readonly warnings?: readonly Notice[]
  readonly status?: string
  readonly converged?: boolean
}

export function recordOf(
  { name, method, options, outcome, items, besideItems }: Ran,
  slice: AnalysisSlice,
  limits: BaseLimits,
): MethodResult {
  const { observations } = slice
  const weights = [observations.weights, slice.beside?.observations.weights]
  const weightsUsed = method.weighted === true && weights.some((some) => some !== undefined)
  const known: Known = outcome.ok ? outcome.value.estimate : {}
  const complete = completeSizes(slice, items)
  const valid = (outcome.ok ? outcome.value.sampleSize : undefined) ?? known.sampleSize ?? complete.rows
  const effective =
    (outcome.ok ? outcome.value.effectiveSize : undefined) ??
    known.effectiveSize ??
    (weightsUsed ? Math.min(valid, complete.effective) : valid)
  const beside = besideOf(slice.beside, outcome, besideItems)
  const base = {
    method: name,
    version: method.version,
    sampleSize: { total: observations.rows, valid, effective },
    missing: missingCells(slice, items, outcome.ok ? (outcome.value.replaced ?? 0) : 0),
    ...(beside !== undefined && { beside }),
    weightsUsed,
    options,
    warnings: known.warnings ?? [],
  }
  if (!outcome.ok) {
    const { reason, subject } = outcome
    return { ...base, status: statusOfNone(reason), reason, ...(subject !== undefined && { subject }) }
  }
  const size = baseSize(Math.min(effective, beside?.sampleSize.effective ?? effective), limits)
  if (size === 'suppressed') return { ...base, status: 'suppressed', reason: 'base-too-small' }
  return { ...base, status: statusOf(known, size), estimate: outcome.value.estimate }
}

function statusOfNone(reason: string): MethodStatus {
  if (reason === 'not-converged') return 'not-converged'
  return reason === 'base-too-small' ? 'suppressed' : 'failed'
}

function besideOf(
  slice: AnalysisSlice | undefined,
  outcome: Outcome<Answer>,
  items: readonly string[] | undefined,
): MethodResult['beside'] {
  if (slice === undefined || items === undefined) return undefined
  const complete = completeSizes(slice, items)
  const known = outcome.ok ? outcome.value.beside : undefined
  return {
    sampleSize: {
      total: slice.observations.rows,
      valid: known?.sampleSize ?? complete.rows,
      effective: known?.effectiveSize ?? complete.effective,
    },
    missing: missingCells(slice, items, 0),
  }
}

function statusOf({ converged, status }: Known, size: string): MethodStatus {
  if (converged === false) return 'not-converged'
  if (status === 'inadmissible') return 'inadmissible'
  return size === 'small-base' ? 'small-base' : 'ok'
}

/** Respondents who answered all the items, and what their weights leave of them. */
function completeSizes(
  { observations }: AnalysisSlice,
  items: readonly string[],
): { readonly rows: number; readonly effective: number } {
  const names = [...new Set(items)]
  const chosen = selectItems(observations, names)
  const width = names.length
  const keep = Array.from(
    { length: chosen.rows },
    (_, i) => !chosen.values.subarray(i * width, (i + 1) * width).some(Number.isNaN),
  )
  const complete = selectRows(chosen, keep)
  return { rows: complete.rows, effective: effectiveSize(complete) }
}

/** Throws when more cells of an item have a reason to be empty than are empty. */
function missingCells(
  { observations, states = {} }: AnalysisSlice,
  items: readonly string[],
  replaced: number,
): MissingCells {
  const names = [...new Set(items)]
  const { values } = selectItems(observations, names)
  const counts: Record<string, number> = { ...NO_CELLS, replaced }
  names.forEach((item, h) => {
    let empty = 0
    for (let at = h; at < values.length; at += names.length) if (Number.isNaN(values[at]!)) empty++
    const why = Object.hasOwn(states, item) ? states[item]! : {}
    let stated = 0
    for (const state of EMPTY_STATES) {
      counts[state]! += why[state] ?? 0
      stated += why[state] ?? 0
    }
    if (stated > empty) {
      throw new RangeError(`analyse: item "${item}" has ${stated} states for ${empty} empty cells`)
    }
    counts['unstated']! += empty - stated
  })
  return counts as MissingCells
}

const NO_CELLS = Object.fromEntries([...EMPTY_STATES, 'unstated'].map((state) => [state, 0]))
