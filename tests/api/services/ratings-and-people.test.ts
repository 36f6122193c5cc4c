import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { expectedMargin } from '../../../api/services/expected-margin.ts'
import { readFieldwork } from '../../../api/services/read-fieldwork.ts'
import { openFieldwork, startTestApp } from '../../test-app.ts'
import { inviteMany } from '../invite-many.ts'

const { test, mine } = await startTestApp()

type Made = Awaited<ReturnType<typeof openFieldwork>>

const inTenant = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(test.databases.app, mine.organisationId, work)
const now = ({ wave }: Made) => readFieldwork(test.databases.app, mine.organisationId, wave.id)
/** Ratings of a brand, straight in the database; `responseId`: all by one person. */
const rate = ({ program, wave }: Made, brandId: string, many: number, responseId: string | null = null) =>
  inTenant((db) =>
    sql`insert into observation (organisation_id, response_id, program_id, wave_id, form_id, brand_id, scores, states,
        attributes, partial, received_at)
      select ${mine.organisationId}::uuid, coalesce(${responseId}::uuid, gen_random_uuid()), ${program.id}::uuid,
        ${wave.id}::uuid, ${wave.formId}::uuid, ${brandId}::uuid, '[]', '', '{}', ${responseId !== null}, now()
      from generate_series(1, ${many})`.execute(db),
  )

it('who broke off after rating three brands is one person who said enough', async () => {
  const made = await openFieldwork(mine.ask, {
    loop: 3,
    brands: [
      { name: 'Ours', own: true },
      { name: 'Theirs', own: false },
      { name: 'Others', own: false },
    ],
  })
  const invited = inviteMany(mine.organisationId, { ...made, brandId: null as never })
  const responseId = uuidv7()
  await inTenant(async (db) => {
    await invited.openWays(db)
    await invited.add(db, { people: 7 })
    await invited.add(db, { people: 2, state: 'started', partial: { brandId: null } })
    await sql`update partial set id = ${responseId} where id = (
      select id from partial where wave_id = ${made.wave.id}::uuid order by id limit 1)`.execute(db)
  })
  for (const { id } of made.program.brands) await rate(made, id, 1, responseId)
  const seen = await now(made)
  expect(seen.usablePartials).toBe(1)
  expect(seen.brandUnknown).toEqual({ invited: 9, started: 2 })
  expect(seen.brands.map(({ invited, started }) => [invited, started])).toEqual([
    [null, 0],
    [null, 0],
    [null, 0],
  ])
})

it('of a form that draws the index for every other respondent, half the answers bear on its margin', async () => {
  const module = (name: string) => ({
    ...{ instrument: { name, version: 1 }, parameters: {}, asked: 'rotating' as const, weight: 1 },
  })
  const made = await openFieldwork(mine.ask, {
    modules: [module('ecsi-mobile'), module('nps')],
    rotating: 1,
  })
  await rate(made, made.brandId, 400)
  expect((await now(made)).brands.find(({ brandId }) => brandId === made.brandId)).toMatchObject({
    ...{ counted: 400, forIndex: 200, marginNow: expectedMargin(20, 200) },
  })
})
