import type { FormPreview, Program } from '../contract/program.ts'
import type { Db } from '../db/database.ts'
import { findProgram } from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { buildForm } from '../forms/build-form.ts'
import { withoutGaps } from '../forms/without-gaps.ts'

/** The form as it would be frozen now; texts that a draft still lacks are shown as gaps. */
export async function previewForm(db: Db, organisationId: string, programId: string): Promise<FormPreview> {
  const program = await withOrganisation(db, organisationId, (db) => findProgram(db, programId))
  if (program === undefined) throw notFound('program')
  const { survey, items, minutes, leastMinutes, mostMinutes, moduleMinutes } = buildForm(drawable(program))
  return {
    survey: { ...survey },
    items,
    minutes,
    leastMinutes,
    mostMinutes,
    moduleMinutes: { ...moduleMinutes },
  }
}

function drawable(program: Program) {
  const gaps = Object.fromEntries(program.languages.map((language) => [language, '…']))
  return {
    ...program,
    category: { ...gaps, ...program.category },
    period: { ...gaps, ...program.period },
    consent: Object.keys(program.consent).length === 0 ? {} : { ...gaps, ...program.consent },
    privacy: Object.keys(program.privacy).length === 0 ? {} : { ...gaps, ...program.privacy },
    modules: program.modules.map((module) => withoutGaps(module, program.languages)),
  }
}
