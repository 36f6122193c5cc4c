import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Import } from '../../../api/contract/import.ts'
import type { Db } from '../../../api/db/database.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { createTestApp, done, openFieldwork, submission } from '../../test-app.ts'
import { countStored, TENANT_TABLES } from '../stored.ts'

describe('tenancy in the database itself', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let mine: string
  let theirs: string
  let key: string

  beforeAll(async () => {
    test = await createTestApp()
    const owner = await test.organisation('Mine')
    mine = owner.organisationId
    theirs = (await test.organisation('Theirs')).organisationId
    const made = await openFieldwork(owner.ask)
    key = made.key
    await done(test.ask('POST', made.path, submission({ region: 'local' })))
    await done(
      owner.ask('POST', `/api/waves/${made.wave.id}/imports`, {
        fileName: 'a.csv',
        csv: 'imag1\n7\n99\n',
        brandId: made.brandId,
      }),
    )
    const taken = await done<Import>(
      owner.ask('POST', `/api/waves/${made.wave.id}/imports`, {
        ...{ fileName: 'b.csv', csv: 'imag1\n8\n', brandId: made.brandId },
      }),
    )
    const decision = { takenBack: true, reason: 'test' }
    await done(owner.ask('POST', `/api/imports/${taken.id}/taking-back`, decision))
    await withOrganisation(test.databases.app, mine, (db) => insertFieldwork(db, mine, made))
    await done(owner.ask('POST', '/api/analyses', { method: 'index', slice: { programId: made.program.id } }))
  })
  afterAll(() => test.stop())

  const count = async (db: Db, table: string) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)
    return rows[0]?.n
  }

  it('lists every table that holds an organisation’s rows', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'organisation_id' order by 1`.execute(
      test.databases.system,
    )
    expect(rows.map(({ name }) => name)).toEqual([...TENANT_TABLES].sort())
  })

  it.each(TENANT_TABLES)(
    '%s: the own rows are there, without the setting none are, and none for others',
    async (table) => {
      expect(await countStored(test.databases, mine, table)).toBeGreaterThan(0)
      expect(await count(test.databases.app, table)).toBe(0)
      expect(await countStored(test.databases, theirs, table)).toBe(0)
    },
  )

  it.each(TENANT_TABLES)('%s: rows of others can be neither written, changed nor removed', async (table) => {
    const copy = (db: Db, columns: string) =>
      sql`insert into ${sql.table(table)} select ${sql.raw(columns)} from ${sql.table(table)} limit 1`.execute(
        db,
      )
    // Every column as it is, but for the organisation: refused by the policy before any key is looked at.
    const columns = await columnsOf(test.databases.system, table)
    const moved = columns.map((name) => (name === 'organisation_id' ? `'${theirs}'::uuid` : name)).join(', ')
    await expect(withOrganisation(test.databases.app, mine, (db) => copy(db, moved))).rejects.toThrow(
      /row-level security/,
    )
    await expect(
      withOrganisation(test.databases.app, mine, (db) =>
        sql`update ${sql.table(table)} set organisation_id = ${theirs}::uuid`.execute(db),
      ),
    ).rejects.toThrow(/row-level security/)

    const before = await countStored(test.databases, mine, table)
    const gone = await withOrganisation(test.databases.app, theirs, (db) =>
      sql`delete from ${sql.table(table)}`.execute(db),
    )
    expect(gone.numAffectedRows).toBe(0n)
    expect(await countStored(test.databases, mine, table)).toBe(before)
  })

  it('the app’s role is neither superuser nor above row security, owns nothing, and security is forced', async () => {
    const { rows: who } = await sql<{ name: string }>`select current_user as name`.execute(test.databases.app)
    expect(who).toEqual([{ name: 'manyi_app' }])
    const { rows } = await sql<object>`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin from pg_roles
      where rolname = 'manyi_app'`.execute(test.databases.system.withoutPlugins())
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: false },
    ])
    const { rows: tables } = await sql<{ relname: string }>`
      select relname from pg_class c join pg_namespace n on n.oid = relnamespace
      where nspname = 'public' and relkind in ('r', 'p') and relrowsecurity and relforcerowsecurity
        and pg_get_userbyid(relowner) <> 'manyi_app' order by 1`.execute(test.databases.system)
    expect(tables.map(({ relname }) => relname)).toEqual([...TENANT_TABLES].sort())
  })

  it('a connection does not carry one organisation to the next request', async () => {
    await withOrganisation(test.databases.app, mine, (db) => count(db, 'program'))
    const seen = await Promise.all(Array.from({ length: 30 }, () => count(test.databases.app, 'program')))
    expect(new Set(seen)).toEqual(new Set([0]))
    await expect(
      withOrganisation(test.databases.app, mine, () => Promise.reject(new Error('broken off'))),
    ).rejects.toThrow('broken off')
    expect(await count(test.databases.app, 'program')).toBe(0)
  })

  it('a link’s key leads to its organisation and a wrong one to none; accounts cannot be read at all', async () => {
    const organisationOf = async (key: string) => {
      const { rows } = await sql<{ id: string | null }>`
        select organisation_of_collector(${key}) as id`.execute(test.databases.app)
      return rows[0]?.id
    }
    expect(await organisationOf(key)).toBe(mine)
    expect(await organisationOf(`${key}x`)).toBeNull()
    for (const table of ['auth.user', 'auth.session', 'auth.account', 'auth.member']) {
      await expect(count(test.databases.app, table)).rejects.toThrow(/permission denied/)
    }
  })
})

async function columnsOf(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'
    order by ordinal_position`.execute(db)
  return rows.map(({ name }) => name)
}

/** A row in each table that no request of this test writes to. */
async function insertFieldwork(
  db: Db,
  organisationId: string,
  { program, wave, collector, brandId }: Awaited<ReturnType<typeof openFieldwork>>,
) {
  const of = { organisationId, id: crypto.randomUUID() }
  const asked = { programId: program.id, waveId: wave.id, collectorId: crypto.randomUUID() }
  const started = new Date()
  await db
    .insertInto('contact')
    .values({ ...of, attributes: '{}' })
    .execute()
  await db
    .insertInto('contactAttribute')
    .values({ organisationId, key: 'region', title: '{}', values: '[]', position: 0 })
    .execute()
  await db
    .insertInto('contactRule')
    .values({ organisationId, mostInvitations: 1, inDays: 30, callingCode: null })
    .execute()
  await db
    .insertInto('contactImport')
    .values({
      ...of,
      fileName: 'a.csv',
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      bytes: 7,
      columns: '["name"]',
      mapping: '{}',
      options: '{}',
      rows: 1,
      failure: null,
    })
    .execute()
  await db
    .insertInto('contactImportPart')
    .values({ organisationId, importId: of.id, position: 0, bytes: Buffer.from('name\nA\n') })
    .execute()
  await db
    .insertInto('erasedPerson')
    .values({ organisationId, id: of.id, filesBefore: of.id, traces: [] })
    .execute()
  await db
    .insertInto('contactImportRejected')
    .values({ organisationId, importId: of.id, line: 2, cells: ['A'], problems: '[]', keys: [] })
    .execute()
  await db
    .insertInto('picture')
    .values({ ...of, type: 'image/png', bytes: Buffer.from('x') })
    .execute()
  await db
    .insertInto('upload')
    .values({
      ...of,
      waveId: wave.id,
      fileName: 'a.csv',
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      columns: '["imag1"]',
      rows: 1,
      bytes: 8,
      contentHash: of.id,
    })
    .execute()
  await db
    .insertInto('uploadPart')
    .values({ organisationId, uploadId: of.id, position: 0, bytes: Buffer.from('imag1\n7\n') })
    .execute()
  await db
    .insertInto('invitation')
    .values({ ...of, ...asked, contactId: of.id, responseId: crypto.randomUUID(), tokenHash: of.id })
    .execute()
  const invited = { waveId: wave.id, contactId: of.id, invitationId: of.id }
  await db
    .insertInto('mailing')
    .values({
      ...of,
      ...asked,
      collectorId: collector.id,
      texts: '{}',
      reminderTexts: '{}',
      reminders: 0,
      reminderDays: 7,
      perMinute: 60,
      publicUrl: 'http://127.0.0.1',
      sendAt: started,
    })
    .execute()
  await db
    .insertInto('mail')
    .values({ ...of, ...invited, mailingId: of.id, number: 0, dueAt: started })
    .execute()
  await db
    .insertInto('call')
    .values({ ...of, ...invited, dueAt: started })
    .execute()
  await db
    .insertInto('attempt')
    .values({ ...of, ...invited, callId: of.id, interviewerId: of.id, outcome: '3.13' })
    .execute()
  await db
    .insertInto('partial')
    .values({
      ...of,
      ...asked,
      formId: wave.formId,
      language: 'en',
      answers: '{}',
      page: 'page-imag1',
      secretHash: of.id,
      paradata: '{}',
      startedAt: started,
    })
    .execute()
  await db
    .insertInto('quota')
    .values({ ...of, waveId: wave.id, brandId, attributes: '{}', target: 100 })
    .execute()
  await db
    .insertInto('audit')
    .values({ ...of, action: 'tested', subjectKind: 'wave', subjectId: wave.id, detail: '{}' })
    .execute()
}
