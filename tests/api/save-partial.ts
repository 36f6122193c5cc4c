import { sql } from 'kysely'
import type { Databases } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import type { openFieldwork } from '../test-app.ts'

interface Broken {
  readonly id: string
  readonly answers: Record<string, unknown>
  readonly page?: string
  /** How long ago the last page was saved. */
  readonly hoursAgo?: number
  readonly collectorId?: string
}

/** An answer under way, as it lies in the database after some pages. */
export async function saveBrokenOff(
  { app }: Pick<Databases, 'app'>,
  organisationId: string,
  { program, wave, collector, brandId }: Awaited<ReturnType<typeof openFieldwork>>,
  { id, answers, page = 'page-imag1', hoursAgo = 25, collectorId = collector.id }: Broken,
): Promise<void> {
  await withOrganisation(app, organisationId, (db) =>
    sql`
      insert into partial (organisation_id, id, program_id, wave_id, form_id, collector_id, brand_id, language,
        answers, page, secret_hash, started_at, updated_at)
      values (${organisationId}, ${id}, ${program.id}, ${wave.id}, ${wave.formId}, ${collectorId}, ${brandId}, 'en',
        ${JSON.stringify(answers)}, ${page}, 'secret', now() - interval '2 days',
        now() - make_interval(hours => ${hoursAgo}))
      on conflict (id) do update set answers = excluded.answers, page = excluded.page,
        updated_at = excluded.updated_at`.execute(db),
  )
}
