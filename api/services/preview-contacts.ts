import type { ContactImportPlan, ContactImportPreview, RowFate } from '../contract/contact-import.ts'
import { listContactAttributes } from '../db/contact-attributes.ts'
import { type ContactFile, findContactFile } from '../db/contact-files.ts'
import { findContactRule } from '../db/contact-rules.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import { checkColumns, matchColumns } from './contact-columns.ts'
import { openDraft } from './contact-file.ts'
import { judgeRows, type OfferedRow } from './judge-rows.ts'
import { createContactReader, isBlank } from './read-contact-row.ts'
import { createTwinFinder } from './twin-rows.ts'

const CHECKED = 2000
const FIRST_ROWS = 10
const FIRST_PROBLEMS = 20
const FIRST_OTHERS = 20

/** What an import would do with the first rows, without doing it. */
export async function previewContacts(
  db: Db,
  organisationId: string,
  importId: string,
  plan: ContactImportPlan,
): Promise<ContactImportPreview> {
  const { file, attributes, rule } = await withOrganisation(db, organisationId, async (db) => ({
    file: await takeDraft(db, importId),
    attributes: await listContactAttributes(db),
    rule: await findContactRule(db),
  }))
  const { columns, delimiter, rows, encoding } = await openDraft(db, organisationId, file, plan)
  const mapping =
    plan.mapping === undefined
      ? matchColumns(columns, attributes)
      : checkColumns(plan.mapping, columns, attributes)
  const { batch, consent } = plan
  const read = createContactReader({
    columns,
    mapping,
    attributes,
    callingCode: rule.callingCode,
    batch,
    consent,
  })
  const twins = createTwinFinder()
  const seen: OfferedRow[] = []
  for await (const row of rows) {
    if (isBlank(row)) continue
    const found = read(row)
    const twin = found.ok ? twins.problemOf(found.contact) : undefined
    const problems = found.ok ? (twin === undefined ? [] : [twin]) : found.problems
    const contact = found.ok && twin === undefined ? found.contact : undefined
    seen.push({ line: row.line, cells: row.cells, problems, contact })
    if (seen.length >= CHECKED) break
  }
  const judged = await withOrganisation(db, organisationId, (db) => judgeRows(db, seen, plan.existing))
  const count = (fate: RowFate) => judged.filter((row) => row.fate === fate).length
  const later = judged.slice(FIRST_ROWS)
  const refused = later.filter((row) => row.fate === 'reject').slice(0, FIRST_PROBLEMS)
  const others = later.filter((row) => row.isOther).slice(0, FIRST_OTHERS)
  return {
    id: file.id,
    fileName: file.fileName,
    format: file.format,
    sheet: file.sheet,
    encoding,
    delimiter,
    rows: file.rows,
    columns: [...columns],
    mapping,
    sample: [...judged.slice(0, FIRST_ROWS), ...others, ...refused],
    checked: judged.length,
    fates: {
      add: count('add'),
      update: count('update'),
      unchanged: count('unchanged'),
      skip: count('skip'),
      reject: count('reject'),
    },
    others: judged.filter((row) => row.isOther).length,
  }
}

/** A file that was uploaded and not yet started. */
export async function takeDraft(db: Db, importId: string): Promise<ContactFile> {
  const file = await findContactFile(db, importId)
  if (file === undefined) throw notFound('import')
  if (file.state !== 'draft') {
    throw new ApiError(409, 'import-started', 'import: was started already; upload the file again')
  }
  return file
}
