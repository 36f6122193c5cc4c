import { sql } from 'kysely'
import type { Brand, NewProgram, Program, ProgramSummary } from '../contract/program.ts'
import { brandsByProgram, listBrands } from './brands.ts'
import type { Db } from './database.ts'
import { findNewestForm, listAskedAttributes } from './forms.ts'

export async function findProgram(db: Db, programId: string): Promise<Program | undefined> {
  const row = await db.selectFrom('program').selectAll().where('id', '=', programId).executeTakeFirst()
  if (row === undefined) return undefined
  const brands = await listBrands(db, programId)
  const form = await findNewestForm(db, programId)
  return {
    id: row.id,
    name: row.name,
    purpose: row.purpose,
    category: row.category as Program['category'],
    period: row.period as Program['period'],
    modules: row.modules as Program['modules'],
    rotating: row.rotating,
    loop: row.loop,
    languages: row.languages as Program['languages'],
    brands,
    attributes: row.attributes,
    askedAttributes: form === undefined ? [] : await listAskedAttributes(db, programId),
    consent: row.consent as Program['consent'],
    privacy: row.privacy as Program['privacy'],
    thanks: row.thanks as Program['thanks'],
    redirect: row.redirect,
    redirectWhen: row.redirectWhen,
    edited: row.edited,
    status: row.publishedAt === null ? 'draft' : 'published',
    form:
      form === undefined
        ? null
        : {
            id: form.id,
            number: form.number,
            contentHash: form.contentHash,
            publishedAt: form.publishedAt.toISOString(),
          },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** The one that was touched last comes first. */
export async function listPrograms(db: Db): Promise<ProgramSummary[]> {
  const rows = await db
    .selectFrom('program as p')
    .select(['p.id', 'p.name', 'p.publishedAt', 'p.modules', 'p.updatedAt'])
    .select((eb) => [
      eb
        .selectFrom('wave as w')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('w.programId', '=', 'p.id')
        .as('waves'),
      eb
        .selectFrom('waveCount as c')
        .select(({ fn }) => fn.sum<number | null>('c.counted').as('n'))
        .whereRef('c.programId', '=', 'p.id')
        .as('responses'),
    ])
    .orderBy('p.updatedAt', 'desc')
    .orderBy('p.id')
    .execute()
  const brands: Map<string, Brand[]> = await brandsByProgram(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    status: row.publishedAt === null ? ('draft' as const) : ('published' as const),
    modules: (row.modules as Program['modules']).map(({ instrument }) => instrument),
    brands: brands.get(row.id) ?? [],
    waves: row.waves ?? 0,
    responses: Number(row.responses ?? 0),
    updatedAt: row.updatedAt.toISOString(),
  }))
}

export type ProgramFields = Omit<NewProgram, 'brands'>

export async function insertProgram(
  db: Db,
  organisationId: string,
  program: ProgramFields & { id: string; isDemo: boolean },
): Promise<void> {
  await db
    .insertInto('program')
    .values({
      organisationId,
      id: program.id,
      name: program.name,
      purpose: program.purpose,
      category: JSON.stringify(program.category),
      period: JSON.stringify(program.period),
      modules: JSON.stringify(program.modules),
      rotating: program.rotating,
      loop: program.loop,
      languages: JSON.stringify(program.languages),
      attributes: JSON.stringify(program.attributes),
      consent: JSON.stringify(program.consent),
      privacy: JSON.stringify(program.privacy),
      thanks: JSON.stringify(program.thanks),
      redirect: program.redirect,
      redirectWhen: program.redirectWhen,
      isDemo: program.isDemo,
      publishedAt: null,
    })
    .execute()
}

const JSON_FIELDS = [
  'category',
  'period',
  'modules',
  'languages',
  'attributes',
  'consent',
  'privacy',
  'thanks',
] as const

const plainOf = ({ name, purpose, rotating, loop, redirect, redirectWhen }: Partial<ProgramFields>) => ({
  ...(name === undefined ? {} : { name }),
  ...(purpose === undefined ? {} : { purpose }),
  ...(rotating === undefined ? {} : { rotating }),
  ...(loop === undefined ? {} : { loop }),
  ...(redirect === undefined ? {} : { redirect }),
  ...(redirectWhen === undefined ? {} : { redirectWhen }),
})

export async function updateProgram(
  db: Db,
  programId: string,
  change: Partial<ProgramFields>,
): Promise<void> {
  await db
    .updateTable('program')
    .set({
      ...plainOf(change),
      ...Object.fromEntries(
        JSON_FIELDS.flatMap((field) =>
          change[field] === undefined ? [] : [[field, JSON.stringify(change[field])]],
        ),
      ),
      updatedAt: sql<Date>`now()`,
    })
    .where('id', '=', programId)
    .execute()
}

export async function updateProgramEdited(db: Db, programId: string): Promise<void> {
  await db.updateTable('program').set({ edited: true }).where('id', '=', programId).execute()
}

export async function updateProgramPublished(db: Db, programId: string): Promise<void> {
  await db
    .updateTable('program')
    .set({ publishedAt: sql<Date>`now()`, updatedAt: sql<Date>`now()`, edited: false })
    .where('id', '=', programId)
    .execute()
}

/** Holds the row until the transaction ends, so that publishing and editing take turns. */
export async function lockProgram(db: Db, programId: string): Promise<boolean> {
  const row = await db
    .selectFrom('program')
    .select('id')
    .where('id', '=', programId)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteProgram(db: Db, programId: string): Promise<void> {
  await db.deleteFrom('program').where('id', '=', programId).execute()
}

/** One maker of an organisation's demo at a time; released when the transaction ends. */
export const lockDemo = (db: Db, organisationId: string) =>
  sql`select pg_advisory_xact_lock(20261123, hashtext(${organisationId}))`.execute(db)

export async function findDemoProgram(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('program')
    .select('id')
    .where('isDemo', '=', true)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
