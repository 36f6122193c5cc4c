import { shareRegister } from '../db/contact-rules.ts'
import type { Db } from '../db/database.ts'
import { hasErasedSince, listErasedSince } from '../db/erased-people.ts'
import { ERASED_VALUE } from '../db/import-problems.ts'
import { ApiError } from '../errors.ts'
import type { MarkedKeys, Person, PersonMarks } from './person-marks.ts'

/** A file that is read, and what its people are compared by. */
export interface OlderFile {
  readonly organisationId: string
  /** The id of its upload, which carries the time. */
  readonly fileId: string
  readonly marks: PersonMarks
}

/** A file that was still coming in when somebody was erased is dropped, like those that waited. Throws an ApiError 409. */
export async function refuseAfterErasure(db: Db, fileId: string): Promise<void> {
  await shareRegister(db)
  if (!(await hasErasedSince(db, fileId))) return
  const message =
    'file: a person was erased from the register while it came in; upload it again, without that person'
  throw new ApiError(409, 'erased-meanwhile', message)
}

/**
 * Which of these were erased after their file came in, by the register's rule for one person: the customer number
 * decides where both have one, else the e-mail address where both have one, else the telephone number. To be asked in
 * the transaction that holds the register.
 */
export async function listErased<P extends Person>(
  db: Db,
  { organisationId, fileId, marks }: OlderFile,
  people: readonly P[],
): Promise<ReadonlySet<P>> {
  if (people.length === 0 || !(await hasErasedSince(db, fileId))) return new Set()
  const marked = people.map((person) => [person, marks.markKeys(organisationId, person)] as const)
  const keys = marked.flatMap(([, { number, email, phone }]) => [number, email, phone])
  const erased = await listErasedSince(
    db,
    fileId,
    keys.filter((key) => key !== null),
  )
  if (erased.length === 0) return new Set()
  return new Set(
    marked.filter(([, person]) => erased.some((other) => isSame(person, other))).map(([person]) => person),
  )
}

function isSame(one: MarkedKeys, other: MarkedKeys): boolean {
  if (one.number !== null && other.number !== null) return one.number === other.number
  if (one.email !== null && other.email !== null) return one.email === other.email
  return one.phone !== null && one.phone === other.phone
}

/** What is longer is not searched, and lost: it may name anybody. */
const LONGEST_SEARCHED = 2000

/** The places of those texts, cells of a row each, that name somebody who was erased after the file came in. */
export async function listMentions(
  db: Db,
  { organisationId, fileId, marks }: OlderFile,
  rows: readonly (readonly string[])[],
): Promise<ReadonlySet<number>> {
  if (rows.length === 0 || !(await hasErasedSince(db, fileId))) return new Set()
  const isLong = rows.map((texts) => texts.some((text) => text.length > LONGEST_SEARCHED))
  const marked = rows.map((texts, place) => (isLong[place] ? [] : marks.markTexts(organisationId, texts)))
  const erased = await listErasedSince(db, fileId, [...new Set(marked.flat())])
  const traces = new Set(erased.flatMap(({ traces }) => traces))
  return new Set(
    marked.flatMap((marks, place) =>
      isLong[place] || marks.some((mark) => traces.has(mark)) ? [place] : [],
    ),
  )
}

/** The problems of a file, without the values of people who were erased after it came in. */
export async function withoutErased<P extends { readonly value: string; readonly message: string }>(
  db: Db,
  file: OlderFile,
  problems: readonly P[],
): Promise<readonly P[]> {
  const mentions = await listMentions(
    db,
    file,
    problems.map(({ value, message }) => [value, message]),
  )
  return problems.map((problem, place) => (mentions.has(place) ? { ...problem, ...ERASED_VALUE } : problem))
}
