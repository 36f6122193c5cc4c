import { createHash } from 'node:crypto'
import { type AnalysisSlice, type EmptyState, toObservations } from '../../stats/index.ts'
import type { ModuleReceipt, ModuleSlice } from '../contract/module-analysis.ts'
import type { Program } from '../contract/program.ts'
import type { Wave } from '../contract/wave.ts'
import type { Db } from '../db/database.ts'
import { listAnswersOfWaves, listOpenAnswers } from '../db/module-answers.ts'
import {
  listPartialObservations,
  type ObservationRow,
  type PartialRow,
  packStates,
  unpackStates,
} from '../db/observations.ts'
import { askedFields } from '../forms/lay-out.ts'
import { drawLayout } from './draw-layout.ts'
import { joinPartials } from './join-partials.ts'
import { type CellRow, unreadCells } from './module-cells.ts'
import type { ModuleForm, ModuleForms } from './module-forms.ts'
import { cellsLeftOut, otherForms } from './module-left-out.ts'
import { openAnswerWords } from './open-answer-words.ts'

export interface ModuleSource {
  readonly program: Program
  /** What its answers can be split by. */
  readonly segments: readonly string[]
  /** Those chosen, in the order of fieldwork. */
  readonly waves: readonly Wave[]
}

/** The answers of some waves, before it is known which forms are read. */
export interface GivenAnswers {
  readonly rows: readonly PartialRow[]
  readonly partials: readonly PartialRow[]
}

export async function listGivenAnswers(
  db: Db,
  { program, waves }: ModuleSource,
  { brandId, partials }: ModuleSlice,
): Promise<GivenAnswers> {
  const ids = waves.map(({ id }) => id)
  const isWanted = (row: CellRow) => brandId === null || row.brandId === brandId
  const broken = partials === 'include' ? await listPartialObservations(db, program.id) : []
  return {
    rows: (await listAnswersOfWaves(db, ids)).filter(isWanted),
    partials: broken.filter((row) => ids.includes(row.waveId) && isWanted(row)),
  }
}

export interface LoadedModule {
  readonly slice: AnalysisSlice
  readonly receipt: Pick<
    ModuleReceipt,
    | 'waves'
    | 'leftOut'
    | 'formContentHashes'
    | 'exclusions'
    | 'weights'
    | 'observations'
    | 'partials'
    | 'inputFingerprint'
  >
}

/** What one analysis of a module reads: its columns of the answers that may be read together, and the receipt of them. */
export async function loadModuleSlice(
  db: Db,
  { program, segments: attributes, waves }: ModuleSource,
  slice: ModuleSlice,
  given: GivenAnswers,
  forms: ModuleForms,
): Promise<LoadedModule> {
  const { segments } = slice
  const { feed, module } = forms.chosen
  const ofForms = given.rows.filter(({ formId }) => forms.read.has(formId))
  const written = await whoWrote(db, ofForms, forms)
  const everybody = asked(ofForms, forms, { program, written })
  const isChosen = (row: PartialRow) =>
    Object.entries(segments).every(([name, values]) => values.some((value) => value === row.attributes[name]))
  const orders = new Map([...forms.read].map(([id, form]) => [id, placesOf(form, feed.items)]))
  const joined = joinPartials({
    partials: given.partials.filter((row) => forms.read.has(row.formId) && hasAnswers(row, orders)),
    wholes: everybody.map(({ waveId, brandId, attributes }) => ({ waveId, brandId, attributes, count: 1 })),
    segments,
    attributes,
    orders,
  })
  const chosen = [...everybody.filter(isChosen), ...joined.rows]
  // What does not belong to a brand cannot be narrowed to one, either.
  const keyOf = ({ waveId, brandId }: CellRow) => (module.byBrand ? `${waveId}/${brandId}` : waveId)
  const unread = unreadCells({ everybody, chosen, segments, attributes, keyOf })
  const rows = chosen.filter((row) => !unread.has(keyOf(row)))
  const words = await wordsOf(db, rows, feed.texts)
  return {
    slice: asSlice(rows, { forms, program, waves, words }),
    receipt: {
      waves: waves
        .filter(({ id }) => rows.some((row) => row.waveId === id))
        .map(({ id, name, formNumber, opensOn }) => ({ id, name, formNumber, opensOn })),
      leftOut: [
        ...otherForms(waves, given.rows, forms),
        ...cellsLeftOut(waves, chosen, { unread, keyOf, byBrand: module.byBrand }),
      ],
      formContentHashes: [...forms.read.values()]
        .filter(({ id }) => rows.some((row) => row.formId === id))
        .map(({ contentHash }) => contentHash),
      exclusions: {
        outsideSegments: everybody.filter((row) => !isChosen(row)).length,
        notAsked: new Set(ofForms.map(responseOf)).size - new Set(everybody.map(responseOf)).size,
      },
      weights: rows.some((row) => row.weight !== null) ? 'import-column' : 'none',
      observations: rows.length,
      partials: { choice: slice.partials, usable: joined.rows.length, heldBack: joined.heldBack },
      inputFingerprint: fingerprint(rows, { orders, words }),
    },
  }
}

const responseOf = ({ responseId }: ObservationRow) => responseId

/** Of these places only: a form has more scores than one analysis reads. */
const statesAt = ({ states }: ObservationRow, places: readonly number[]) =>
  unpackStates(places.map((place) => states.charAt(place) || packStates(['not_shown'])).join(''))

/** Where the codes stand among the scores of a form. */
const placesOf = ({ book }: ModuleForm, codes: readonly string[]): readonly number[] =>
  codes.map((code) => book.scored.indexOf(code))

/** Who wrote something to a module of open answers alone, where not everybody is asked it; a file asks nobody. */
async function whoWrote(
  db: Db,
  rows: readonly PartialRow[],
  { read }: ModuleForms,
): Promise<ReadonlySet<string>> {
  const forms = [...read.values()].filter((form) => form.isRotating && form.module.codes.length === 0)
  const ids = rows.filter(({ formId }) => forms.some(({ id }) => id === formId)).map(responseOf)
  const given = await listOpenAnswers(db, ids, [...new Set(forms.flatMap(({ module }) => module.texts))])
  return new Set(given.filter(({ texts }) => Object.keys(texts).length > 0).map(({ id }) => id))
}

interface Asking {
  readonly program: Program
  readonly written: ReadonlySet<string>
}

/**
 * Those to whom anything of the module was shown. What is asked once of somebody who rates several brands stands with
 * one of them. Open answers leave no scores: whether a module of them alone was drawn is drawn again.
 */
function asked(
  rows: readonly PartialRow[],
  { chosen, read }: ModuleForms,
  { program, written }: Asking,
): PartialRow[] {
  const places = new Map([...read].map(([id, form]) => [id, placesOf(form, form.module.codes)]))
  const shown = rows.filter((row) => {
    const own = places.get(row.formId) ?? []
    const form = read.get(row.formId)
    if (own.length === 0 && form !== undefined) return written.has(row.responseId) || isDrawn(form, row)
    return statesAt(row, own).some((state) => state !== 'not_shown')
  })
  if (chosen.module.byBrand) return shown
  const order = new Map(program.brands.map(({ id }, place) => [id, place]))
  const first = new Map<string, PartialRow>()
  for (const row of shown) {
    const known = first.get(row.responseId)
    if (known === undefined || (order.get(row.brandId) ?? 0) < (order.get(known.brandId) ?? 0)) {
      first.set(row.responseId, row)
    }
  }
  return [...first.values()]
}

function isDrawn({ book, module, isRotating }: ModuleForm, { responseId }: ObservationRow): boolean {
  const fields = isRotating ? askedFields(book, drawLayout(book, responseId)) : undefined
  return fields === undefined || module.texts.some((field) => fields.has(field))
}

const hasAnswers = (row: PartialRow, orders: ReadonlyMap<string, readonly number[]>): boolean =>
  (orders.get(row.formId) ?? []).some((place) => (row.scores[place] ?? null) !== null)

type Words = ReadonlyMap<string, readonly (readonly string[])[]>

/** By open question the words of every row. */
async function wordsOf(db: Db, rows: readonly ObservationRow[], fields: readonly string[]): Promise<Words> {
  const given = new Map((await listOpenAnswers(db, rows.map(responseOf), fields)).map((one) => [one.id, one]))
  const cut = openAnswerWords()
  return new Map(
    fields.map((field) => [
      field,
      rows.map(({ responseId }) => {
        const answers = given.get(responseId)
        return answers === undefined ? [] : cut(answers, field)
      }),
    ]),
  )
}

interface Parts {
  readonly forms: ModuleForms
  readonly program: Program
  readonly waves: readonly Wave[]
  readonly words: Words
}

function asSlice(rows: readonly ObservationRow[], { forms, program, waves, words }: Parts): AnalysisSlice {
  const { items } = forms.chosen.feed
  const orders = new Map([...forms.read].map(([id, form]) => [id, placesOf(form, items)]))
  const placesIn = ({ formId }: ObservationRow) => orders.get(formId) ?? []
  const table = rows.map((row) => placesIn(row).map((place) => row.scores[place] ?? null))
  // A row without a weight among weighted ones counts once.
  const isWeighted = rows.some((row) => row.weight !== null)
  const weights = isWeighted ? rows.map((row) => row.weight ?? 1) : undefined
  const counts = items.map((): Partial<Record<EmptyState, number>> => ({}))
  for (const row of rows) {
    for (const [at, state] of statesAt(row, placesIn(row)).entries()) {
      const count = counts[at]
      if (count !== undefined && state !== 'answered') count[state] = (count[state] ?? 0) + 1
    }
  }
  const brands = new Map(program.brands.map(({ id, name }) => [id, name]))
  const names = new Map(waves.map(({ id, name }) => [id, name]))
  return {
    observations: toObservations(items, table, weights),
    states: Object.fromEntries(items.map((item, at) => [item, counts[at] ?? {}])),
    columns: {
      brand: rows.map(({ brandId }) => brands.get(brandId) ?? null),
      wave: rows.map(({ waveId }) => names.get(waveId) ?? null),
    },
    texts: Object.fromEntries(words),
  }
}

interface Read {
  readonly orders: ReadonlyMap<string, readonly number[]>
  readonly words: Words
}

function fingerprint(rows: readonly ObservationRow[], { orders, words }: Read): string {
  const hash = createHash('sha256')
  for (const [at, { responseId, waveId, brandId, formId, scores, weight }] of rows.entries()) {
    const read = (orders.get(formId) ?? []).map((place) => scores[place] ?? null)
    const said = [...words.values()].map((texts) => texts[at] ?? [])
    hash.update(`${responseId}|${waveId}|${brandId}|${JSON.stringify([read, said])}|${weight ?? ''}\n`)
  }
  return hash.digest('hex')
}
