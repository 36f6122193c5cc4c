import type { Program } from '../contract/program.ts'
import type { Db } from '../db/database.ts'
import { findNewestForm, insertForm } from '../db/forms.ts'
import { findProgram, updateProgramPublished } from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import { buildForm } from '../forms/build-form.ts'
import { checkBuilt, checkComplete } from '../forms/check-design.ts'
import { uuidv7 } from '../ids.ts'
import { takeProgram } from './change-program.ts'
import { checkPictures } from './check-pictures.ts'

/**
 * Freezes the next form: what respondents will be asked, how it is coded and what it measures. Waves under way keep the
 * form they have until somebody moves them.
 */
export async function publishProgram(db: Db, organisationId: string, programId: string): Promise<Program> {
  return withOrganisation(db, organisationId, async (db) => {
    const program = await takeProgram(db, programId)
    if (program.status === 'published' && !program.edited) {
      throw new ApiError(409, 'published', 'program: is published already, and nothing has changed since')
    }
    checkComplete(program)
    await checkPictures(db, program)
    const form = buildForm(program)
    checkBuilt(form)
    const { survey, codeBook, model, contentHash, minutes } = form
    const newest = await findNewestForm(db, programId)
    // Edited back to what it was: the form that is there says all of it.
    if (newest?.contentHash !== contentHash) {
      await insertForm(db, organisationId, {
        id: uuidv7(),
        programId,
        number: (newest?.number ?? 0) + 1,
        survey,
        codeBook,
        model,
        contentHash,
        languages: program.languages,
        minutes,
      })
    }
    await updateProgramPublished(db, programId)
    return (await findProgram(db, programId)) ?? program
  })
}
