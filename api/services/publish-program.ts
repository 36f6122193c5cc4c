import type { Program } from '../contract/program.ts'
import type { Db } from '../db/database.ts'
import { insertForm } from '../db/forms.ts'
import { findProgram, updateProgramPublished } from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import { buildForm } from '../forms/build-form.ts'
import { checkComplete } from '../forms/check-design.ts'
import { uuidv7 } from '../ids.ts'
import { takeProgram } from './change-program.ts'

/** Freezes form version 1: what respondents will be asked, how it is coded and what it measures. */
export async function publishProgram(db: Db, organisationId: string, programId: string): Promise<Program> {
  return withOrganisation(db, organisationId, async (db) => {
    const program = await takeProgram(db, programId)
    if (program.status === 'published') throw new ApiError(409, 'published', 'program: is published already')
    checkComplete(program)
    const { survey, codeBook, model, contentHash, minutes } = buildForm(program)
    await insertForm(db, organisationId, {
      id: uuidv7(),
      programId,
      number: 1,
      survey,
      codeBook,
      model,
      contentHash,
      minutes,
    })
    await updateProgramPublished(db, programId)
    return (await findProgram(db, programId)) ?? program
  })
}
