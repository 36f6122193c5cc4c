import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../../../api/contract/account.ts'
import type { Analysis } from '../../../api/contract/analysis.ts'
import { ROLES, type Role } from '../../../api/contract/common.ts'
import type { Contact } from '../../../api/contract/contact.ts'
import type { Import } from '../../../api/contract/import.ts'
import { NewMailing } from '../../../api/contract/mailing.ts'
import type { Program } from '../../../api/contract/program.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { addPicture } from '../../../api/services/add-picture.ts'
import { sendInvitations } from '../../../api/services/send-invitations.ts'
import { smallPng } from '../../small-png.ts'
import {
  type Ask,
  createTestApp,
  done,
  newProgram,
  ORIGIN,
  openFieldwork,
  submission,
} from '../../test-app.ts'
import { registerOf } from '../register.ts'
import { everythingStored } from '../stored.ts'

interface Ids {
  readonly programId: string
  readonly waveId: string
  readonly collectorId: string
  readonly importId: string
  readonly analysisId: string
  readonly memberId: string
  readonly brandId: string
  readonly contactId: string
  readonly mailingId: string
  readonly invitationId: string
  readonly callId: string
  readonly contactImportId: string
  readonly attributeKey: string
  readonly pictureId: string
  readonly receipt: string
  readonly key: string
}

interface Route {
  /** `public`: no account is asked for. */
  readonly role: Role | 'public'
  readonly body?: (ids: Ids) => unknown
}

const csv = 'imag1\n7\n'
const text = { subject: 'Hello', body: '{link}' }
const texts = { en: text, 'zh-Hans': text, 'zh-Hant': text }
const days = { name: 'Wave', opensOn: '2020-01-01', closesOn: '2099-12-31' }

/** Every route of the app. A new one must be added here, with the role it needs. */
const ROUTES: Readonly<Record<string, Route>> = {
  'GET /healthz': { role: 'public' },
  'GET /readyz': { role: 'public' },
  'GET /api/auth/get-session': { role: 'public' },
  'POST /api/auth/sign-in/email': { role: 'public' },
  'POST /api/auth/sign-out': { role: 'public' },
  'POST /api/auth/change-password': { role: 'public' },
  'POST /api/auth/revoke-other-sessions': { role: 'public' },
  'GET /api/session': { role: 'public' },
  'POST /api/setup': { role: 'public' },
  'GET /api/demo': { role: 'viewer' },
  // Open on an empty installation only; afterwards it asks for a designer itself (tested below).
  'POST /api/demo': { role: 'public' },
  'GET /api/members': { role: 'owner' },
  'POST /api/members': {
    role: 'owner',
    body: () => ({ name: 'New', email: `${uuidv7()}@example.org`, role: 'viewer' }),
  },
  'PATCH /api/members/:memberId': { role: 'owner', body: () => ({ role: 'viewer' }) },
  'DELETE /api/members/:memberId': { role: 'owner' },
  'GET /api/instruments': { role: 'viewer' },
  'GET /api/programs': { role: 'viewer' },
  'POST /api/programs': { role: 'designer', body: () => newProgram() },
  'GET /api/programs/:programId': { role: 'viewer' },
  'PATCH /api/programs/:programId': { role: 'designer', body: () => ({ name: 'Taken over' }) },
  'DELETE /api/programs/:programId': { role: 'designer' },
  'GET /api/programs/:programId/preview': { role: 'viewer' },
  'POST /api/programs/:programId/publish': { role: 'designer' },
  'GET /api/programs/:programId/waves': { role: 'viewer' },
  'POST /api/programs/:programId/waves': { role: 'designer', body: () => days },
  'GET /api/waves/:waveId': { role: 'viewer' },
  'GET /api/waves/:waveId/brands': { role: 'viewer' },
  'PATCH /api/waves/:waveId': { role: 'designer', body: () => ({ name: 'Taken over' }) },
  'POST /api/waves/:waveId/close': { role: 'designer' },
  'POST /api/waves/:waveId/reopen': { role: 'designer' },
  'GET /api/waves/:waveId/collectors': { role: 'viewer' },
  'POST /api/waves/:waveId/collectors': { role: 'designer', body: () => ({ brandId: null }) },
  'GET /api/waves/:waveId/quotas': { role: 'viewer' },
  'POST /api/pictures': { role: 'designer', body: () => ({}) },
  'GET /api/pictures/:pictureId': { role: 'viewer' },
  'PUT /api/waves/:waveId/quotas': { role: 'designer', body: () => ({ quotas: [] }) },
  'GET /api/waves/:waveId/fieldwork': { role: 'viewer' },
  'GET /api/waves/:waveId/quality': { role: 'analyst' },
  'POST /api/waves/:waveId/quality/check': { role: 'analyst' },
  'POST /api/waves/:waveId/exclusions/preview': {
    role: 'analyst',
    body: () => ({ responseIds: [uuidv7()], excluded: true }),
  },
  'POST /api/waves/:waveId/exclusions': {
    role: 'analyst',
    body: () => ({ responseIds: [uuidv7()], excluded: true, reason: 'test' }),
  },
  'GET /api/waves/:waveId/receipts/:receipt': { role: 'analyst' },
  'POST /api/waves/:waveId/erase': { role: 'designer', body: () => ({ receipt: '8D5E-0F3A-21BC' }) },
  'GET /api/waves/:waveId/imports': { role: 'designer' },
  'POST /api/waves/:waveId/uploads': { role: 'designer', body: () => ({}) },
  'POST /api/waves/:waveId/imports/preview': { role: 'designer', body: () => ({ fileName: 'a.csv', csv }) },
  'POST /api/waves/:waveId/imports': { role: 'designer', body: () => ({ fileName: 'a.csv', csv }) },
  'GET /api/waves/:waveId/mailings': { role: 'viewer' },
  'POST /api/waves/:waveId/mailings': { role: 'designer', body: () => ({ contacts: {}, texts }) },
  'POST /api/waves/:waveId/mailings/count': { role: 'designer', body: () => ({}) },
  'POST /api/waves/:waveId/mailings/preview': {
    role: 'designer',
    body: () => ({ language: 'en', text: texts.en }),
  },
  'POST /api/waves/:waveId/mailings/test': {
    role: 'designer',
    body: () => ({ language: 'en', text: texts.en }),
  },
  'GET /api/waves/:waveId/invitations': { role: 'designer' },
  'POST /api/mailings/:mailingId/cancel': { role: 'designer' },
  'POST /api/mailings/:mailingId/resend-uncertain': { role: 'designer' },
  'POST /api/invitations/:invitationId/bounced': { role: 'designer' },
  'POST /api/invitations/:invitationId/switch-off': { role: 'designer' },
  'POST /api/invitations/:invitationId/switch-on': { role: 'designer' },
  'POST /api/waves/:waveId/links': { role: 'designer', body: () => ({ contacts: {} }) },
  'POST /api/waves/:waveId/links/count': { role: 'designer', body: () => ({}) },
  'GET /api/waves/:waveId/links.csv': { role: 'designer' },
  'GET /api/waves/:waveId/calls': { role: 'interviewer' },
  'POST /api/waves/:waveId/calls': { role: 'designer', body: () => ({ contacts: {} }) },
  'POST /api/waves/:waveId/calls/count': { role: 'designer', body: () => ({}) },
  'POST /api/waves/:waveId/calls/next': { role: 'interviewer' },
  'POST /api/calls/:callId/attempts': { role: 'interviewer', body: () => ({ outcome: '3.13' }) },
  'POST /api/calls/:callId/release': { role: 'interviewer' },
  'GET /api/collectors/:collectorId/qr.svg': { role: 'viewer' },
  'GET /api/collectors/:collectorId/qr.png': { role: 'viewer' },
  'PATCH /api/collectors/:collectorId': { role: 'designer', body: () => ({ embedOrigins: [] }) },
  'GET /api/imports/:importId': { role: 'designer' },
  'POST /api/imports/:importId/cancel': { role: 'designer' },
  'POST /api/imports/:importId/taking-back/preview': { role: 'designer', body: () => ({ takenBack: true }) },
  'POST /api/imports/:importId/taking-back': {
    role: 'designer',
    body: () => ({ takenBack: true, reason: 'test' }),
  },
  'GET /api/imports/:importId/rejected.csv': { role: 'designer' },
  'GET /api/contacts': { role: 'designer' },
  'POST /api/contacts': { role: 'designer', body: () => ({ customerNumber: uuidv7() }) },
  'GET /api/contacts/summary': { role: 'designer' },
  'GET /api/contacts/duplicates': { role: 'designer' },
  'GET /api/contacts/attributes': { role: 'viewer' },
  'PUT /api/contacts/attributes': { role: 'designer', body: () => ({ attributes: [] }) },
  'POST /api/contacts/attributes': {
    role: 'designer',
    body: () => ({ key: `k${uuidv7()}`, title: { en: 'Taken over' }, values: [] }),
  },
  'GET /api/contacts/attributes/:attributeKey/values': { role: 'designer' },
  'POST /api/contacts/attributes/:attributeKey/list': {
    role: 'designer',
    body: () => ({ values: [{ code: 'other', title: { en: 'Other' } }] }),
  },
  'POST /api/contacts/attributes/:attributeKey/values': {
    role: 'designer',
    body: () => ({ values: [{ code: 'other', title: { en: 'Other' } }] }),
  },
  'GET /api/contacts/rule': { role: 'designer' },
  'PUT /api/contacts/rule': {
    role: 'designer',
    body: () => ({ mostInvitations: 1, inDays: 1, callingCode: null }),
  },
  'POST /api/contacts/assign': { role: 'designer', body: () => ({ contacts: { filter: {} }, batch: 'all' }) },
  'POST /api/contacts/merge': {
    role: 'designer',
    body: ({ contactId }) => ({ keep: contactId, others: [uuidv7()] }),
  },
  'GET /api/contacts/export.csv': { role: 'designer' },
  'GET /api/contacts/export.xlsx': { role: 'designer' },
  'GET /api/contacts/:contactId': { role: 'designer' },
  'PATCH /api/contacts/:contactId': { role: 'designer', body: () => ({ name: 'Taken over' }) },
  'POST /api/contacts/:contactId/erase': { role: 'designer', body: () => ({ responses: 'delete' }) },
  'GET /api/contacts/imports': { role: 'designer' },
  'POST /api/contacts/imports': { role: 'designer', body: () => ({}) },
  'GET /api/contacts/imports/:contactImportId': { role: 'designer' },
  'POST /api/contacts/imports/:contactImportId/preview': { role: 'designer', body: () => ({}) },
  'POST /api/contacts/imports/:contactImportId/values': {
    role: 'designer',
    body: () => ({ columns: [{ column: 'email' }] }),
  },
  'POST /api/contacts/imports/:contactImportId/start': { role: 'designer', body: () => ({}) },
  'POST /api/contacts/imports/:contactImportId/cancel': { role: 'designer' },
  'GET /api/contacts/imports/:contactImportId/rejected.csv': { role: 'designer' },
  'POST /api/analyses': {
    role: 'analyst',
    body: ({ programId }) => ({ method: 'index', slice: { programId }, options: { resamples: 0 } }),
  },
  'GET /api/programs/:programId/analyses': { role: 'viewer' },
  'GET /api/analyses/:analysisId': { role: 'viewer' },
  'POST /api/analyses/:analysisId/cancel': { role: 'analyst' },
  'GET /api/results/programs/:programId': { role: 'viewer' },
  'GET /u/:key': { role: 'public' },
  'POST /u/:key': { role: 'public' },
  'GET /r/:key/form': { role: 'public' },
  'POST /r/:key/screen': { role: 'public', body: () => ({}) },
  'POST /r/:key': { role: 'public', body: () => submission() },
  'PUT /r/:key/partial': { role: 'public' },
  'GET /r/:key': { role: 'public' },
  'POST /r/:key/answer': { role: 'public' },
  'GET /r/:key/receipt': { role: 'public' },
  'GET /r/offline': { role: 'public' },
  'GET /r/worker.js': { role: 'public' },
  'POST /r/:key/erase': { role: 'public' },
  'GET /r/:key/pictures/:id': { role: 'public' },
}

const RANK: readonly Role[] = ['viewer', 'interviewer', 'analyst', 'designer', 'owner']

const split = (route: string) => {
  const [method = '', path = ''] = route.split(' ')
  return { method, path }
}

/** The path with ids in place of its parameters. */
function fill(path: string, ids: Ids): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = Object.entries(ids).find(([key]) => key === name)?.[1]
    if (id === undefined) throw new Error(`no id for the path parameter "${name}"`)
    return id
  })
}

const gated = Object.entries(ROUTES).filter(([, { role }]) => role !== 'public')
const withIds = gated.filter(([route, { body }]) => route.includes('/:') || body?.length === 1)

describe('access', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let mine: Awaited<ReturnType<typeof test.organisation>>
  let theirs: Awaited<ReturnType<typeof test.organisation>>
  let ids: Ids
  let roles: Record<Role, Ask>

  beforeAll(async () => {
    test = await createTestApp()
    mine = await test.organisation('Mine')
    theirs = await test.organisation('Theirs')
    const { program, wave, collector, key, brandId, path } = await openFieldwork(mine.ask)
    const answered = submission()
    await done(test.ask('POST', path, answered))
    const imported = await done<Import>(
      mine.ask('POST', `/api/waves/${wave.id}/imports`, { fileName: 'a.csv', csv: 'imag1\n99\n', brandId }),
    )
    const analysis = await done<Analysis>(
      mine.ask('POST', '/api/analyses', {
        method: 'index',
        slice: { programId: program.id },
        options: { resamples: 0 },
      }),
    )
    const contact = await done<Contact>(mine.ask('POST', '/api/contacts', { customerNumber: '1' }))
    await done(mine.ask('POST', '/api/contacts', { email: 'a@example.org', phone: '+8613900000000' }))
    const mailing = await sendInvitations(
      {
        db: test.databases.app,
        jobs: test.jobs,
        links: test.links,
        publicUrl: ORIGIN,
        from: 'b@example.org',
      },
      { organisationId: mine.organisationId, userId: uuidv7() },
      wave.id,
      NewMailing.parse({ contacts: {}, texts }),
    )
    await done(mine.ask('POST', `/api/waves/${wave.id}/calls`, { contacts: {} }))
    const called = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      db.selectFrom('call').select(['id as callId', 'invitationId']).executeTakeFirstOrThrow(),
    )
    await done(
      mine.ask('POST', '/api/contacts/attributes', {
        key: 'segment-of-mine',
        title: { en: 'Segment' },
        values: [{ code: 'one', title: { en: 'One' } }],
      }),
    )
    const file = await registerOf(test, mine).upload('email\na@example.org\n')
    const picture = await addPicture(test.databases.app, mine.organisationId, smallPng())
    roles = {
      owner: mine.ask,
      designer: await mine.member('designer'),
      analyst: await mine.member('analyst'),
      interviewer: await mine.member('interviewer'),
      viewer: await mine.member('viewer'),
    }
    const { members } = await done<{ members: Member[] }>(mine.ask('GET', '/api/members'))
    ids = {
      programId: program.id,
      waveId: wave.id,
      collectorId: collector.id,
      importId: imported.id,
      analysisId: analysis.id,
      memberId: members.find((member) => member.role === 'viewer')?.id ?? '',
      brandId,
      contactId: contact.id,
      mailingId: mailing.mailing.id,
      ...called,
      contactImportId: file.body.id,
      attributeKey: 'segment-of-mine',
      pictureId: picture.id,
      receipt: answered.id.slice(-12),
      key,
    }
  })
  afterAll(() => test.stop())

  it('case 31: every route states the role it needs, or is on the list of public ones', () => {
    const stated = new Map<string, Role | undefined>()
    for (const { method, path, handler } of test.app.routes) {
      if (method === 'ALL') continue
      const role = ROLES.find((role) => 'role' in handler && handler.role === role)
      const route = `${method} ${path}`
      stated.set(route, stated.get(route) ?? role)
    }
    const expected = Object.entries(ROUTES).map(([route, { role }]) => [route, role])
    const found = [...stated].map(([route, role]) => [route, role ?? 'public'])
    expect(found.sort()).toEqual(expected.sort())
  })

  it.each(withIds)(
    'case 30: another organisation asking %s finds nothing and changes nothing',
    async (route, { body }) => {
      const { method, path } = split(route)
      const before = await everythingStored(test, mine.organisationId)
      const answer = await theirs.ask(method, fill(path, ids), body?.(ids))
      expect(answer.status).toBe(404)
      expect(answer.body.error.code).toBe('not-found')
      expect(await everythingStored(test, mine.organisationId)).toEqual(before)
    },
  )

  it('case 30: lists hold only the own organisation', async () => {
    expect((await theirs.ask<object>('GET', '/api/programs')).body).toEqual({ programs: [] })
    const { members } = await done<{ members: Member[] }>(theirs.ask('GET', '/api/members'))
    expect(members.map(({ email }) => email)).toEqual(['theirs@example.org'])
    expect((await theirs.ask<object>('GET', '/api/demo')).body).toMatchObject({ state: 'none' })
  })

  it('case 30: ids of another organisation inside a body are refused', async () => {
    const own = await openFieldwork(theirs.ask)
    const before = await everythingStored(test, theirs.organisationId)
    const collector = await theirs.ask('POST', `/api/waves/${own.wave.id}/collectors`, {
      brandId: ids.brandId,
    })
    expect([collector.status, collector.body.error.message]).toEqual([
      422,
      'brandId: is not a brand of this program',
    ])
    for (const step of ['imports', 'imports/preview']) {
      const refused = await theirs.ask('POST', `/api/waves/${own.wave.id}/${step}`, {
        fileName: 'a.csv',
        csv,
        brandId: ids.brandId,
      })
      expect([refused.status, refused.body.error.code]).toEqual([422, 'unknown-brand'])
    }
    const answered = await test.ask('POST', own.path, { ...submission(), brandId: ids.brandId })
    expect(answered.status).toBe(422)
    expect(await everythingStored(test, theirs.organisationId)).toEqual(before)
  })

  it('case 30: an answer under the id of another organisation’s answer is refused and neither changes', async () => {
    const own = await openFieldwork(theirs.ask)
    const taken = submission()
    await done(test.ask('POST', `/r/${ids.key}`, taken))
    const before = await Promise.all(
      [mine, theirs].map(({ organisationId }) => everythingStored(test, organisationId)),
    )
    const answer = await test.ask('POST', own.path, taken)
    expect([answer.status, answer.body.error.code]).toEqual([409, 'id-taken'])
    const after = await Promise.all(
      [mine, theirs].map(({ organisationId }) => everythingStored(test, organisationId)),
    )
    expect(after).toEqual(before)
  })

  it.each(gated)(
    'case 31: %s refuses every lesser role and those without a session',
    async (route, { role, body }) => {
      const { method, path } = split(route)
      const before = await everythingStored(test, mine.organisationId)
      const nobody = await test.ask(method, fill(path, ids), body?.(ids))
      expect([nobody.status, nobody.body.error.code]).toEqual([401, 'signed-out'])
      for (const lesser of RANK.slice(0, RANK.indexOf(role as Role))) {
        const answer = await roles[lesser](method, fill(path, ids), body?.(ids))
        expect([lesser, answer.status, answer.body.error.message]).toEqual([
          lesser,
          403,
          `this needs the role ${role}; yours is ${lesser}`,
        ])
      }
      expect(await everythingStored(test, mine.organisationId)).toEqual(before)
    },
  )

  it('case 31: a viewer writes nothing anywhere', () => {
    const writes = gated.filter(([route]) => !route.startsWith('GET '))
    expect(writes.length).toBeGreaterThan(10)
    expect(writes.filter(([, { role }]) => role === 'viewer')).toEqual([])
  })

  it.each(gated.filter(([route]) => route.startsWith('GET ')))(
    '%s answers the role it names',
    async (route, { role }) => {
      const { path } = split(route)
      expect((await roles[role as Role]('GET', fill(path, ids))).status).toBe(200)
    },
  )

  it.each([
    ['viewer', 403],
    ['analyst', 403],
  ] as const)('case 31: a %s cannot load the demo (%i)', async (role, status) => {
    const answer = await roles[role]('POST', '/api/demo', {})
    expect([answer.status, answer.body.error.message]).toEqual([
      status,
      `this needs the role designer; yours is ${role}`,
    ])
    expect((await test.ask('POST', '/api/demo', {})).status).toBe(401)
  })

  it.each([
    'not-an-id',
    '00000000-0000-0000-0000-000000000000',
    "'; drop table program; --",
    '%00',
    '%E0%A4%A',
    '..%2f',
  ])('an id that is none (%s) is an address that leads nowhere', async (id) => {
    for (const [route, { body }] of gated.filter(([route]) => route.includes('/:'))) {
      const { method, path } = split(route)
      const answer = await mine.ask(method, path.replace(/:\w+/, id), body?.(ids))
      expect([route, answer.status]).toEqual([route, 404])
    }
    expect((await mine.ask<Program>('GET', `/api/programs/${ids.programId}`)).status).toBe(200)
  })
})
