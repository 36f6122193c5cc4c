import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { ColumnValuesQuery, ContactImportPlan } from '../contract/contact-import.ts'
import { TableQuery } from '../contract/table-file.ts'
import { findContactImport, listContactImports } from '../db/contact-imports.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { exportRejected } from '../services/export-contacts.ts'
import { previewContacts } from '../services/preview-contacts.ts'
import { readColumnValues } from '../services/read-column-values.ts'
import { cancelContactImport, startContactImport } from '../services/start-contact-import.ts'
import { uploadContacts } from '../services/upload-contacts.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'
import { csvDownload } from './csv-download.ts'
import { fileBody } from './file-body.ts'

const Path = z.object({ contactImportId: Id })

/** Answers with the file's preview. */
export const contactUploadRoutes = (deps: Deps) =>
  new Hono<Env>().post('/', allow(deps, 'designer'), validate('query', TableQuery), async (c) => {
    const body = fileBody(c)
    const { organisationId } = c.get('caller')
    const { app: db } = deps.databases
    const importId = await uploadContacts(db, organisationId, c.req.valid('query'), body)
    const plan = ContactImportPlan.parse({})
    return c.json(await previewContacts(db, organisationId, importId, plan), 201)
  })

export const contactImportRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  return new Hono<Env>()
    .get('/', allow(deps, 'designer'), async (c) => {
      const imports = await withOrganisation(db, c.get('caller').organisationId, listContactImports)
      return c.json({ imports })
    })
    .get('/:contactImportId', allow(deps, 'designer'), validate('param', Path), async (c) => {
      const { contactImportId: importId } = c.req.valid('param')
      const found = await withOrganisation(db, c.get('caller').organisationId, (db) =>
        findContactImport(db, importId),
      )
      if (found === undefined) throw notFound('import')
      return c.json(found)
    })
    .post(
      '/:contactImportId/preview',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', ContactImportPlan),
      async (c) => {
        const { contactImportId: importId } = c.req.valid('param')
        return c.json(
          await previewContacts(db, c.get('caller').organisationId, importId, c.req.valid('json')),
        )
      },
    )
    .post(
      '/:contactImportId/values',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', ColumnValuesQuery),
      async (c) => {
        const { contactImportId: importId } = c.req.valid('param')
        const { organisationId } = c.get('caller')
        return c.json({ columns: await readColumnValues(db, organisationId, importId, c.req.valid('json')) })
      },
    )
    .post(
      '/:contactImportId/start',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', ContactImportPlan),
      async (c) => {
        const { organisationId, userId } = c.get('caller')
        const { contactImportId: importId } = c.req.valid('param')
        const plan = c.req.valid('json')
        return c.json(await startContactImport(db, deps.jobs, organisationId, userId, importId, plan), 202)
      },
    )
    .post('/:contactImportId/cancel', allow(deps, 'designer'), validate('param', Path), async (c) => {
      const { contactImportId: importId } = c.req.valid('param')
      return c.json(
        await cancelContactImport({ db, marks: deps.marks }, c.get('caller').organisationId, importId),
      )
    })
    .get('/:contactImportId/rejected.csv', allow(deps, 'designer'), validate('param', Path), async (c) => {
      const { contactImportId: importId } = c.req.valid('param')
      const lines = await exportRejected(db, c.get('caller').organisationId, importId)
      return csvDownload(c, `rejected-${importId}.csv`, lines)
    })
}
