import type { ContactImportPlan } from '../contract/contact-import.ts'
import { insertOffered, listMatches, type OfferedContact, updateOffered } from '../db/contact-matches.ts'
import type { Db } from '../db/database.ts'
import { uuidv7 } from '../ids.ts'

/**
 * Takes people into the register; returns how many were added, and how many contacts changed. Several may find the same
 * contact: a couple with two customer numbers shares a telephone that is all the register knows. Then they come in turn, as
 * they do when thousands of rows are between them: the first becomes that contact, and the second is somebody new.
 */
export async function takeOffered(
  db: Db,
  offered: readonly OfferedContact[],
  existing: ContactImportPlan['existing'],
): Promise<{ added: number; updated: number }> {
  let added = 0
  let updated = 0
  for (let waiting = offered; waiting.length > 0; ) {
    const known = await listMatches(db, waiting)
    const fresh = waiting.filter(({ line }) => !known.has(line))
    const found = waiting.flatMap((contact) => {
      const id = known.get(contact.line)
      return id === undefined ? [] : [{ ...contact, id }]
    })
    const firstOf = new Map(found.toReversed().map(({ id, line }) => [id, line]))
    if (existing === 'update') {
      updated += await updateOffered(
        db,
        found.filter(({ id, line }) => firstOf.get(id) === line),
      )
    }
    await insertOffered(
      db,
      fresh.map((contact) => ({ ...contact, id: uuidv7() })),
    )
    added += fresh.length
    // Left as they are, contacts are for every row who they were.
    waiting = existing === 'skip' ? [] : found.filter(({ id, line }) => firstOf.get(id) !== line)
  }
  return { added, updated }
}
