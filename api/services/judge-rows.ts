import type { ContactImportPlan, PreviewedRow, RowProblem } from '../contract/contact-import.ts'
import { type ContactState, listMatches, listOutcomes, type OfferedContact } from '../db/contact-matches.ts'
import type { Db } from '../db/database.ts'
import { contactChanges, keptNotes, seemsOther, shorten } from './contact-changes.ts'

/** A row of a file, and the contact it offers unless it has problems. */
export interface OfferedRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly problems: readonly RowProblem[]
  readonly contact: OfferedContact | undefined
}

/** What an import would do with each of these rows: whom of the register it finds, and what would change of them. */
export async function judgeRows(
  db: Db,
  rows: readonly OfferedRow[],
  existing: ContactImportPlan['existing'],
): Promise<PreviewedRow[]> {
  const offered = rows.flatMap(({ contact }) => (contact === undefined ? [] : [contact]))
  const known = await listMatches(db, offered)
  const found = offered.flatMap((contact) => {
    const id = known.get(contact.line)
    return id === undefined ? [] : [{ ...contact, id }]
  })
  const outcomes: Awaited<ReturnType<typeof listOutcomes>> =
    existing === 'update' ? await listOutcomes(db, found) : new Map()
  const takenBy = new Map<string, ContactState>()
  return rows.map(({ line, cells, problems, contact }) => {
    const row = {
      line,
      cells: cells.map(shorten),
      problems: [...problems],
      changes: [],
      notes: [],
      isOther: false,
    }
    if (contact === undefined) return { ...row, fate: 'reject' }
    const id = known.get(line)
    if (id === undefined) return { ...row, fate: 'add' }
    const taken = takenBy.get(id)
    // An earlier row has become this contact, and by the register's rule this one is somebody else.
    if (taken !== undefined && !isSamePerson(taken, contact)) return { ...row, fate: 'add' }
    const outcome = outcomes.get(line)
    if (outcome === undefined) return { ...row, fate: 'skip' }
    const { before, after } = outcome
    takenBy.set(id, taken ?? after)
    const changes = contactChanges(before, after)
    return {
      ...row,
      fate: changes.length === 0 ? 'unchanged' : 'update',
      changes,
      notes: keptNotes(before, contact),
      isOther: seemsOther(before, contact),
    }
  })
}

type Keys = Pick<OfferedContact, 'customerNumber' | 'email' | 'phone'>

/** As `listMatches` has it. */
function isSamePerson(one: Keys, other: Keys): boolean {
  if (one.customerNumber !== null && other.customerNumber !== null) {
    return one.customerNumber === other.customerNumber
  }
  if (one.email !== null && other.email !== null) return one.email === other.email
  return one.phone !== null && one.phone === other.phone
}
