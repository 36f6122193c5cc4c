import type { NewProgram, Program } from '../contract/program.ts'
import { insertBrandsAnew } from '../db/brands.ts'
import type { Db } from '../db/database.ts'
import { findProgram, insertProgram } from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { checkDesign } from '../forms/check-design.ts'
import { uuidv7 } from '../ids.ts'

export async function createProgram(
  db: Db,
  organisationId: string,
  { brands, ...fields }: NewProgram,
  { isDemo = false } = {},
): Promise<Program> {
  checkDesign({ ...fields, brands })
  const id = uuidv7()
  return withOrganisation(db, organisationId, async (db) => {
    await insertProgram(db, organisationId, { ...fields, id, isDemo })
    await insertBrandsAnew(db, organisationId, id, brandRows(brands))
    return (await findProgram(db, id)) ?? missing()
  })
}

export const brandRows = (brands: NewProgram['brands']) =>
  brands.map((brand, position) => ({ ...brand, id: uuidv7(), position }))

const missing = () => {
  throw notFound('program')
}
