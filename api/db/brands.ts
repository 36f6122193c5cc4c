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
