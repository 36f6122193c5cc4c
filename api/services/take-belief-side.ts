import type { CodeBook } from '../../stats/coding/code-book.ts'
import type { BeliefSlice } from '../contract/belief-analysis.ts'
import type { Program } from '../contract/program.ts'
import type { Wave } from '../contract/wave.ts'
import type { Db } from '../db/database.ts'
import { listForms, listFormsOfWave } from '../db/forms.ts'
import { findProgram } from '../db/programs.ts'
import { listWaves } from '../db/waves.ts'
import { ApiError } from '../errors.ts'
import { BELIEF_COLUMNS, type BeliefSideName } from './belief-columns.ts'
import { listSegments } from './list-segments.ts'
import { checkSegments } from './load-slice.ts'

export interface BeliefSource {
  readonly program: Program
  /** What its answers can be split by. */
  readonly segments: readonly string[]
  /** Those chosen, in the order of fieldwork. */
  readonly waves: readonly Wave[]
}

/** Where in a request a side stands. */
const PLACE: Record<BeliefSideName, string> = { managers: 'slice', customers: 'beside' }

/** One side of gap 1 as it is asked for. Throws an ApiError that says which side cannot be read, and what to do. */
export async function takeBeliefSide(
  db: Db,
  name: BeliefSideName,
  slice: BeliefSlice,
): Promise<BeliefSource> {
  const place = PLACE[name]
  const program = await findProgram(db, slice.programId)
  if (program === undefined) {
    throw new ApiError(404, 'not-found', `${place}.programId: there is no program with this id`)
  }
  if (program.status !== 'published') {
    const message = `${place}.programId: "${program.name}" is not published; publish it and field a wave first`
    throw new ApiError(409, 'not-published', message)
  }
  const segments = await listSegments(db, program)
  checkSegments(segments, slice, `${place}.`)
  const all = await listWaves(db, program.id)
  const unknown = slice.waveIds?.find((id) => !all.some((wave) => wave.id === id))
  if (unknown !== undefined) {
    const message = `${place}.waveIds: "${program.name}" has no wave ${unknown}; leave waveIds out for all of its waves`
    throw new ApiError(422, 'unknown-wave', message)
  }
  const chosen = slice.waveIds
  return { program, segments, waves: all.filter(({ id }) => chosen === null || chosen.includes(id)) }
}

/** Refuses a side none of whose waves asks what gap 1 needs, by the forms they have and those that were answered. */
export async function checkBeliefsAsked(
  db: Db,
  name: BeliefSideName,
  { program, waves }: BeliefSource,
): Promise<void> {
  const current = await listForms(db, [...new Set(waves.map(({ formId }) => formId))])
  if (current.some((form) => asksBeliefs(form.codeBook as unknown as CodeBook, name))) return
  for (const { id } of waves) {
    const answered = await listFormsOfWave(db, id)
    if (answered.some((form) => asksBeliefs(form.codeBook as unknown as CodeBook, name))) return
  }
  throw notAsked(name, program)
}

export function notAsked(name: BeliefSideName, { name: program }: Pick<Program, 'name'>): ApiError {
  return name === 'customers'
    ? new ApiError(
        409,
        'no-expectations',
        `beside: no chosen wave of "${program}" asks customers what they expect; choose a program or wave with SERVQUAL, or add SERVQUAL to this one, publish it and field a wave`,
      )
    : new ApiError(
        409,
        'no-beliefs',
        `slice: no chosen wave of "${program}" asks managers what they believe customers expect; choose a program or wave with the form for managers, its beliefs switched on`,
      )
}

/** The scale that both sides answer on; on another a statement is another question. */
const SCALE = { min: 1, max: 7 }

/** Where each column of a side stands among the scores of a form; -1 where the form does not ask it on the scale. */
export const beliefPlaces = ({ scored, scales }: CodeBook, name: BeliefSideName): readonly number[] =>
  BELIEF_COLUMNS[name].map((code) =>
    scales[code]?.min === SCALE.min && scales[code].max === SCALE.max ? scored.indexOf(code) : -1,
  )

const asksBeliefs = (book: CodeBook, name: BeliefSideName): boolean =>
  beliefPlaces(book, name).some((place) => place >= 0)
