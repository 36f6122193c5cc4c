import type { AnalysisResult } from '../../stats/analyse-indices-finish.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { LANGUAGES } from '../../stats/instruments/instrument.ts'
import type { Receipt } from '../contract/analysis.ts'
import type { Fieldwork, WayFunnel } from '../contract/fieldwork.ts'
import { findBestDone } from '../db/analyses.ts'
import { listCollectors } from '../db/collectors.ts'
import { type BrandCount, listBrandCounts, listCollectorCounts } from '../db/counts.ts'
import type { Db } from '../db/database.ts'
import {
  countAnswering,
  countUsablePartials,
  listDayCounts,
  listPartialCounts,
  type PartialCount,
} from '../db/fieldwork.ts'
import { findForm } from '../db/forms.ts'
import { type InvitedPeople, listInvitedPeople } from '../db/invited-people.ts'
import { listQuotas } from '../db/quotas.ts'
import { SNAPSHOT, withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import type { FormModel } from '../forms/build-model.ts'
import type { Localised } from '../forms/localised.ts'
import { BRAND_PAGES } from '../forms/no-brand.ts'
import { isAsked, type SurveyJson, textIn } from '../forms/survey-json.ts'
import { brandProgress, type LastIndex } from './brand-progress.ts'
import { measuredDeviation, PLANNED_DEVIATION } from './expected-margin.ts'
import { outcomesOf } from './outcomes.ts'
import { questionOf } from './request-analysis.ts'

const ANSWERING_MINUTES = 30
const DAYS = 60

interface AskedForm {
  readonly codeBook: CodeBook
  readonly model: FormModel | null
  readonly survey: SurveyJson | null
}

/** How a wave's fieldwork stands this moment, from counts that are kept. */
export async function readFieldwork(db: Db, organisationId: string, waveId: string): Promise<Fieldwork> {
  return withOrganisation(
    db,
    organisationId,
    async (db) => {
      const wave = await findWave(db, waveId)
      if (wave === undefined) throw notFound('wave')
      const partials = await listPartialCounts(db, waveId)
      const invitations = await listInvitedPeople(db, waveId, BRAND_PAGES)
      const quotas = await listQuotas(db, waveId)
      const counts = await listBrandCounts(db, [waveId])
      const lastIndex = await findLastIndex(db, wave.programId)
      const deviation = deviationOf(lastIndex)
      const form = (await findForm(db, wave.formId)) as unknown as AskedForm | undefined
      return {
        at: new Date().toISOString(),
        state: wave.state,
        ways: await waysOf(db, waveId, partials, invitations),
        ...brandProgress({
          ...{ wave, form, counts, quotas, deviation: deviation.value, lastIndex },
          invited: invitations.filter(wasInvited),
          begun: partials.filter(isOpen),
        }),
        deviation,
        quotas,
        pages: pagesOf(form, partials),
        answering: await countAnswering(db, waveId, ANSWERING_MINUTES),
        usablePartials: await usablePeople(db, waveId, form, counts),
        outcomes: outcomesOf(invitations),
        days: await listDayCounts(db, waveId, DAYS),
      }
    },
    SNAPSHOT,
  )
}

const sum = (counts: readonly { readonly people: number }[]) =>
  counts.reduce((all, { people }) => all + people, 0)

/** Asked by name: what waits to go out, or never did, is not yet. */
const wasInvited = ({ state, sent }: InvitedPeople) =>
  sent || !['queued', 'cancelled', 'failed'].includes(state)
/** Came to its first page, or to a quota that was full. */
const hasCome = ({ state, turnedAway }: InvitedPeople) =>
  turnedAway !== null || ['opened', 'started', 'completed', 'declined'].includes(state)
const isOpen = ({ state }: PartialCount) => state === 'open'

async function waysOf(
  db: Db,
  waveId: string,
  partials: readonly PartialCount[],
  invitations: readonly InvitedPeople[],
): Promise<WayFunnel[]> {
  const kept = new Map((await listCollectorCounts(db, waveId)).map((count) => [count.collectorId, count]))
  return (await listCollectors(db, waveId)).map(({ id, kind, brandId }) => {
    const own = partials.filter(({ collectorId }) => collectorId === id)
    const asked = invitations.filter(({ collectorId }) => collectorId === id)
    const { opened = 0, turnedAway = 0, completed = 0 } = kept.get(id) ?? {}
    const started = completed + sum(own.filter(isOpen))
    const isByName = kind === 'invitation' || kind === 'interviewer'
    const onArrival = isByName
      ? sum(asked.filter(({ turnedAway }) => turnedAway === 'on-arrival'))
      : turnedAway
    const screenedOut = onArrival + sum(own.filter((count) => !isOpen(count)))
    return {
      collectorId: id,
      kind,
      brandId,
      invited: isByName ? sum(asked.filter(wasInvited)) : null,
      // Counted in memory and lost by a kill: never fewer than have begun.
      opened:
        kind === 'import' || kind === 'interviewer'
          ? null
          : Math.max(
              started + screenedOut,
              kind === 'open-link' ? opened + turnedAway : sum(asked.filter(hasCome)),
            ),
      started,
      completed,
      screenedOut,
    }
  })
}

/** Every page of the form that was published last, in its order, then those that only an older one has. */
function pagesOf(form: AskedForm | undefined, partials: readonly PartialCount[]): Fieldwork['pages'] {
  const stopped = Map.groupBy(partials.filter(isOpen), ({ page }) => page)
  const pages = (form?.survey?.pages ?? []).map(({ name, title, elements }) => ({
    page: name,
    title: textsOf(title ?? elements.find(isAsked)?.title),
  }))
  const known = new Set(pages.map(({ page }) => page))
  const others = [...stopped.keys()].filter((page) => !known.has(page)).sort()
  return [...pages, ...others.map((page) => ({ page, title: {} }))].map(({ page, title }) => ({
    page,
    title,
    stopped: sum(stopped.get(page) ?? []),
  }))
}

function textsOf(title: Localised | undefined): Fieldwork['pages'][number]['title'] {
  const texts = LANGUAGES.flatMap((language) => {
    const text = textIn(title, language)
    return text === '' ? [] : [[language, text]]
  })
  return Object.fromEntries(texts)
}

/** Broken-off answers that may enter analysis: of a form that goes through brands one may be several ratings. */
async function usablePeople(
  db: Db,
  waveId: string,
  form: AskedForm | undefined,
  counts: readonly BrandCount[],
): Promise<number> {
  const ratings = counts.reduce((sum, { partial }) => sum + partial, 0)
  return ratings === 0 || form?.codeBook.loop === undefined ? ratings : countUsablePartials(db, waveId)
}

async function findLastIndex(db: Db, programId: string): Promise<LastIndex | undefined> {
  const stored = await findBestDone(db, programId, questionOf('index', { programId, segments: {} }), '')
  if (stored === undefined) return undefined
  const { result, receipt } = stored.analysis
  return { result: result as AnalysisResult, receipt: receipt as Receipt | null }
}

/** From the last index that was computed; the planning value until there is one. */
function deviationOf(lastIndex: LastIndex | undefined): Fieldwork['deviation'] {
  const measured = lastIndex && measuredDeviation(lastIndex.result)
  return measured === undefined
    ? { value: PLANNED_DEVIATION, measured: false }
    : { value: measured, measured: true }
}

const SHORTEST_MS = 1000
const LONGEST_MS = 30_000

/**
 * Many people may watch one wave: what was read for one is shown to the others for a second, and longer where reading takes
 * long, so that watching never takes more than a tenth of a connection.
 */
export function createFieldworkReader(db: Db) {
  const kept = new Map<string, { readonly until: number; readonly read: Promise<Fieldwork> }>()
  return (organisationId: string, waveId: string): Promise<Fieldwork> => {
    const key = `${organisationId}/${waveId}`
    const known = kept.get(key)
    if (known !== undefined && known.until > performance.now()) return known.read
    const begun = performance.now()
    const read = readFieldwork(db, organisationId, waveId)
    kept.set(key, { read, until: Number.POSITIVE_INFINITY })
    const keep = (forMs: number) => kept.set(key, { read, until: performance.now() + forMs })
    read.then(
      () => keep(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, 9 * (performance.now() - begun)))),
      () => kept.delete(key),
    )
    if (kept.size > 500) kept.delete(kept.keys().next().value ?? '')
    return read
  }
}
