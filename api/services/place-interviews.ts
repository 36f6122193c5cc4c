import type { RejectedRow } from '../contract/import.ts'
import type { Db } from '../db/database.ts'
import {
  type ImportStanding,
  isIn,
  listStandings,
  standInsFor,
  withRelatives,
} from '../db/import-standings.ts'
import { type ImportedInterview, listInSlots } from '../db/imported-interviews.ts'
import { listErasedIds } from '../db/responses.ts'
import { uuidOf } from '../ids.ts'
import type { NamedInterview } from './known-interviews.ts'
import { namedInWords } from './named-in-words.ts'

export interface Placed<I> {
  readonly interview: I
  /** Of the response it is, or becomes. */
  readonly responseId: string
}

export interface Placement<I> {
  readonly placed: readonly Placed<I>[]
  /** Those that do not come in, and are not looked for any further. */
  readonly refused: readonly RejectedRow[]
  /** Imports that were taken back, with how many of these interviews each of them had. */
  readonly takenBack: ReadonlyMap<string, number>
  /** Those of them in whose place these interviews come. */
  readonly replaced: ReadonlySet<string>
}

interface Where {
  readonly waveId: string
  /** Undefined before it is one. */
  readonly importId?: string
  /** What the file's own numbers are called in it. */
  readonly idColumn: string
  /** Imports that were said to be replaced by this one. */
  readonly replaces: readonly string[]
}

/**
 * Which response each interview is. One that is here is that response, known or with other answers. One that was taken
 * back becomes a new response beside the old one, which stays as it was: by an id made of the interview and how many of
 * it came before, so that two files that bring it at the same moment still bring one. But where another file has come
 * in the place of what was taken back, the old file does not come back beside it unless it is said to.
 * Under `shareStandings`.
 */
export async function placeInterviews<I extends NamedInterview>(
  db: Db,
  interviews: readonly I[],
  where: Where,
): Promise<Placement<I>> {
  const imports = await listStandings(db, where.waveId)
  const decided = imports.filter(({ decided }) => decided).length
  const asTheyAre = interviews.map((interview) => ({ interview, responseId: interview.id }))
  if (decided === 0) return { placed: asTheyAre, refused: [], takenBack: new Map(), replaced: new Set() }

  const found = Map.groupBy(
    await listInSlots(
      db,
      interviews.map(({ id }) => id),
    ),
    ({ slot }) => slot,
  )
  const ids = new Map(interviews.map(({ id }) => [id, idsOf(id, decided)] as const))
  const erased = await listErasedIds(db, [...ids.values()].flat())
  const byId = new Map(imports.map((made) => [made.id, made]))
  const placed: Placed<I>[] = []
  const refused: RejectedRow[] = []
  const takenBack = new Map<string, number>()
  const replaced = new Set<string>()
  for (const interview of interviews) {
    const own = ids.get(interview.id) ?? []
    const before = found.get(interview.id) ?? []
    const gone = own.find((id) => erased.has(id))
    const here = before.find((one) => isHere(one, byId))
    const left = here === undefined ? before.flatMap(({ importId }) => importId ?? []) : []
    for (const id of left) takenBack.set(id, (takenBack.get(id) ?? 0) + 1)
    const standsIn = left
      .filter((id) => !where.replaces.includes(id))
      .flatMap((id) => standInsFor(imports, id).filter((other) => other.id !== where.importId))
      .at(0)
    if (gone !== undefined || here !== undefined) {
      // Under the id that was erased the erasure is found again.
      placed.push({ interview, responseId: gone ?? here?.responseId ?? interview.id })
    } else if (standsIn !== undefined) {
      const from = byId.get(left.at(-1) ?? '')
      refused.push(refusal(interview, { idColumn: where.idColumn, from, standsIn }))
    } else {
      const used = new Set(before.map(({ responseId }) => responseId))
      placed.push({ interview, responseId: own.find((id) => !used.has(id)) ?? interview.id })
      for (const id of left) replaced.add(id)
    }
  }
  return { placed, refused, takenBack, replaced: withRelatives(imports, replaced) }
}

/** The ids an interview may have: its own, and one more for each time it can have been taken back. */
const idsOf = (slot: string, takenBack: number): string[] => [
  slot,
  ...Array.from({ length: takenBack }, (_, i) => uuidOf('interview', slot, 'again', String(i + 1))),
]

/** One of which it was not kept how it came cannot be taken back. */
const isHere = ({ importId }: ImportedInterview, imports: ReadonlyMap<string, ImportStanding>) => {
  const made = importId === null ? undefined : imports.get(importId)
  return made === undefined || isIn(made)
}

function refusal(
  { line, ownId }: NamedInterview,
  {
    idColumn,
    from,
    standsIn,
  }: { idColumn: string; from: ImportStanding | undefined; standsIn: ImportStanding },
): RejectedRow {
  const was = from === undefined ? 'an import' : namedInWords(from)
  const message = `this interview was taken back with ${was}, in whose place ${namedInWords(standsIn)} came; say that this file comes in its place too, or leave the interview out`
  const value = (ownId ?? '').slice(0, 100).toWellFormed()
  return { line, column: ownId === null ? '' : idColumn, value, reason: 'taken-back', message }
}
