import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Databases, openDatabases } from '../../api/db/database.ts'
import { openEmbeddedServer } from '../../api/db/embedded-server.ts'
import { migrate } from '../../api/db/migrate.ts'
import { listPrograms } from '../../api/db/programs.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import { listWaves } from '../../api/db/waves.ts'
import { uuidv7 } from '../../api/ids.ts'
import { readFieldwork } from '../../api/services/read-fieldwork.ts'
import { checkAmongOthers, readQuality } from '../../api/services/read-quality.ts'
import { inputState } from '../../api/services/read-results.ts'
import { readQuotas, setQuotas } from '../../api/services/set-quotas.ts'
import { makeFieldwork } from '../fieldwork.ts'

const RESPONSES = 1_000_000
const BROKEN_OFF = 300_000

/** What the pages of a wave with a million responses take, and what the rare acts on it take. */
export async function benchFieldwork(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'manyi-bench-'))
  const postgres = await openEmbeddedServer(folder, 'bench', () => undefined)
  const databases = openDatabases(postgres.url, () => undefined)
  try {
    await migrate(databases.system)
    const made = await makeFieldwork(postgres.url, 'http://127.0.0.1')
    const { organisationId, programId, waveId } = made
    await time(`filling in ${RESPONSES.toLocaleString('en')} responses`, () => fill(databases, made), 1)
    const inTenant = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
      withOrganisation(databases.app, organisationId, work)
    await time('fieldwork monitor', () => readFieldwork(databases.app, organisationId, waveId))
    await time('wave page', () => inTenant((db) => listWaves(db, programId)))
    await time('programs page', () => inTenant(listPrograms))
    await time('are results fresh?', () => inTenant((db) => inputState(db, programId)))
    await time('review list', () =>
      readQuality(databases, organisationId, waveId, { list: 'review', page: 0 }),
    )
    const quota = { brandId: null, attributes: { region: 'local' }, target: 1_000_000 }
    await time(
      'setting a quota',
      () => setQuotas(databases.app, { organisationId, userId: uuidv7() }, waveId, [quota]),
      1,
    )
    await time('reading quotas', () => readQuotas(databases.app, organisationId, waveId))
    await time(
      'comparing all responses with each other',
      () => checkAmongOthers(databases.app, organisationId, waveId),
      1,
    )
  } finally {
    await databases.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Made = Awaited<ReturnType<typeof makeFieldwork>>

/** Straight into the tables, in transactions of a hundred thousand; triggers count as they always do. */
async function fill({ app, system }: Databases, { organisationId, waveId }: Made): Promise<void> {
  const step = 100_000
  for (let from = 0; from < RESPONSES; from += step) {
    await withOrganisation(app, organisationId, async (db) => {
      await sql`set local statement_timeout = 0`.execute(db)
      await sql`
        insert into response (organisation_id, id, program_id, wave_id, form_id, collector_id, brand_id, language,
          answers, body_hash, started_at, received_at)
        select w.organisation_id, ${id}, w.program_id, w.id, w.form_id, c.id, c.brand_id, 'en',
          (select jsonb_object_agg('imag' || j, 1 + (j * i) % 10) from generate_series(1, 24) as j), 'hash',
          now() - make_interval(mins => i / 60, secs => 60 + i % 600), now() - make_interval(mins => i / 60)
        from wave as w join collector as c on c.wave_id = w.id, generate_series(${from}::int, ${from + step - 1}::int) as i
        where w.id = ${waveId}`.execute(db)
      await sql`
        insert into observation (organisation_id, response_id, program_id, wave_id, form_id, brand_id, scores, states,
          attributes, flags, received_at)
        select w.organisation_id, ${id}, w.program_id, w.id, w.form_id, c.brand_id,
          (select jsonb_agg(1 + ('x' || substr(md5(i || '/' || j), 1, 4))::bit(16)::int % 10) from generate_series(1, 24) as j), repeat('a', 24),
          jsonb_build_object('region', (array['local', 'domestic'])[1 + i % 2]),
          case when i % 20 = 0 then '{straight-line,too-fast}'::text[] when i % 10 = 0 then '{zig-zag}' else '{}' end,
          now() - make_interval(mins => i / 60)
        from wave as w join collector as c on c.wave_id = w.id, generate_series(${from}::int, ${from + step - 1}::int) as i
        where w.id = ${waveId}`.execute(db)
    })
  }
  await withOrganisation(app, organisationId, (db) =>
    sql`
      insert into partial (organisation_id, id, program_id, wave_id, form_id, collector_id, brand_id, language, answers,
        page, secret_hash, started_at, updated_at)
      select w.organisation_id, gen_random_uuid(), w.program_id, w.id, w.form_id, c.id, c.brand_id, 'en',
        (select jsonb_object_agg('imag' || j, j) from generate_series(1, 12) as j), 'page-imag' || (1 + i % 24), 'secret',
        now(), now() - make_interval(mins => i / 10)
      from wave as w join collector as c on c.wave_id = w.id, generate_series(1, ${BROKEN_OFF}::int) as i
      where w.id = ${waveId}`.execute(db),
  )
  await sql`vacuum analyze`.execute(system)
}

/** The same for a response and its observation. */
const id = sql`('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid`

/** Median of some runs, in milliseconds. */
async function time(what: string, once: () => Promise<unknown>, runs = 7): Promise<void> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const begun = performance.now()
    await once()
    times.push(performance.now() - begun)
  }
  times.sort((a, b) => a - b)
  process.stdout.write(`${what.padEnd(48)}${(times[Math.floor(runs / 2)] ?? 0).toFixed(0).padStart(10)} ms\n`)
}
