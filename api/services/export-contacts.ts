import writeExcelFile from 'write-excel-file/node'
import type { Contact, ContactAttribute, ContactFilter } from '../contract/contact.ts'
import { insertAudit } from '../db/audit.ts'
import { listContactAttributes } from '../db/contact-attributes.ts'
import { findContactFile } from '../db/contact-files.ts'
import { countContacts, listContactsAfter, type Place } from '../db/contacts.ts'
import type { Db } from '../db/database.ts'
import { listRejectedContacts } from '../db/rejected-contacts.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import { toSafeCsv } from '../files/write-csv.ts'

const AT_ONCE = 1000
/** A workbook is made in memory, whole. */
const MOST_IN_WORKBOOK = 20_000
const MARK = '\uFEFF'

/** Who asks for which contacts: taking addresses out of the house is on record. */
export interface Asked {
  readonly organisationId: string
  readonly actorId: string
  readonly filter: ContactFilter
}

/** The contacts that fit, as CSV that the import reads back, some hundreds at a time however many they are. */
export async function exportContactsCsv(db: Db, asked: Asked): Promise<AsyncIterable<string>> {
  const attributes = await note(db, asked, 'csv')
  return (async function* () {
    yield `${MARK}${toSafeCsv([headings(attributes)])}`
    for await (const contacts of pagesOf(db, asked)) {
      yield toSafeCsv(contacts.map((contact) => cellsOf(contact, attributes)))
    }
  })()
}

/** The same as an XLSX workbook; cells are text, so that nothing in them is a formula. */
export async function exportContactsWorkbook(db: Db, asked: Asked): Promise<Buffer> {
  const total = await withOrganisation(db, asked.organisationId, (db) => countContacts(db, asked.filter))
  if (total > MOST_IN_WORKBOOK) {
    throw new ApiError(
      422,
      'too-many',
      `contacts: ${total} are too many for a workbook (at most ${MOST_IN_WORKBOOK}); take CSV, or filter them`,
    )
  }
  const attributes = await note(db, asked, 'xlsx')
  const rows = [headings(attributes)]
  for await (const contacts of pagesOf(db, asked)) {
    rows.push(...contacts.map((contact) => cellsOf(contact, attributes)))
  }
  const cells = rows.map((row, i) =>
    row.map((value) => ({ value, type: String, ...(i === 0 ? { fontWeight: 'bold' as const } : {}) })),
  )
  return writeExcelFile(cells).toBuffer()
}

/** The rows of a file that were not taken, as they stood in it, each with its line and what was wrong with it. */
export async function exportRejected(
  db: Db,
  organisationId: string,
  importId: string,
): Promise<AsyncIterable<string>> {
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  const file = await inTenant((db) => findContactFile(db, importId))
  if (file === undefined) throw notFound('import')
  const columns = (file.options['columns'] as string[] | undefined) ?? file.columns
  return (async function* () {
    yield `${MARK}${toSafeCsv([[...columns, 'line', 'problem']])}`
    let after = 0
    for (;;) {
      const rows = await inTenant((db) => listRejectedContacts(db, importId, after, AT_ONCE))
      if (rows.length === 0) return
      yield toSafeCsv(
        rows.map(({ line, cells, problems }) => [
          ...columns.map((_, i) => cells[i] ?? ''),
          line,
          problems.map(({ column, message }) => [column, message].filter(Boolean).join(': ')).join('; '),
        ]),
      )
      after = rows.at(-1)?.line ?? Number.POSITIVE_INFINITY
    }
  })()
}

async function note(
  db: Db,
  { organisationId, actorId }: Asked,
  format: string,
): Promise<readonly ContactAttribute[]> {
  return withOrganisation(db, organisationId, async (db) => {
    await insertAudit(db, organisationId, {
      actorId,
      action: 'contacts-exported',
      subjectKind: 'contact',
      subjectId: null,
      detail: { format },
    })
    return listContactAttributes(db)
  })
}

async function* pagesOf(db: Db, { organisationId, filter }: Asked): AsyncGenerator<Contact[]> {
  let after: Place | undefined
  for (;;) {
    const page = await withOrganisation(db, organisationId, (db) =>
      listContactsAfter(db, filter, after, AT_ONCE),
    )
    if (page.contacts.length > 0) yield page.contacts
    if (page.contacts.length < AT_ONCE) return
    after = page.last
  }
}

const headings = (attributes: readonly ContactAttribute[]) => [
  ...['customer-number', 'name', 'email', 'phone', 'language', 'consent', 'unsubscribed', 'batch'],
  ...attributes.map(({ key }) => key),
]

const cellsOf = (contact: Contact, attributes: readonly ContactAttribute[]): string[] => [
  contact.customerNumber ?? '',
  contact.name,
  contact.email ?? '',
  contact.phone ?? '',
  contact.language ?? '',
  contact.consent,
  contact.unsubscribedAt === null ? 'no' : 'yes',
  contact.batch ?? '',
  ...attributes.map(({ key }) => contact.attributes[key] ?? ''),
]
