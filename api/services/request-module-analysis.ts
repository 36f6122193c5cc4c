import { optionNames } from '../../stats/index.ts'
import type { ModuleAnalysis, NewModuleAnalysis } from '../contract/module-analysis.ts'
import type { Db } from '../db/database.ts'
import { listFormsOfWave } from '../db/forms.ts'
import { lockProgram } from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { notReached } from './analyse-module.ts'
import { listModuleForms, type ModuleForm } from './module-forms.ts'
import { moduleQuestion } from './module-question.ts'
import { queueAnalysis } from './queue-analysis.ts'
import { takeModuleSource } from './take-module-source.ts'

/** What the answers to one module say. What could not be answered whatever people said is refused here, not by the worker. */
export async function requestModuleAnalysis(
  db: Db,
  jobs: Jobs,
  organisationId: string,
  { method, slice, module, options }: NewModuleAnalysis,
): Promise<ModuleAnalysis> {
  return withOrganisation(db, organisationId, async (db) => {
    await lockProgram(db, slice.programId)
    const source = await takeModuleSource(db, slice)
    const ids = source.waves.map(({ formId }) => formId)
    for (const { id } of source.waves) ids.push(...(await listFormsOfWave(db, id)).map((form) => form.id))
    const chosen = (await listModuleForms(db, source.program, module, ids)).at(-1)
    if (chosen === undefined) throw notReached(source, module.instrument)
    checkAskable(chosen, { slice, options })
    const order = { method, slice, module, options, questionHash: moduleQuestion(slice, module) }
    const { inputFingerprint, ...queued } = await queueAnalysis(db, jobs, organisationId, order)
    return { ...queued, explanation: null, fresh: null }
  })
}

function checkAskable(
  { module, feed }: ModuleForm,
  { slice, options }: Pick<NewModuleAnalysis, 'slice' | 'options'>,
): void {
  const refuse = (code: string, message: string) => new ApiError(422, code, message)
  if (feed.beside !== undefined) {
    throw refuse(
      'compares-two',
      `module.feed: "${feed.key}" compares these answers with other people's; ask for the method "${feed.method}" with a slice of both`,
    )
  }
  if (slice.brandId !== null && !module.byBrand) {
    throw refuse(
      'not-by-brand',
      `slice.brandId: "${module.instrument.name}" is asked once of people who rate several brands; leave brandId out`,
    )
  }
  if (slice.partials === 'include' && feed.texts.length > 0) {
    throw refuse(
      'whole-answers-only',
      'slice.partials: open answers are read of whole answers only; choose leave-out',
    )
  }
  const takes = optionNames(feed.method)
  const strange = Object.entries(options).find(
    ([name, value]) => value !== undefined && !takes.includes(name),
  )
  if (strange !== undefined) {
    throw refuse('no-such-option', `options.${strange[0]}: "${feed.method}" has no such option; leave it out`)
  }
}
