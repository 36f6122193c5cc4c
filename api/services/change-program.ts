import type { Brand, NewProgram, Program, ProgramChange } from '../contract/program.ts'
import { insertBrandsAnew, updateBrands } from '../db/brands.ts'
import type { Db } from '../db/database.ts'
import {
  deleteProgram,
  findProgram,
  lockProgram,
  updateProgram,
  updateProgramEdited,
} from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import { checkDesign } from '../forms/check-design.ts'
import { brandRows } from './create-program.ts'

/** What no respondent sees, and so no form holds. */
const NOT_ASKED: readonly string[] = ['name', 'purpose', 'thanks', 'redirect', 'redirectWhen']

/** Changes the design. Of a published program respondents see it only when it is published again. */
export async function changeProgram(
  db: Db,
  organisationId: string,
  programId: string,
  { brands, ...change }: ProgramChange,
): Promise<Program> {
  return withOrganisation(db, organisationId, async (db) => {
    const program = await takeProgram(db, programId)
    const touched = Object.keys({ ...change, ...(brands === undefined ? {} : { brands }) })
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    checkDesign({ ...program, ...given, brands: brands ?? program.brands })
    await updateProgram(db, programId, given)
    if (program.status === 'draft') {
      if (brands !== undefined) await insertBrandsAnew(db, organisationId, programId, brandRows(brands))
    } else {
      if (brands !== undefined) {
        await updateBrands(db, organisationId, programId, keptBrands(program.brands, brands))
      }
      if (touched.some((field) => !NOT_ASKED.includes(field))) await updateProgramEdited(db, programId)
    }
    return (await findProgram(db, programId)) ?? program
  })
}

/** Answers hang on brands: they keep their place and owner, and none may go. */
function keptBrands(before: readonly Brand[], after: NewProgram['brands']): Brand[] {
  const lost = before[after.length]
  if (lost !== undefined) {
    throw new ApiError(409, 'published', `brands: "${lost.name}" may have answers and cannot be removed`)
  }
  return brandRows(after).map((brand, place) => {
    const kept = before[place]
    if (kept === undefined) return brand
    if (kept.own !== brand.own) {
      throw new ApiError(409, 'published', `brands: whether "${kept.name}" is your own can no longer change`)
    }
    return { ...kept, name: brand.name }
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
