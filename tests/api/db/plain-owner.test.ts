import { sql } from 'kysely'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Databases, openDatabases } from '../../../api/db/database.ts'
import { countSending, listDueMailings } from '../../../api/db/mailings.ts'
import { migrate } from '../../../api/db/migrate.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { randomWord, uuidv7 } from '../../../api/ids.ts'
import { startJobs } from '../../../api/jobs/jobs.ts'
import { watchForRush } from '../../../api/jobs/look-after-fieldwork.ts'
import { makeMailing } from '../../mailing.ts'
import { dropDatabase, urlOfDatabase } from '../../test-database.ts'

/** Owners of databases at a hosting provider: no superuser, and bound by row security like everybody. */
describe('a database whose owner is nobody special', () => {
  const name = `plain_${randomWord(10)}`
  let url: string
  let databases: Databases

  const asAdmin = async (...statements: string[]) => {
    const client = new pg.Client({ connectionString: urlOfDatabase(inject('postgresUrl'), 'postgres') })
    client.on('error', () => undefined)
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
  beforeAll(async () => {
    await asAdmin(
      `create role ${name} login nosuperuser nobypassrls nocreaterole nocreatedb password 'a-password'`,
      `grant manyi_app to ${name}`,
      `create database ${name} owner ${name}`,
    )
    const address = new URL(urlOfDatabase(inject('postgresUrl'), name))
    address.username = name
    address.password = 'a-password'
    url = address.toString()
    databases = openDatabases(url, () => undefined)
    await migrate(databases.system)
    await (await startJobs(databases, pino({ level: 'silent' }))).stop()
  })
  afterAll(async () => {
    await databases.close()
    await dropDatabase(inject('postgresUrl'), name)
    await asAdmin(`drop role ${name}`)
  })

  it('counts the mailings that send in every organisation, and tells nobody whose they are', async () => {
    const senders = [await openSender(), await openSender()]
    const counted: number[] = []
    for (const { organisationId, mailingId } of senders) {
      await withOrganisation(databases.app, organisationId, async (db) => {
        counted.push(await countSending(db, mailingId))
        expect((await db.selectFrom('mailing').select('id').execute()).map(({ id }) => id)).toEqual([
          mailingId,
        ])
      })
    }
    expect(counted).toEqual([1, 2])
    expect((await listDueMailings(databases.app)).length).toBe(2)
  })

  it('sees a rush of answers in every organisation, and tells nobody whose they are', async () => {
    const { organisationId, mailingId } = await openSender()
    const { id: waveId, programId } = await withOrganisation(databases.app, organisationId, (db) =>
      db
        .selectFrom('wave')
        .innerJoin('mailing', 'mailing.waveId', 'wave.id')
        .select(['wave.id', 'wave.programId'])
        .where('mailing.id', '=', mailingId)
        .executeTakeFirstOrThrow(),
    )
    const come = (many: number) =>
      withOrganisation(databases.app, organisationId, (db) =>
        sql`insert into wave_count (organisation_id, program_id, wave_id, brand_id, day, slot, counted, set_aside, partial, changes)
          values (${organisationId}, ${programId}, ${waveId}, ${uuidv7()}, now(), 0, ${many}, 0, 0, ${many})`.execute(
          db,
        ),
      )
    const isRush = watchForRush(databases.app)
    await come(20_000)
    expect(await isRush()).toBe(false)
    await come(20_000)
    expect(await isRush()).toBe(true)
    expect(await databases.app.selectFrom('waveCount').select('waveId').execute()).toEqual([])
  })

  async function openSender() {
    const sender = await makeMailing(url, 'http://127.0.0.1:3000', 'a-secret-for-tests-that-is-long-enough')
    await sender.addContacts(1)
    const { mailing } = await sender.send()
    await sender.close()
    return { organisationId: sender.organisationId, mailingId: mailing.id }
  }
})
