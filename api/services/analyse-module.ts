import { type MethodRequest, optionNames } from '../../stats/index.ts'
import type { ModuleReceipt } from '../contract/module-analysis.ts'
import type { StoredOf } from '../db/analyses.ts'
import type { Db } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { SOFTWARE } from '../version.ts'
import {
  type LoadedModule,
  listGivenAnswers,
  loadModuleSlice,
  type ModuleSource,
} from './load-module-slice.ts'
import { listModuleForms, type ModuleForms, sortModuleForms } from './module-forms.ts'
import { STOP_WORDS } from './open-answer-words.ts'
import { inputState } from './read-results.ts'
import { takeModuleSource } from './take-module-source.ts'

type Asked = Pick<StoredOf<'module'>, 'slice' | 'module' | 'options'>

/** No answers may be read, or there are none. */
export interface NothingRead {
  readonly method: string
  readonly status: 'suppressed'
  readonly reason: 'no-answers' | 'too-few-answers' | 'would-single-out'
}

export interface TakenModule {
  readonly slice: LoadedModule['slice']
  readonly request: MethodRequest
  readonly receipt: ModuleReceipt
  /** Of the program, from before its answers were read. */
  readonly inputFingerprint: string
}

/** The answers that an analysis of a module reads, what is asked of them, and the receipt. */
export async function takeModule(db: Db, { slice, module, options }: Asked): Promise<TakenModule> {
  // The state first: an answer that comes in between makes the numbers look stale, never fresh.
  const inputFingerprint = await inputState(db, slice.programId)
  const source = await takeModuleSource(db, slice)
  const given = await listGivenAnswers(db, source, slice)
  const answered = new Set(given.rows.map(({ formId }) => formId))
  const all = [...source.waves, ...given.rows, ...given.partials].map(({ formId }) => formId)
  const forms = sortModuleForms(await listModuleForms(db, source.program, module, all), all, answered)
  if (forms === undefined) throw notReached(source, module.instrument)
  const loaded = await loadModuleSlice(db, source, slice, given, forms)
  const request = requestOf(forms, options)
  const { program } = source
  return {
    slice: loaded.slice,
    request,
    receipt: {
      programId: program.id,
      segments: slice.segments,
      brands: program.brands
        .filter(({ id }) => slice.brandId === null || slice.brandId === id)
        .map(({ id, name, own }) => ({ id, name, own })),
      instrument: forms.chosen.module.instrument,
      feed: forms.chosen.feed.key,
      request: { ...request },
      ...loaded.receipt,
      software: SOFTWARE,
      computedAt: new Date().toISOString(),
    },
    inputFingerprint,
  }
}

/** The feed with what was asked for on top; open answers without words that say nothing. */
export function requestOf(
  { chosen: { feed } }: Pick<ModuleForms, 'chosen'>,
  options: Asked['options'],
): MethodRequest {
  const takes = optionNames(feed.method)
  return {
    method: feed.method,
    ...(takes.includes('stopWords') ? { stopWords: STOP_WORDS } : {}),
    ...feed.options,
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  } as MethodRequest
}

export function notReached({ program, waves }: ModuleSource, instrument: string): ApiError {
  const where = waves.length === 1 ? `wave "${waves[0]?.name}"` : 'no wave'
  const said = waves.length === 1 ? 'does not ask' : 'asks'
  return new ApiError(
    409,
    'not-asked',
    `module: ${where} of "${program.name}" ${said} what this analysis of "${instrument}" needs; GET /api/programs/${program.id}/analyses lists what can be asked for`,
  )
}

/** Why nothing is analysed; undefined: there are answers to analyse. */
export function nothingRead({ slice, request, receipt }: TakenModule): NothingRead | undefined {
  if (slice.observations.rows > 0) return undefined
  const reasons = new Set(receipt.leftOut.map(({ reason }) => reason))
  const reason = reasons.has('would-single-out')
    ? 'would-single-out'
    : reasons.has('too-few')
      ? 'too-few-answers'
      : 'no-answers'
  return { method: request.method, status: 'suppressed', reason }
}
