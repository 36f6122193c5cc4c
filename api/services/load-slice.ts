import { createHash } from 'node:crypto'
import {
  baseSize,
  type Slice as Cells,
  type Observations,
  type PathModel,
  specifyModel,
  toObservations,
} from '../../stats/index.ts'
import type { AnalysisOptions, Partials, Receipt, Slice } from '../contract/analysis.ts'
import type { Program } from '../contract/program.ts'
import type { Wave } from '../contract/wave.ts'
import { findProgramCount } from '../db/counts.ts'
import type { Db } from '../db/database.ts'
import {
  countAlike,
  type Exceptions,
  listObservations,
  listPartialObservations,
  type ObservationRow,
  unpackStates,
} from '../db/observations.ts'
import { findProgram } from '../db/programs.ts'
import { listWaves } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { SOFTWARE } from '../version.ts'
import { joinPartials } from './join-partials.ts'
import { listSegments } from './list-segments.ts'
import { findSliceForms, type SliceForms, whatIsLeftOut } from './slice-forms.ts'
import { type IsWithheld, withheldCells } from './withheld-cells.ts'

export interface LoadedSlice {
  readonly program: Program
  /** Those that its model was asked in. */
  readonly waves: readonly Wave[]
  readonly model: PathModel
  /** The construct whose score is the satisfaction index. */
  readonly target: string
  /** One cell per wave and brand, in the order of fieldwork and then of the designer's list. */
  readonly cells: Cells
  readonly receipt: Receipt
}

/** How results are read otherwise than everybody sees them. */
export interface Reading {
  readonly exceptions?: Exceptions | undefined
  /** By the model of this wave, whatever the newest answers were given to. */
  readonly asIn?: Wave
}

/** A program's coded answers, cut into wave × brand cells, with the receipt of what was read. */
export async function loadSlice(
  db: Db,
  slice: Slice & { readonly partials?: Partials },
  options: AnalysisOptions,
  { exceptions, asIn }: Reading = {},
): Promise<LoadedSlice> {
  const program = await findProgram(db, slice.programId)
  if (program === undefined) throw notFound('program')
  const known = await listSegments(db, program)
  checkSegments(known, slice)

  const allWaves = await listWaves(db, slice.programId)
  const given = await listObservations(db, slice.programId, slice.segments, exceptions)
  const counts = await findProgramCount(db, program.id)
  const broken =
    slice.partials === undefined || counts.partial === 0 ? [] : await listPartialObservations(db, program.id)
  const forms = await findSliceForms(db, slice.programId, {
    answered: new Set(given.filter((row) => asIn === undefined || row.waveId === asIn.id).map(formOf)),
    ofWaves: asIn === undefined ? allWaves.map(formOf) : [asIn.formId],
    alsoRead: [...allWaves.map(formOf), ...given.map(formOf), ...broken.map(formOf)],
  })
  const { target, ...source } = forms.model
  const model = specifyModel(source)
  const { items } = model
  const isRead = ({ formId }: { readonly formId: string }) => forms.books.has(formId)
  const orders = itemOrders(forms, items)
  const usable = joinPartials({
    partials: broken.filter(isRead),
    wholes: broken.length === 0 || isEverybody(slice) ? [] : await countAlike(db, program.id),
    segments: slice.segments,
    attributes: known,
    orders,
  })
  const { partials = 'leave-out' } = slice
  const rows = [...given.filter(isRead), ...(partials === 'include' ? usable.rows : [])]
  const leftOut = whatIsLeftOut(allWaves, given, forms)
  const waves = allWaves.filter(
    ({ id, formId }) => forms.books.has(formId) || rows.some((row) => row.waveId === id),
  )
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
      leftOut,
      brands: program.brands.map(({ id, name, own }) => ({ id, name, own })),
      instrument: forms.instrument,
      formContentHash: forms.contentHash,
      options,
      exclusions: { outsideSegments: counts.counted - given.length },
      weights: rows.some((row) => row.weight !== null) ? 'import-column' : 'none',
      observations: rows.length,
      partials: { choice: partials, usable: usable.rows.length, heldBack: usable.heldBack },
      unanswered: countUnanswered(rows, orders, isWithheld),
      inputFingerprint: fingerprint(rows),
      software: SOFTWARE,
      computedAt: new Date().toISOString(),
    },
  }
}

const isEverybody = ({ segments }: Slice) => Object.keys(segments).length === 0

const formOf = ({ formId }: { readonly formId: string }) => formId

const MILLISECONDS_PER_YEAR = 365.25 * 24 * 3600 * 1000

/** Refuses a slice by something that is neither asked nor known; `of` says of which slice, where there are two. */
export function checkSegments(known: readonly string[], { segments }: Slice, of = ''): void {
  const unknown = Object.keys(segments).find((attribute) => !known.includes(attribute))
  if (unknown !== undefined) {
    const message = `${of}segments: the program does not ask "${unknown}", and contacts have no such list of values`
    throw new ApiError(422, 'unknown-attribute', message)
  }
}

/** Where each model item stands among the scores of each form version; -1 where a version does not ask it. */
const itemOrders = ({ books }: SliceForms, items: readonly string[]) =>
  new Map([...books].map(([formId, { scored }]) => [formId, items.map((item) => scored.indexOf(item))]))

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
