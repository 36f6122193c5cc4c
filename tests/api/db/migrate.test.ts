import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type Databases, openDatabases } from '../../../api/db/database.ts'
import { migrate } from '../../../api/db/migrate.ts'
import { findProgram } from '../../../api/db/programs.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { randomWord, uuidv7 } from '../../../api/ids.ts'
import { migrations } from '../../../migrations/index.ts'
import { createDatabase, dropDatabase, urlOfDatabase } from '../../test-database.ts'

const name = `test_${randomWord(10)}`
let databases: Databases

beforeAll(async () => {
  await createDatabase(inject('postgresUrl'), name)
  databases = openDatabases(urlOfDatabase(inject('postgresUrl'), name), () => undefined)
})
afterAll(async () => {
  await databases.close()
  await dropDatabase(inject('postgresUrl'), name)
})

it('keeps a program and its answers that an earlier version wrote', async () => {
  const before = Object.fromEntries(Object.entries(migrations).filter(([step]) => step < '0005'))
  const { error } = await new Migrator({
    db: databases.system.withoutPlugins(),
    provider: { getMigrations: async () => before },
  }).migrateToLatest()
  expect(error).toBeUndefined()
  const organisation = uuidv7()
  const programId = uuidv7()
  await databases.system.transaction().execute(async (db) => {
    await sql`select set_config('manyi.organisation_id', ${organisation}, true)`.execute(db)
    await sql`insert into program (organisation_id, id, name, purpose, category, period, instrument_name,
      instrument_version, languages, attributes) values (${organisation}, ${programId}, 'Old', '', '{}', '{}',
      'ecsi-core', 1, '["en"]', '[]')`.execute(db)
    await sql`insert into observation (organisation_id, response_id, program_id, wave_id, form_id, brand_id, scores,
      states, received_at) values (${organisation}, ${uuidv7()}, ${programId}, ${uuidv7()}, ${uuidv7()}, ${uuidv7()},
      '[7]', 'a', now())`.execute(db)
  })

  const steps = await migrate(databases.system)
  expect(steps[0]).toBe('0005-modules')
  await withOrganisation(databases.app, organisation, async (db) => {
    expect(await findProgram(db, programId)).toMatchObject({
      name: 'Old',
      modules: [
        { instrument: { name: 'ecsi-core', version: 1 }, parameters: {}, asked: 'always', weight: 1 },
      ],
      rotating: 0,
      loop: 0,
      redirect: null,
    })
    expect(
      await db.selectFrom('observation').select(['scores', 'excluded', 'partial', 'flags']).execute(),
    ).toEqual([{ scores: [7], excluded: false, partial: false, flags: [] }])
  })
  expect(await migrate(databases.system)).toEqual([])
})
