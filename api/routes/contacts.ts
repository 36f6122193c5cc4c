import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import {
  AttributeKey,
  ContactAssignment,
  ContactAttributes,
  ContactChange,
  type ContactDetail,
  ContactErasure,
  ContactFilter,
  ContactMerge,
  ContactQuery,
  ContactRule,
  type ContactSummary,
  DuplicateQuery,
  NewAttributeValues,
  NewContact,
  NewContactAttribute,
} from '../contract/contact.ts'
import { listContactAttributes } from '../db/contact-attributes.ts'
import { countContactResponses, countRegister, listContactInvitations } from '../db/contact-history.ts'
import { findContactRule } from '../db/contact-rules.ts'
import { findContact, listContacts } from '../db/contacts.ts'
import { listDuplicates } from '../db/duplicates.ts'
import { listInterviewers } from '../db/interviewers.ts'
import { listInvitable } from '../db/invitable.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { assignContacts } from '../services/assign-contacts.ts'
import { changeContact, createContact } from '../services/change-contact.ts'
import {
  addAttributeValues,
  addContactAttribute,
  changeContactAttributes,
  changeContactRule,
  makeList,
  readHeldValues,
} from '../services/change-contact-settings.ts'
import { eraseContact } from '../services/erase-contact.ts'
import { exportContactsCsv, exportContactsWorkbook } from '../services/export-contacts.ts'
import { mergeContacts } from '../services/merge-contacts.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'
import { csvDownload } from './csv-download.ts'

const Path = z.object({ contactId: Id })
const AttributePath = z.object({ attributeKey: AttributeKey })

/** The register of contacts: people's addresses, so nobody below the designer sees it. */
export const contactRoutes = (deps: Deps) => {
  const { databases } = deps
  const { app: db } = databases
  return new Hono<Env>()
    .get('/', allow(deps, 'designer'), validate('query', ContactQuery), async (c) => {
      const { after, ...filter } = c.req.valid('query')
      const page = await withOrganisation(db, c.get('caller').organisationId, (db) =>
        listContacts(db, filter, after),
      )
      return c.json(page)
    })
    .post('/', allow(deps, 'designer'), validate('json', NewContact), async (c) => {
      return c.json(await createContact(db, c.get('caller').organisationId, c.req.valid('json')), 201)
    })
    .get('/summary', allow(deps, 'designer'), async (c) => {
      const { organisationId } = c.get('caller')
      const figures = await withOrganisation(db, organisationId, countRegister)
      const interviewers = await listInterviewers(databases.system, organisationId)
      const summary: ContactSummary = { ...figures, interviewers }
      return c.json(summary)
    })
    .get('/duplicates', allow(deps, 'designer'), validate('query', DuplicateQuery), async (c) => {
      const { after } = c.req.valid('query')
      const page = await withOrganisation(db, c.get('caller').organisationId, (db) =>
        listDuplicates(db, after),
      )
      return c.json(page)
    })
    .get('/attributes', allow(deps, 'viewer'), async (c) => {
      const attributes = await withOrganisation(db, c.get('caller').organisationId, listContactAttributes)
      return c.json({ attributes })
    })
    .put('/attributes', allow(deps, 'designer'), validate('json', ContactAttributes), async (c) => {
      const attributes = c.req.valid('json')
      await changeContactAttributes(db, c.get('caller').organisationId, attributes)
      return c.json(attributes)
    })
    .post('/attributes', allow(deps, 'designer'), validate('json', NewContactAttribute), async (c) => {
      const attribute = c.req.valid('json')
      await addContactAttribute(db, c.get('caller').organisationId, attribute)
      return c.json(attribute, 201)
    })
    .get(
      '/attributes/:attributeKey/values',
      allow(deps, 'designer'),
      validate('param', AttributePath),
      async (c) => {
        const { attributeKey: key } = c.req.valid('param')
        return c.json(await readHeldValues(db, c.get('caller').organisationId, key))
      },
    )
    .post(
      '/attributes/:attributeKey/list',
      allow(deps, 'designer'),
      validate('param', AttributePath),
      validate('json', NewAttributeValues),
      async (c) => {
        const { attributeKey: key } = c.req.valid('param')
        return c.json(await makeList(db, c.get('caller').organisationId, key, c.req.valid('json')))
      },
    )
    .post(
      '/attributes/:attributeKey/values',
      allow(deps, 'designer'),
      validate('param', AttributePath),
      validate('json', NewAttributeValues),
      async (c) => {
        const { attributeKey: key } = c.req.valid('param')
        return c.json(await addAttributeValues(db, c.get('caller').organisationId, key, c.req.valid('json')))
      },
    )
    .get('/rule', allow(deps, 'designer'), async (c) => {
      return c.json(await withOrganisation(db, c.get('caller').organisationId, findContactRule))
    })
    .put('/rule', allow(deps, 'designer'), validate('json', ContactRule), async (c) => {
      const rule = c.req.valid('json')
      await changeContactRule(db, c.get('caller').organisationId, rule)
      return c.json(rule)
    })
    .post('/assign', allow(deps, 'designer'), validate('json', ContactAssignment), async (c) => {
      const assigned = await assignContacts(databases, c.get('caller').organisationId, c.req.valid('json'))
      return c.json({ assigned })
    })
    .post('/merge', allow(deps, 'designer'), validate('json', ContactMerge), async (c) => {
      const { organisationId, userId } = c.get('caller')
      return c.json(await mergeContacts(db, organisationId, userId, c.req.valid('json')))
    })
    .get('/export.csv', allow(deps, 'designer'), validate('query', ContactFilter), async (c) => {
      const { organisationId, userId: actorId } = c.get('caller')
      const lines = await exportContactsCsv(db, { organisationId, actorId, filter: c.req.valid('query') })
      return csvDownload(c, 'contacts.csv', lines)
    })
    .get('/export.xlsx', allow(deps, 'designer'), validate('query', ContactFilter), async (c) => {
      const { organisationId, userId: actorId } = c.get('caller')
      const filter = c.req.valid('query')
      const workbook = await exportContactsWorkbook(db, { organisationId, actorId, filter })
      return c.body(new Uint8Array(workbook), 200, {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': 'attachment; filename="contacts.xlsx"',
      })
    })
    .get('/:contactId', allow(deps, 'designer'), validate('param', Path), async (c) => {
      const { contactId } = c.req.valid('param')
      const detail = await withOrganisation(db, c.get('caller').organisationId, async (db) => {
        const contact = await findContact(db, contactId)
        if (contact === undefined) throw notFound('contact')
        const [invitable = 'unknown-contact'] = await listInvitable(db, [contactId])
        const invitations = await listContactInvitations(db, contactId)
        const responses = await countContactResponses(db, contactId)
        return { ...contact, invitable, invitations, responses } satisfies ContactDetail
      })
      return c.json(detail)
    })
    .patch(
      '/:contactId',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', ContactChange),
      async (c) => {
        const { contactId } = c.req.valid('param')
        return c.json(await changeContact(databases, c.get('caller'), contactId, c.req.valid('json')))
      },
    )
    .post(
      '/:contactId/erase',
      allow(deps, 'designer'),
      validate('param', Path),
      validate('json', ContactErasure),
      async (c) => {
        const { organisationId, userId } = c.get('caller')
        const { contactId } = c.req.valid('param')
        const by = { organisationId, actorId: userId, marks: deps.marks }
        return c.json(await eraseContact(db, by, contactId, c.req.valid('json')))
      },
    )
}
