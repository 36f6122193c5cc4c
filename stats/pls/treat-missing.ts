import type { Layout } from '../core/design.ts'
import { checkObservations, type Observations, selectItems, selectRows } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { MISSING_RULES, type MissingRule } from './options.ts'
import type { PathModel } from './path-model.ts'

/** What was missing and what was done about it; goes with every result. Shares are of all rows, 0-1. */
export interface MissingReport {
  readonly rule: MissingRule
  /** The rule `auto` settled on; otherwise the rule itself. */
  readonly applied: Exclude<MissingRule, 'auto'>
  readonly totalRows: number
  readonly droppedRows: number
  readonly replacedCells: number
  readonly shareByItem: Readonly<Record<string, number>>
}

/** Observations of the model's items only, ready for moments of the given layout. */
export interface Treated {
  readonly observations: Observations
  readonly layout: Layout
  readonly missing: MissingReport
}

export type MissingReason = 'no-rows' | 'unanswered-item'

/** `auto`: a respondent missing more than this share of the model's items is dropped ... */
const DROP_ABOVE = 0.15
/** ... and means replace the rest if every item lacks less than this share; else listwise. Handbook 0.4. */
const REPLACE_BELOW = 0.05

/**
 * Drops rows by the rule and says how the remaining holes are to be read; nothing is filled in silently.
 * Rows without any answer to the model's items are always dropped. `mean` replaces by the item's mean, `pairwise` uses
 * for each correlation the rows that answered both. `settled` decides `auto` from outside, so that groups shown side by
 * side are treated alike. Throws when the model names an item the observations lack.
 */
export function treatMissing(
  model: PathModel,
  observations: Observations,
  rule: MissingRule = 'auto',
  { settled }: { readonly settled?: 'mean' | 'listwise' } = {},
): Outcome<Treated, MissingReason> {
  if (!MISSING_RULES.includes(rule)) throw new RangeError(`treatMissing: unknown rule "${rule}"`)
  const all = selectItems(checkObservations(observations), model.items)
  if (all.rows > 0 && !hasHoles(all.values)) return found(untouched(model, all, rule))
  const holes = holesByRow(all)
  const shares = holesByItem(all).map((count) => (all.rows === 0 ? 0 : count / all.rows))
  const p = model.items.length
  const limit = rule === 'auto' ? Math.floor(DROP_ABOVE * p) : p - 1
  const enough = selectRows(
    all,
    Array.from(holes, (count) => count <= limit),
  )
  const applied = rule === 'auto' ? (settled ?? settle(enough)) : rule
  const kept =
    applied === 'listwise'
      ? selectRows(
          all,
          Array.from(holes, (count) => count === 0),
        )
      : enough
  if (kept.rows === 0) return missed('no-rows')
  const left = holesByItem(kept)
  const unanswered = left.indexOf(kept.rows)
  if (unanswered >= 0) return missed('unanswered-item', model.items[unanswered]!)
  const cells = left.reduce((sum, count) => sum + count, 0)
  return found({
    observations: kept,
    layout: cells === 0 ? 'complete' : applied === 'pairwise' ? 'pairwise' : 'mean',
    missing: {
      rule,
      applied,
      totalRows: all.rows,
      droppedRows: all.rows - kept.rows,
      replacedCells: applied === 'mean' ? cells : 0,
      shareByItem: Object.fromEntries(model.items.map((item, h) => [item, shares[h]!])),
    },
  })
}

/** The usual case, without a look at each row: nothing is missing, and `auto` would replace nothing. */
const untouched = (model: PathModel, observations: Observations, rule: MissingRule): Treated => ({
  observations,
  layout: 'complete',
  missing: {
    rule,
    applied: rule === 'auto' ? 'mean' : rule,
    totalRows: observations.rows,
    droppedRows: 0,
    replacedCells: 0,
    shareByItem: Object.fromEntries(model.items.map((item) => [item, 0])),
  },
})

const settle = (observations: Observations): 'mean' | 'listwise' =>
  holesByItem(observations).every((count) => count < REPLACE_BELOW * observations.rows || count === 0)
    ? 'mean'
    : 'listwise'

/** One missing value makes a sum NaN; four sums, because one alone waits for each addition. */
function hasHoles(values: Float64Array): boolean {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  const whole = values.length - (values.length % 4)
  for (let at = 0; at < whole; at += 4) {
    a += values[at]!
    b += values[at + 1]!
    c += values[at + 2]!
    d += values[at + 3]!
  }
  for (let at = whole; at < values.length; at++) a += values[at]!
  return Number.isNaN(a + b + c + d)
}

function holesByRow({ items, rows, values }: Observations): Int32Array {
  const holes = new Int32Array(rows)
  values.forEach((value, at) => {
    if (Number.isNaN(value)) holes[Math.floor(at / items.length)]! += 1
  })
  return holes
}

function holesByItem({ items, values }: Observations): number[] {
  const holes = items.map(() => 0)
  values.forEach((value, at) => {
    if (Number.isNaN(value)) holes[at % items.length]! += 1
  })
  return holes
}
