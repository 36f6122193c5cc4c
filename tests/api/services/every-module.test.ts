import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordSegmenter } from '../../../api/commands/segment-words.ts'
import { ModuleAnalysis, OfferedAnalyses } from '../../../api/contract/module-analysis.ts'
import { findNewestForm } from '../../../api/db/forms.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { placeModule } from '../../../api/forms/place-module.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { createResamplingPool } from '../../../api/jobs/resampling-pool.ts'
import { runAnalysis } from '../../../api/jobs/run-analysis.ts'
import { drawLayout } from '../../../api/services/draw-layout.ts'
import { STOP_WORDS } from '../../../api/services/open-answer-words.ts'
import { compileCodeBook } from '../../../stats/coding/code-answers.ts'
import type { CodeBook } from '../../../stats/coding/code-book.ts'
import { type AnalysisSlice, analyse, type MethodRequest, toObservations } from '../../../stats/index.ts'
import { CATALOGUE } from '../../../stats/instruments/catalogue.ts'
import type { Instrument } from '../../../stats/instruments/instrument.ts'
import { exampleSettings } from '../../forms/example-settings.ts'
import { simulateRespondent } from '../../forms/simulate-respondent.ts'
import { createTestApp, done, openFieldwork } from '../../test-app.ts'

const RESPONDENTS = 60
const FED = CATALOGUE.filter(({ feeds = [] }) => feeds.length > 0)

const test = await createTestApp()
const mine = await test.organisation('Every')
const pool = createResamplingPool(2)
afterAll(async () => {
  await pool.stop()
  await test.stop()
})

interface Fielded {
  readonly instrument: Instrument
  readonly field: Awaited<ReturnType<typeof openFieldwork>>
  readonly slice: AnalysisSlice
  readonly feeds: ReturnType<typeof placeModule>['feeds']
}

/** A program with the instrument, published, in the field, and answered through the door. */
async function fielded(instrument: Instrument): Promise<Fielded> {
  const settings = exampleSettings(instrument, 'all')
  const { name, version } = instrument
  const field = await openFieldwork(mine.ask, {
    name,
    modules: [{ instrument: { name, version }, parameters: { ...settings }, asked: 'always', weight: 1 }],
  })
  const form = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
    findNewestForm(db, field.program.id),
  )
  const book = form?.codeBook as unknown as CodeBook
  const people = Array.from({ length: RESPONDENTS }, (_, seed) => {
    const id = uuidv7()
    const layout = drawLayout(book, id)
    const fields =
      layout === null ? book.fields : book.fields.filter(({ code }) => layout.order.includes(code))
    return {
      id,
      asked: new Set(fields.map(({ code }) => code)),
      answers: simulateRespondent(fields, { seed: seed + 1 }),
    }
  })
  await Promise.all(
    people.map(({ id, answers }) => done(test.ask('POST', field.path, { id, language: 'en', answers }))),
  )
  const order = await arrivals(field.wave.id)
  const entries = field.program.brands.map(({ id, name }) => ({ key: id, text: { en: name } }))
  const { feeds } = placeModule(instrument, settings, entries)
  return {
    instrument,
    field,
    slice: sliceOf(
      book,
      order.map((id) => people.find((one) => one.id === id)).filter((one) => one !== undefined),
    ),
    feeds,
  }
}

/** Resampling draws rows by their places: the order in which answers came is part of what is computed. */
const arrivals = (waveId: string) =>
  withOrganisation(test.databases.app, mine.organisationId, async (db) => {
    const rows = await db
      .selectFrom('response')
      .select('id')
      .where('waveId', '=', waveId)
      .orderBy('receivedAt')
      .orderBy('id')
      .execute()
    return rows.map(({ id }) => id)
  })

interface Person {
  readonly asked: ReadonlySet<string>
  readonly answers: Readonly<Record<string, unknown>>
}

/** The same answers as the methods read them, made without the server. */
function sliceOf(book: CodeBook, people: readonly Person[]): AnalysisSlice {
  const code = compileCodeBook(book)
  const coded = people.map(({ answers, asked }) => {
    const one = code(answers, asked)
    if (!one.ok) throw new Error(JSON.stringify(one.problems))
    return one.observation
  })
  const words = wordSegmenter('en')
  const texts = book.fields.filter(({ answer }) => answer.kind === 'text').map((field) => field.code)
  return {
    observations: toObservations(
      book.scored,
      coded.map(({ scores }) => scores),
    ),
    states: Object.fromEntries(
      book.scored.map((item, at) => [
        item,
        countBy(
          coded.flatMap(({ states }) => (states[at] === 'answered' ? [] : [states[at] ?? 'not_shown'])),
        ),
      ]),
    ),
    texts: Object.fromEntries(
      texts.map((field) => [field, people.map(({ answers }) => words(String(answers[field] ?? '')))]),
    ),
  }
}

const countBy = (words: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]))

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** What is not told of single respondents. */
function published(result: unknown): unknown {
  const copy = asJson(result) as {
    method: string
    status: string
    missing?: object
    estimate?: Record<string, unknown> & { fit?: object }
  }
  const { method, estimate, status } = copy
  if (status === 'suppressed') delete copy.missing
  if (method === 'multivariate.components') for (const key of ['scores', 'rows']) delete estimate?.[key]
  if (method === 'text.topics') delete estimate?.['assignments']
  if (method === 'churn.model') Reflect.deleteProperty(estimate?.fit ?? {}, 'probabilities')
  return copy
}

async function answered(
  body: object,
): Promise<{ status: number; result: unknown; analysis: ModuleAnalysis }> {
  const { id } = await done<ModuleAnalysis>(mine.ask('POST', '/api/analyses', body))
  const work = { organisationId: mine.organisationId, analysisId: id }
  await runAnalysis({ db: test.databases.app, pool, log: pino({ level: 'silent' }) }, work)
  const analysis = await done<ModuleAnalysis>(mine.ask('GET', `/api/analyses/${id}`))
  return { status: 200, result: analysis.result, analysis }
}

describe('every instrument, through the API', () => {
  const all = new Map<string, Fielded>()
  beforeAll(async () => {
    for (const instrument of FED) all.set(instrument.name, await fielded(instrument))
  })

  it.each(FED.map(({ name }) => name))(
    '%s: each of its analyses is offered, asked for and answered as computed by hand',
    async (name) => {
      const { field, slice, feeds } = all.get(name) as Fielded
      const offered = await done(mine.ask('GET', `/api/programs/${field.program.id}/analyses`))
      const { modules } = OfferedAnalyses.parse(offered)
      expect(modules.map(({ instrument, waveIds }) => [instrument.name, waveIds])).toEqual([
        [name, [field.wave.id]],
      ])
      expect(modules[0]?.feeds.map(({ method }) => method)).toEqual(feeds.map(({ method }) => method))

      await Promise.all(
        feeds.map(async ({ method, options, beside }, at) => {
          const one = modules[0]?.feeds[at]
          const programId = field.program.id
          if (beside !== undefined) {
            expect(one?.askedBy).toBe('servqual.beliefs')
            const other = all.get(beside) as Fielded
            const { result, analysis } = await answered({
              method,
              slice: { programId },
              beside: { programId: other.field.program.id },
            })
            const expected = analyse({ ...slice, beside: other.slice }, [
              { method, ...options } as MethodRequest,
            ])
            expect([analysis.status, result]).toEqual(['done', asJson(expected[0])])
            return
          }
          const module = { instrument: name, feed: one?.feed }
          const { result, analysis } = await answered({ method: 'module', slice: { programId }, module })
          const stopWords = method.startsWith('text.') ? { stopWords: STOP_WORDS } : {}
          const expected = analyse(slice, [{ method, ...stopWords, ...options } as MethodRequest])
          expect([one?.feed, analysis.failure, result]).toEqual([one?.feed, null, published(expected[0])])
          expect(ModuleAnalysis.parse(analysis)).toEqual(analysis)
          expect(analysis).toMatchObject({
            status: 'done',
            fresh: true,
            receipt: { observations: RESPONDENTS, leftOut: [], instrument: { name }, feed: one?.feed },
          })
          const { status, estimate } = result as { status: string; estimate?: object }
          expect(estimate === undefined ? analysis.explanation : null).toEqual(
            estimate === undefined ? expect.stringMatching(/^[a-z]/) : null,
          )
          expect(['ok', 'small-base', 'failed', 'suppressed', 'not-converged', 'inadmissible']).toContain(
            status,
          )
        }),
      )
    },
  )

  it('an index alone offers nothing but its index', async () => {
    const field = await openFieldwork(mine.ask, { name: 'Index alone' })
    expect(await done(mine.ask('GET', `/api/programs/${field.program.id}/analyses`))).toEqual({ modules: [] })
  })
})
