import { createHash } from 'node:crypto'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import {
  baseSize,
  type Slice as Cells,
  type Observations,
  type PathModel,
  specifyModel,
  toObservations,
} from '../../stats/index.ts'
import { findInstrument } from '../../stats/instruments/catalogue.ts'
import type { AnalysisOptions, Receipt, Slice } from '../contract/analysis.ts'
import type { Program } from '../contract/program.ts'
import type { Wave } from '../contract/wave.ts'
import { findProgramCount } from '../db/counts.ts'
import type { Db } from '../db/database.ts'
import { findForm, findNewestForm } from '../db/forms.ts'
import { type Exceptions, listObservations, type ObservationRow, unpackStates } from '../db/observations.ts'
import { findProgram } from '../db/programs.ts'
import { listWaves } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import type { FormModel } from '../forms/build-model.ts'
import { SOFTWARE } from '../version.ts'
import { listSegments } from './list-segments.ts'
import { type IsWithheld, withheldCells } from './withheld-cells.ts'

export interface LoadedSlice {
  readonly program: Program
  readonly waves: readonly Wave[]
  readonly model: PathModel
  /** The construct whose score is the satisfaction index. */
  readonly target: string
  /** One cell per wave and brand, in the order of fieldwork and then of the designer's list. */
  readonly cells: Cells
  readonly receipt: Receipt
}

/** A program's coded answers, cut into wave × brand cells, with the receipt of what was read. */
export async function loadSlice(
  db: Db,
  slice: Slice,
  options: AnalysisOptions,
  exceptions?: Exceptions,
): Promise<LoadedSlice> {
  const program = await findProgram(db, slice.programId)
  if (program === undefined) throw notFound('program')
  const form = await findNewestForm(db, slice.programId)
  if (form === undefined) throw new ApiError(409, 'not-published', 'program: publish it first')
  const known = await listSegments(db, program)
  checkSegments(known, slice)

  const { target, ...source } = indexModel(form)
  const model = specifyModel(source)
  const { items } = model
  const waves = await listWaves(db, slice.programId)
  const rows = await listObservations(db, slice.programId, slice.segments, exceptions)
  const orders = await itemOrders(db, rows, items)
  const isWithheld = await withheldCells(db, { id: program.id, attributes: known }, slice)
  const cellOf = (waveId: string, brandId: string) =>
    asObservations(
      items,
      orders,
      rows.filter((row) => row.waveId === waveId && row.brandId === brandId),
    )
  return {
    program,
    waves,
    model,
    target,
    cells: {
      waves: waves.map(({ id, opensOn }) => ({ id, time: Date.parse(opensOn) / MILLISECONDS_PER_YEAR })),
      brands: program.brands.map(({ id }) => id),
      cells: waves.flatMap((wave) =>
        program.brands.map((brand) => ({
          waveId: wave.id,
          brandId: brand.id,
          observations: cellOf(wave.id, brand.id),
          withheld: isWithheld(wave.id, brand.id),
        })),
      ),
    },
    receipt: {
      programId: program.id,
      segments: slice.segments,
      waves: waves.map(({ id, name, formNumber, opensOn }) => ({ id, name, formNumber, opensOn })),
      brands: program.brands.map(({ id, name, own }) => ({ id, name, own })),
      instrument: indexInstrument(form.codeBook as unknown as CodeBook),
      formContentHash: form.contentHash,
      options,
      exclusions: { outsideSegments: (await findProgramCount(db, program.id)).counted - rows.length },
      weights: rows.some((row) => row.weight !== null) ? 'import-column' : 'none',
      observations: rows.length,
      unanswered: countUnanswered(rows, orders, isWithheld),
      inputFingerprint: fingerprint(rows),
      software: SOFTWARE,
      computedAt: new Date().toISOString(),
    },
  }
}

function indexModel({ model }: { readonly model: unknown }): FormModel {
  if (model === null) throw new ApiError(409, 'no-index', 'program: no module of it measures an index')
  return model as FormModel
}

/** The module that brings the path model; a form has one at most. */
function indexInstrument({ modules = [], ...book }: CodeBook): Receipt['instrument'] {
  // Before a form could hold several, its book named the one instrument.
  const { instrument } = book as { instrument?: Receipt['instrument'] }
  if (instrument !== undefined) return instrument
  const index = modules.find(
    ({ instrument: { name, version } }) => findInstrument(name, version)?.family === 'index',
  )
  if (index === undefined) throw new ApiError(409, 'no-index', 'program: no module of it measures an index')
  return index.instrument
}

const MILLISECONDS_PER_YEAR = 365.25 * 24 * 3600 * 1000

/** Refuses a slice by something that is neither asked nor known. */
export function checkSegments(known: readonly string[], { segments }: Slice): void {
  const unknown = Object.keys(segments).find((attribute) => !known.includes(attribute))
  if (unknown !== undefined) {
    const message = `segments: the program does not ask "${unknown}", and contacts have no such list of values`
    throw new ApiError(422, 'unknown-attribute', message)
  }
}

/** Where each model item stands among the scores of each form version; -1 where a version does not ask it. */
async function itemOrders(db: Db, rows: readonly ObservationRow[], items: readonly string[]) {
  const orders = new Map<string, number[]>()
  for (const formId of new Set(rows.map((row) => row.formId))) {
    const form = await findForm(db, formId)
    const scored = (form?.codeBook as unknown as CodeBook | undefined)?.scored ?? []
    orders.set(
      formId,
      items.map((item) => scored.indexOf(item)),
    )
  }
  return orders
}

function asObservations(
  items: readonly string[],
  orders: ReadonlyMap<string, readonly number[]>,
  rows: readonly ObservationRow[],
): Observations {
  const table = rows.map((row) => (orders.get(row.formId) ?? []).map((place) => row.scores[place] ?? null))
  // A row without a weight among weighted ones counts once.
  const weighted = rows.some((row) => row.weight !== null)
  return weighted
    ? toObservations(
        items,
        table,
        rows.map((row) => row.weight ?? 1),
      )
    : toObservations(items, table)
}

/** Per cell, how many model items were not answered and why; not where the numbers themselves are not shown. */
function countUnanswered(
  rows: readonly ObservationRow[],
  orders: ReadonlyMap<string, readonly number[]>,
  isWithheld: IsWithheld,
): Receipt['unanswered'] {
  const cells = new Map<string, Receipt['unanswered'][number]>()
  const sizes = new Map<string, number>()
  for (const { waveId, brandId, formId, states } of rows) {
    const key = `${waveId}/${brandId}`
    const cell = cells.get(key) ?? { waveId, brandId, byState: {} }
    cells.set(key, cell)
    sizes.set(key, (sizes.get(key) ?? 0) + 1)
    const all = unpackStates(states)
    for (const place of orders.get(formId) ?? []) {
      const state = all[place] ?? 'not_shown'
      if (state !== 'answered') cell.byState[state] = (cell.byState[state] ?? 0) + 1
    }
  }
  return [...cells].flatMap(([key, cell]) => {
    const hidden = baseSize(sizes.get(key) ?? 0) === 'suppressed' || isWithheld(cell.waveId, cell.brandId)
    return hidden ? [] : [cell]
  })
}

function fingerprint(rows: readonly ObservationRow[]): string {
  const hash = createHash('sha256')
  for (const { responseId, waveId, brandId, scores, weight } of rows) {
    hash.update(`${responseId}|${waveId}|${brandId}|${JSON.stringify(scores)}|${weight ?? ''}\n`)
  }
  return hash.digest('hex')
}
