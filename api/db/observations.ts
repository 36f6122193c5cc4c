import { sql } from 'kysely'
import { ANSWER_STATES, type AnswerState, type Observation } from '../../stats/coding/observation.ts'
import type { Db } from './database.ts'
import { listImportedIds } from './imported-interviews.ts'
import { OBSERVED } from './taken-back.ts'

/** One letter per state, so that thirty states are one short text. */
const LETTERS: Record<AnswerState, string> = {
  answered: 'a',
  dont_know: 'd',
  not_applicable: 'n',
  refused: 'r',
  skipped: 's',
  not_shown: 'h',
}

export function packStates(states: readonly AnswerState[]): string {
  let letters = ''
  for (const state of states) letters += LETTERS[state]
  return letters
}

/** What was coded of one brand, as the database keeps it. */
export const packObservation = ({ scores, states, attributes }: Observation) => ({
  scores,
  states: packStates(states),
  attributes,
})

export const unpackStates = (letters: string): AnswerState[] =>
  [...letters].map((letter) => ANSWER_STATES.find((state) => LETTERS[state] === letter) ?? 'skipped')

export interface ObservationRow {
  responseId: string
  waveId: string
  brandId: string
  formId: string
  scores: (number | null)[]
  states: string
  weight: number | null
}

export type Segments = Readonly<Record<string, readonly string[]>>

/** Responses read otherwise than they are marked: to see what excluding would do before doing it. */
export interface Exceptions {
  readonly without: readonly string[]
  readonly including: readonly string[]
  /** An import as if it were taken back, */
  readonly withoutImport?: string
  /** and one that was as if it were let in again. */
  readonly includingImport?: string
}

/** The coded answers of a program's slice, in arrival order, so that the same slice always reads the same. */
export async function listObservations(
  db: Db,
  programId: string,
  segments: Segments,
  { without, including, withoutImport, includingImport }: Exceptions = { without: [], including: [] },
): Promise<ObservationRow[]> {
  let query = (includingImport === undefined ? db : besides(db, includingImport))
    .selectFrom('observation')
    .select(['responseId', 'waveId', 'brandId', 'formId', 'scores', 'states', 'weight'])
    .where('programId', '=', programId)
    .where('partial', '=', false)
    .where('waveId', 'in', (eb) => eb.selectFrom('wave').select('id').where('programId', '=', programId))
  query =
    including.length === 0
      ? query.where('excluded', '=', false)
      : query.where(sql<boolean>`(not excluded or response_id = any(${[...including]}::uuid[]))`)
  if (without.length > 0) query = query.where(sql<boolean>`response_id <> all(${[...without]}::uuid[])`)
  for (const [attribute, values] of Object.entries(segments)) {
    query = query.where(sql<boolean>`attributes ->> ${attribute}::text = any(${[...values]}::text[])`)
  }
  const rows = await query.orderBy('receivedAt').orderBy('responseId').execute()
  if (withoutImport === undefined) return rows
  const gone = await listImportedIds(db, withoutImport)
  return rows.filter(({ responseId }) => !gone.has(responseId))
}

/** Where what stands aside with an import is among the observations. */
function besides(db: Db, importId: string): Db {
  const columns = sql.join(OBSERVED.map((column) => sql.ref(column)))
  return db.with(
    'observation',
    () => sql<never>`(select ${columns} from observation
      union all select ${columns} from taken_back_observation where response_id = any (array(
        select response_id from import_interview where import_id = ${importId}::uuid)))`,
  ) as unknown as Db
}

export interface PartialRow extends ObservationRow {
  readonly attributes: Readonly<Record<string, string>>
}

/** What was coded of answers that were broken off, of everybody in a program, in the order of their last page. */
export async function listPartialObservations(db: Db, programId: string): Promise<PartialRow[]> {
  return db
    .selectFrom('observation')
    .select(['responseId', 'waveId', 'brandId', 'formId', 'scores', 'states', 'weight', 'attributes'])
    .where('programId', '=', programId)
    .where('partial', '=', true)
    .where('excluded', '=', false)
    .where('waveId', 'in', (eb) => eb.selectFrom('wave').select('id').where('programId', '=', programId))
    .orderBy('receivedAt')
    .orderBy('responseId')
    .execute()
}

/** Respondents of a cell who are alike in all their attributes. */
export interface AlikeInCell {
  waveId: string
  brandId: string
  attributes: Readonly<Record<string, string>>
  count: number
}

/** The same of each wave as a whole, where a respondent who rated several brands is one. */
export async function countAlikeInWaves(db: Db, programId: string): Promise<Omit<AlikeInCell, 'brandId'>[]> {
  return db
    .selectFrom('observation')
    .select(['waveId', 'attributes', sql<number>`count(distinct response_id)::int`.as('count')])
    .where('programId', '=', programId)
    .where('excluded', '=', false)
    .where('partial', '=', false)
    .where('waveId', 'in', (eb) => eb.selectFrom('wave').select('id').where('programId', '=', programId))
    .groupBy(['waveId', 'attributes'])
    .orderBy('waveId')
    .orderBy('attributes')
    .execute()
}

/** How many there are of each kind, of those that statistics read. */
export async function countAlike(db: Db, programId: string): Promise<AlikeInCell[]> {
  return db
    .selectFrom('observation')
    .select(['waveId', 'brandId', 'attributes', sql<number>`count(*)::int`.as('count')])
    .where('programId', '=', programId)
    .where('excluded', '=', false)
    .where('partial', '=', false)
    .where('waveId', 'in', (eb) => eb.selectFrom('wave').select('id').where('programId', '=', programId))
    .groupBy(['waveId', 'brandId', 'attributes'])
    .orderBy('waveId')
    .orderBy('brandId')
    .orderBy('attributes')
    .execute()
}
