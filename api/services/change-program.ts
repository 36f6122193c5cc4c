import type { Program, ProgramChange } from '../contract/program.ts'
import { insertBrandsAnew } from '../db/brands.ts'
import type { Db } from '../db/database.ts'
import { deleteProgram, findProgram, lockProgram, updateProgram } from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import { checkDesign } from '../forms/check-design.ts'
import { brandRows } from './create-program.ts'

const MAY_CHANGE_ALWAYS: readonly string[] = ['name', 'purpose']

/** Changes a draft; of a published program only name and purpose, for its form is frozen. */
export async function changeProgram(
  db: Db,
  organisationId: string,
  programId: string,
  { brands, ...change }: ProgramChange,
): Promise<Program> {
  return withOrganisation(db, organisationId, async (db) => {
    const program = await takeProgram(db, programId)
    const touched = Object.keys({ ...change, ...(brands === undefined ? {} : { brands }) })
    const frozen = touched.filter((field) => !MAY_CHANGE_ALWAYS.includes(field))
    if (program.status === 'published' && frozen.length > 0) {
      throw new ApiError(
        409,
        'published',
        `program: is published, so ${frozen.join(', ')} can no longer change`,
      )
    }
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    checkDesign({ ...program, ...given, brands: brands ?? program.brands })
    await updateProgram(db, programId, given)
    if (brands !== undefined) await insertBrandsAnew(db, organisationId, programId, brandRows(brands))
    return (await findProgram(db, programId)) ?? program
  })
}

/** A draft may go; what has been published stays, for answers depend on it. */
export async function removeProgram(db: Db, organisationId: string, programId: string): Promise<void> {
  await withOrganisation(db, organisationId, async (db) => {
    const program = await takeProgram(db, programId)
    if (program.status === 'published') {
      throw new ApiError(409, 'published', 'program: is published and cannot be removed')
    }
    await deleteProgram(db, programId)
  })
}

/** The program with its row held, so that publishing and editing take turns. */
export async function takeProgram(db: Db, programId: string): Promise<Program> {
  await lockProgram(db, programId)
  const program = await findProgram(db, programId)
  if (program === undefined) throw notFound('program')
  return program
}
