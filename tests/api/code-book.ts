import { sql } from 'kysely'
import type { Databases } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import type { CodeBook, Field } from '../../stats/coding/code-book.ts'
import { scoredCodes } from '../../stats/coding/scored-codes.ts'

const one = (code: string): Field => ({
  code,
  answer: { kind: 'rating', min: 1, max: 10, ends: 'good' },
  required: true,
  states: ['dont_know'],
})
const KANO = ['like', 'expect', 'neutral', 'tolerate', 'dislike']
const half = (feature: string, side: 'functional' | 'dysfunctional'): Field => ({
  code: `${feature}.${side}`,
  answer: { kind: 'choice', choices: KANO },
  required: false,
  states: [],
  pair: feature,
})
const column = (item: string, side: 'expectation' | 'perception'): Field => ({
  ...one(`${item}.${side}`),
  answer: { kind: 'rating', min: 1, max: 7, ends: 'agree' },
  required: false,
  pair: item,
})

const fields: readonly Field[] = [
  one('sat1'),
  { code: 'nps', answer: { kind: 'rating', min: 0, max: 10, ends: 'likely' }, required: false, states: [] },
  { code: 'complained', answer: { kind: 'binary' }, required: true, states: [] },
  {
    code: 'where',
    answer: { kind: 'multi-choice', choices: ['company', 'staff', 'people'], max: 2 },
    required: true,
    states: [],
    shownWhen: { item: 'complained', isOneOf: ['yes'] },
  },
  half('one-click', 'functional'),
  half('one-click', 'dysfunctional'),
  half('tracking', 'functional'),
  half('tracking', 'dysfunctional'),
  column('reliable', 'expectation'),
  column('reliable', 'perception'),
  { code: 'why', answer: { kind: 'text', maxLength: 2000 }, required: false, states: [] },
]
const scores = fields.flatMap(({ code, answer }) => scoredCodes(code, answer))

/** One question of every kind; no instrument of the catalogue has them all yet. */
export const everyKind: CodeBook = {
  version: 1,
  fields,
  derived: [],
  scored: scores.map(({ code }) => code),
  scales: Object.fromEntries(scores.map(({ code, scale }) => [code, scale])),
  attributes: [{ code: 'region', values: ['local', 'domestic'], states: ['dont_know'] }],
}

/** Puts a code book in the place of a published form's own, before anybody has used its links. */
export async function replaceCodeBook(
  databases: Databases,
  { organisationId, programId }: { organisationId: string; programId: string },
  book: CodeBook = everyKind,
): Promise<void> {
  await withOrganisation(databases.app, organisationId, (db) =>
    sql`update form set code_book = ${JSON.stringify(book)}::jsonb where program_id = ${programId}`.execute(
      db,
    ),
  )
}
