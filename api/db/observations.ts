import { sql } from 'kysely'
import { ANSWER_STATES, type AnswerState } from '../../stats/coding/observation.ts'
import type { Db } from './database.ts'

/** One letter per state, so that thirty states are one short text. */
const LETTERS: Record<AnswerState, string> = {
  answered: 'a',
  dont_know: 'd',
  not_applicable: 'n',
  refused: 'r',
  skipped: 's',
  not_shown: 'h',
}

export const packStates = (states: readonly AnswerState[]) => states.map((state) => LETTERS[state]).join('')

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
}

/** The coded answers of a program's slice, in arrival order, so that the same slice always reads the same. */
export async function listObservations(
  db: Db,
  programId: string,
  segments: Segments,
  { without, including }: Exceptions = { without: [], including: [] },
): Promise<ObservationRow[]> {
  let query = db
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
  return query.orderBy('receivedAt').orderBy('responseId').execute()
}

/** What statistics read: neither set aside by a person nor broken off. */
const countedOf = (db: Db, programId: string) =>
  db
    .selectFrom('observation')
    .where('programId', '=', programId)
    .where('excluded', '=', false)
    .where('partial', '=', false)
    .where('waveId', 'in', (eb) => eb.selectFrom('wave').select('id').where('programId', '=', programId))

interface InCell {
  waveId: string
  brandId: string
  count: number
}

/** How many of each cell have which values of some attributes, in their order; null: none. */
export async function countByValues(
  db: Db,
  programId: string,
  attributes: readonly string[],
): Promise<(InCell & { values: (string | null)[] })[]> {
  const values = sql<(string | null)[]>`array(
    select attributes ->> attribute
    from unnest(${[...attributes]}::text[]) with ordinality as asked (attribute, place) order by place)`
  return countedOf(db, programId)
    .select(['waveId', 'brandId', values.as('values'), sql<number>`count(*)::int`.as('count')])
    .groupBy(['waveId', 'brandId', 'values'])
    .orderBy('waveId')
    .orderBy('brandId')
    .orderBy('values')
    .execute()
}

/** How many of each cell have each value of some attributes, and how many of those are in the segments. */
export async function countShared(
  db: Db,
  programId: string,
  { attributes, segments }: { readonly attributes: readonly string[]; readonly segments: Segments },
): Promise<(InCell & { shared: number })[]> {
  const inSegments = Object.entries(segments).map(
    ([attribute, values]) =>
      sql<boolean>`coalesce(attributes ->> ${attribute}::text = any(${[...values]}::text[]), false)`,
  )
  const asked = sql<{ attribute: string }>`unnest(${[...attributes]}::text[])`.as<'asked'>(
    sql`asked (attribute)`,
  )
  return countedOf(db, programId)
    .crossJoin(asked)
    .where(sql<boolean>`attributes ->> asked.attribute is not null`)
    .select([
      'waveId',
      'brandId',
      sql<number>`count(*)::int`.as('count'),
      sql<number>`(count(*) filter (where ${sql.join([sql`true`, ...inSegments], sql` and `)}))::int`.as(
        'shared',
      ),
    ])
    .groupBy(['waveId', 'brandId', 'asked.attribute', sql`attributes ->> asked.attribute`])
    .orderBy('waveId')
    .orderBy('brandId')
    .execute()
}
