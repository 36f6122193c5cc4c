import type { ContactImport, ContactImportPlan } from '../contract/contact-import.ts'
import { insertAudit } from '../db/audit.ts'
import { findContactImport, updateStarted } from '../db/contact-imports.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { spellingOf } from './contact-file.ts'
import { endContactImport } from './end-contact-import.ts'
import type { PersonMarks } from './person-marks.ts'
import { previewContacts, takeDraft } from './preview-contacts.ts'

/** Queues the reading of an uploaded file, as its preview showed it; row and job in one transaction. */
export async function startContactImport(
  db: Db,
  jobs: Jobs,
  organisationId: string,
  actorId: string,
  importId: string,
  plan: ContactImportPlan,
): Promise<ContactImport> {
  const { mapping, encoding, delimiter, columns } = await previewContacts(db, organisationId, importId, plan)
  const isKnownBy = ['customer-number', 'email', 'phone']
  if (!Object.values(mapping).some((target) => target !== null && isKnownBy.includes(target))) {
    throw new ApiError(
      422,
      'wrong-mapping',
      'mapping: say which column is the customer number, the e-mail address or the telephone number',
    )
  }
  return withOrganisation(db, organisationId, async (db) => {
    const file = await takeDraft(db, importId)
    const isAsKept = encoding === spellingOf(file).encoding
    const { existing, batch, consent } = plan
    const started = await updateStarted(db, importId, {
      encoding,
      delimiter,
      rows: file.rows,
      mapping,
      options: { existing, batch, consent, columns: isAsKept ? file.columns : columns },
    })
    if (!started) throw new ApiError(409, 'import-started', 'import: was started already')
    await jobs.send(db, 'import-contacts', { organisationId, importId })
    await insertAudit(db, organisationId, {
      actorId,
      action: 'contacts-imported',
      subjectKind: 'contact-import',
      subjectId: importId,
      detail: { rows: file.rows },
    })
    return takeImport(db, importId)
  })
}

/** Stops an import; what was read until then stays in the register. */
export async function cancelContactImport(
  { db, marks }: { db: Db; marks: PersonMarks },
  organisationId: string,
  importId: string,
): Promise<ContactImport> {
  return withOrganisation(db, organisationId, async (db) => {
    await takeImport(db, importId)
    if (!(await endContactImport(db, { organisationId, fileId: importId, marks }, 'cancelled'))) {
      throw new ApiError(409, 'import-ended', 'import: has ended already')
    }
    return takeImport(db, importId)
  })
}

async function takeImport(db: Db, importId: string): Promise<ContactImport> {
  const found = await findContactImport(db, importId)
  if (found === undefined) throw notFound('import')
  return found
}
