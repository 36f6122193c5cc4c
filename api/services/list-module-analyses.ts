import type { CodeBook } from '../../stats/coding/code-book.ts'
import { optionNames } from '../../stats/index.ts'
import {
  ModuleSlice,
  type OfferedAnalyses,
  type OfferedFeed,
  type OfferedModule,
} from '../contract/module-analysis.ts'
import type { Db } from '../db/database.ts'
import { listForms, listFormsOfWave } from '../db/forms.ts'
import { listNewestOfQuestions } from '../db/module-analyses.ts'
import { findProgram } from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { listWaves } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { type ModuleFeed, moduleFeeds } from '../forms/module-feeds.ts'
import { WORDINGS } from '../forms/wording/wording.ts'
import { moduleQuestion } from './module-question.ts'
import { inputState } from './read-results.ts'

/**
 * What can be asked of the answers to each module that a program's waves (or one of them) ask, by the forms they have
 * and those that were answered; of several forms the newest says it.
 */
export async function listModuleAnalyses(
  db: Db,
  organisationId: string,
  programId: string,
  waveId: string | null,
): Promise<OfferedAnalyses> {
  return withOrganisation(db, organisationId, async (db) => {
    const program = await findProgram(db, programId)
    if (program === undefined) throw notFound('program')
    const waves = (await listWaves(db, programId)).filter(({ id }) => waveId === null || id === waveId)
    if (waveId !== null && waves.length === 0) {
      throw new ApiError(422, 'unknown-wave', `waveId: "${program.name}" has no wave ${waveId}`)
    }
    const modules = new Map<string, OfferedModule>()
    for (const wave of waves) {
      const answered = (await listFormsOfWave(db, wave.id)).map(({ id }) => id)
      for (const { codeBook } of await listForms(db, [...new Set([wave.formId, ...answered])])) {
        for (const { instrument, byBrand, feeds } of moduleFeeds(codeBook as unknown as CodeBook, program)) {
          const known = modules.get(instrument.name)
          const offered = new Map(known?.feeds.map((feed) => [feed.feed, feed]))
          for (const feed of feeds) offered.set(feed.key, { ...offer(feed), latest: null })
          modules.set(instrument.name, {
            instrument,
            title: titleOf(instrument.name),
            byBrand,
            waveIds: [...new Set([...(known?.waveIds ?? []), wave.id])],
            feeds: [...offered.values()],
          })
        }
      }
    }
    const fed = [...modules.values()].filter(({ feeds }) => feeds.length > 0)
    return { modules: await withLatest(db, ModuleSlice.parse({ programId, waveId }), fed) }
  })
}

/** With what was asked for already, so that nobody needs to ask for it again to see it. */
async function withLatest(
  db: Db,
  slice: ModuleSlice,
  modules: readonly OfferedModule[],
): Promise<OfferedModule[]> {
  const questionOf = ({ instrument }: OfferedModule, { feed }: OfferedFeed) =>
    moduleQuestion(slice, { instrument: instrument.name, feed })
  const questions = modules.flatMap((module) => module.feeds.map((feed) => questionOf(module, feed)))
  const asked = await listNewestOfQuestions(db, slice.programId, questions)
  const known = new Map(asked.map((one) => [one.questionHash, one]))
  const state = await inputState(db, slice.programId)
  return modules.map((module) => ({
    ...module,
    feeds: module.feeds.map((feed) => {
      const latest = known.get(questionOf(module, feed))
      if (latest === undefined) return feed
      const { id, status, createdAt, inputFingerprint } = latest
      const fresh = inputFingerprint === null ? null : inputFingerprint === state
      return { ...feed, latest: { analysisId: id, status, createdAt: createdAt.toISOString(), fresh } }
    }),
  }))
}

const titleOf = (name: string): OfferedModule['title'] => ({
  en: WORDINGS.en.instruments[name]?.title ?? name,
  'zh-Hans': WORDINGS['zh-Hans'].instruments[name]?.title ?? name,
  'zh-Hant': WORDINGS['zh-Hant'].instruments[name]?.title ?? name,
})

const SETTABLE = ['resamples', 'seed'] as const

function offer({ key, method, beside, about, texts }: ModuleFeed): Omit<OfferedFeed, 'latest'> {
  const takes = optionNames(method)
  return {
    feed: key,
    method,
    titleKey: `method.${method}`,
    about:
      about === null
        ? null
        : {
            code: about.code,
            wording: about.wording,
            entry: about.entry === undefined ? null : about.entry.text,
          },
    options: SETTABLE.filter((name) => takes.includes(name)),
    openAnswers: texts.length > 0,
    askedBy: beside === undefined ? 'module' : 'servqual.beliefs',
  }
}
