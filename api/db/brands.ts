import { sql } from 'kysely'
import type { Brand } from '../contract/program.ts'
import type { Db } from './database.ts'

/** In the designer's order; the first own brand is the one the results speak about. */
export async function listBrands(db: Db, programId: string): Promise<Brand[]> {
  return db
    .selectFrom('brand')
    .select(['id', 'name', 'own', 'position'])
    .where('programId', '=', programId)
    .orderBy('position')
    .execute()
}

/** Those that the wave's form can be answered about: of a form that goes through several brands only those it was frozen with. */
export async function listWaveBrands(db: Db, waveId: string): Promise<Brand[]> {
  const isLooped = sql<boolean>`coalesce(
    form.code_book -> 'loop' -> 'brands' @> jsonb_build_array(jsonb_build_object('brandId', brand.id::text)), true)`
  return db
    .selectFrom('wave')
    .innerJoin('form', 'form.id', 'wave.formId')
    .innerJoin('brand', 'brand.programId', 'wave.programId')
    .select(['brand.id', 'brand.name', 'brand.own', 'brand.position'])
    .where('wave.id', '=', waveId)
    .where(isLooped)
    .orderBy('brand.position')
    .execute()
}

export async function brandsByProgram(db: Db): Promise<Map<string, Brand[]>> {
  const rows = await db
    .selectFrom('brand')
    .select(['programId', 'id', 'name', 'own', 'position'])
    .orderBy('programId')
    .orderBy('position')
    .execute()
  const byProgram = new Map<string, Brand[]>()
  for (const { programId, ...brand } of rows) {
    byProgram.set(programId, [...(byProgram.get(programId) ?? []), brand])
  }
  return byProgram
}

/** Of a published program: renames those that are there and adds those that follow. */
export async function updateBrands(
  db: Db,
  organisationId: string,
  programId: string,
  brands: readonly Brand[],
): Promise<void> {
  await db
    .insertInto('brand')
    .values(brands.map((brand) => ({ ...brand, organisationId, programId })))
    .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })))
    .execute()
}

/** Replaces the brands of a draft. */
export async function insertBrandsAnew(
  db: Db,
  organisationId: string,
  programId: string,
  brands: readonly Brand[],
): Promise<void> {
  await db.deleteFrom('brand').where('programId', '=', programId).execute()
  await db
    .insertInto('brand')
    .values(brands.map((brand) => ({ ...brand, organisationId, programId })))
    .execute()
}
