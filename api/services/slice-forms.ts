import type { CodeBook } from '../../stats/coding/code-book.ts'
import { findInstrument } from '../../stats/instruments/catalogue.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { Receipt } from '../contract/analysis.ts'
import type { Wave } from '../contract/wave.ts'
import type { Db } from '../db/database.ts'
import { findNewestForm, listForms } from '../db/forms.ts'
import type { ObservationRow } from '../db/observations.ts'
import { ApiError } from '../errors.ts'
import type { FormModel } from '../forms/build-model.ts'

type Instrument = Receipt['instrument']

interface ReadForm {
  readonly id: string
  readonly contentHash: string
  readonly codeBook: CodeBook
  readonly model: FormModel | null
  /** Of the module that brings the model; null where none does. */
  readonly instrument: Instrument | null
}

/** The forms of a slice: which are analysed together, by which model, and what the others measure. */
export interface SliceForms {
  readonly model: FormModel
  readonly instrument: Instrument
  readonly contentHash: string
  /** Code books of the forms that measure this model, by form id. */
  readonly books: ReadonlyMap<string, CodeBook>
  /** What each other form measures an index by, by form id; null: none. */
  readonly others: ReadonlyMap<string, Instrument | null>
}

interface Candidates {
  readonly answered: ReadonlySet<string>
  readonly ofWaves: readonly string[]
  /** Forms that decide nothing, but are read if they measure the same. */
  readonly alsoRead: readonly string[]
}

/**
 * The newest form with answers decides by which model a slice is analysed; without answers, the newest that a wave uses.
 * A form that no wave has decides nothing, and answers to another model are never read into this one.
 */
export async function findSliceForms(
  db: Db,
  programId: string,
  { answered, ofWaves, alsoRead }: Candidates,
): Promise<SliceForms> {
  const forms = (await listForms(db, [...new Set([...ofWaves, ...answered, ...alsoRead])])).map(readForm)
  if (forms.length === 0) {
    // No wave yet: what will be measured.
    const newest = await findNewestForm(db, programId)
    if (newest === undefined) throw new ApiError(409, 'not-published', 'program: publish it first')
    forms.push(readForm(newest))
  }
  const measuring = forms.filter(({ model }) => model !== null)
  const chosen =
    measuring.findLast(({ id }) => answered.has(id)) ??
    measuring.findLast(({ id }) => ofWaves.length === 0 || ofWaves.includes(id))
  if (chosen?.model == null || chosen.instrument === null) {
    throw new ApiError(409, 'no-index', 'program: no module of it measures an index')
  }
  const measure = measureOf(chosen)
  const isAlike = (form: ReadForm) => measureOf(form) === measure
  return {
    model: chosen.model,
    instrument: chosen.instrument,
    contentHash: chosen.contentHash,
    books: new Map(forms.filter(isAlike).map(({ id, codeBook }) => [id, codeBook])),
    others: new Map(forms.filter((form) => !isAlike(form)).map(({ id, instrument }) => [id, instrument])),
  }
}

/** The answers that are not read, by wave and by what they measure; a wave without answers has its form's. */
export function whatIsLeftOut(
  waves: readonly Pick<Wave, 'id' | 'name' | 'formId'>[],
  rows: readonly Pick<ObservationRow, 'waveId' | 'formId'>[],
  { others }: SliceForms,
): Receipt['leftOut'] {
  if (others.size === 0) return []
  return waves.flatMap(({ id: waveId, name, formId }) => {
    const counts = new Map<string, { instrument: Instrument | null; observations: number }>()
    const add = (instrument: Instrument | null, observations: number) => {
      const key = canonicalJson(instrument)
      counts.set(key, { instrument, observations: observations + (counts.get(key)?.observations ?? 0) })
    }
    const ofForm = others.get(formId)
    if (ofForm !== undefined) add(ofForm, 0)
    for (const row of rows) {
      const instrument = row.waveId === waveId ? others.get(row.formId) : undefined
      if (instrument !== undefined) add(instrument, 1)
    }
    return [...counts.values()].map((count) => ({ waveId, name, ...count }))
  })
}

/** Equal for forms whose answers mean the same: one instrument, the same constructs, items, scales and paths. */
const measureOf = ({ instrument, model }: ReadForm): string =>
  canonicalJson([model === null ? null : instrument?.name, model])

function readForm(form: Awaited<ReturnType<typeof listForms>>[number]): ReadForm {
  const codeBook = form.codeBook as unknown as CodeBook
  const model = form.model as FormModel | null
  return {
    id: form.id,
    contentHash: form.contentHash,
    codeBook,
    model,
    instrument: model === null ? null : indexInstrument(codeBook),
  }
}

/** The module that brings the path model; a form has one at most. */
function indexInstrument({ modules = [], ...book }: CodeBook): Instrument | null {
  // Before a form could hold several, its book named the one instrument.
  const { instrument } = book as { instrument?: Instrument }
  if (instrument !== undefined) return instrument
  const index = modules.find(
    ({ instrument: { name, version } }) => findInstrument(name, version)?.family === 'index',
  )
  return index?.instrument ?? null
}
