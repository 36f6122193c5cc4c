import type { ContactAttribute, FoundValues } from '../contract/contact.ts'
import type { ColumnValues, ColumnValuesQuery } from '../contract/contact-import.ts'
import { listContactAttributes } from '../db/contact-attributes.ts'
import type { ContactFile } from '../db/contact-files.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import { openDraft } from './contact-file.ts'
import { foundValues, MOST_COUNTED, MOST_VALUES } from './found-values.ts'
import { takeDraft } from './preview-contacts.ts'
import { cellText, isBlank, valueCodes } from './read-contact-row.ts'
import { sparingMemory } from './sparing-memory.ts'

/** Rows from which on a file is read sparingly. */
const LONG = 5000

/**
 * What stands in columns of an uploaded file, read to its end, the most frequent first and each as it is written most
 * often. With an attribute that is a list only what that list does not know. Throws an ApiError 422 for a column that is not
 * there, and for an attribute that is no list.
 */
export async function readColumnValues(
  db: Db,
  organisationId: string,
  importId: string,
  { columns: asked, encoding, delimiter }: ColumnValuesQuery,
): Promise<ColumnValues[]> {
  const { file, attributes } = await withOrganisation(db, organisationId, async (db) => ({
    file: await takeDraft(db, importId),
    attributes: await listContactAttributes(db),
  }))
  const read = () =>
    countValues(db, organisationId, file, attributes, { columns: asked, encoding, delimiter })
  return file.rows > LONG ? sparingMemory(read) : read()
}

async function countValues(
  db: Db,
  organisationId: string,
  file: ContactFile,
  attributes: readonly ContactAttribute[],
  { columns: asked, ...spelling }: ColumnValuesQuery,
): Promise<ColumnValues[]> {
  const { columns, rows } = await openDraft(db, organisationId, file, spelling)
  const counts = asked.map(({ column, attribute }) => {
    const place = columns.indexOf(column)
    if (place === -1) throw wrong(column, 'the file has no such column')
    return { column, place, known: knownTo(attribute, attributes, column), count: createCount() }
  })
  for await (const row of rows) {
    if (isBlank(row) || row.cells.length !== columns.length) continue
    for (const { place, known, count } of counts) {
      const text = cellText(row.cells[place] ?? '')
      if (text !== '' && !known.has(text.toLowerCase())) count.add(text)
    }
  }
  return counts.map(({ column, count }) => ({ column, ...count.result() }))
}

function knownTo(
  key: string | null,
  attributes: readonly ContactAttribute[],
  column: string,
): ReadonlyMap<string, string> {
  if (key === null) return new Map()
  const attribute = attributes.find((attribute) => attribute.key === key)
  if (attribute === undefined || attribute.values.length === 0) {
    throw wrong(column, `contacts have no list "${key}"`)
  }
  return valueCodes(attribute)
}

/** Counts texts that are the same but for capitals. */
function createCount() {
  const found = new Map<string, { rows: number; readonly spellings: Map<string, number> }>()
  let filled = 0
  let isWhole = true
  return {
    add(text: string) {
      filled += 1
      const key = text.toLowerCase()
      const value = found.get(key)
      if (value === undefined && found.size >= MOST_COUNTED) {
        isWhole = false
        return
      }
      const { rows, spellings } = value ?? { rows: 0, spellings: new Map<string, number>() }
      // Few write one word in many ways; further ones are counted with the word alone.
      if (spellings.has(text) || spellings.size < MOST_VALUES)
        spellings.set(text, (spellings.get(text) ?? 0) + 1)
      found.set(key, { rows: rows + 1, spellings })
    },
    result(): FoundValues {
      const values = [...found.values()].map(({ rows, spellings }) => ({ text: most(spellings), rows }))
      return foundValues(values, { filled, isWhole })
    },
  }
}

/** The first of those that stand there most often. */
const most = (spellings: ReadonlyMap<string, number>): string =>
  [...spellings].reduce((so, next) => (next[1] > so[1] ? next : so), ['', 0] as [string, number])[0]

const wrong = (column: string, what: string) =>
  new ApiError(422, 'wrong-mapping', `columns: "${column}": ${what}`)
