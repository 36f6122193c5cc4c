import type { CodeBook } from '../../stats/coding/code-book.ts'
import { canonicalJson, sha256 } from '../canonical-json.ts'
import type { Import, ImportPreview, ImportRequest, RejectedRow } from '../contract/import.ts'
import type { Brand } from '../contract/program.ts'
import type { Wave } from '../contract/wave.ts'
import { listBrands } from '../db/brands.ts'
import type { Db } from '../db/database.ts'
import { findForm } from '../db/forms.ts'
import { insertImport } from '../db/imports.ts'
import { packStates } from '../db/observations.ts'
import { hasQuotas, recountQuotas } from '../db/quotas.ts'
import { insertResponses, listRecorded, type NewResponse } from '../db/responses.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave, lockWave } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { titleOf } from '../forms/titles.ts'
import { uuidOf, uuidv7 } from '../ids.ts'
import { takeCollector } from './create-collector.ts'
import {
  type Interview,
  type ReadInterviews,
  readInterviews,
  SPECIAL_COLUMNS,
  targetCodes,
} from './read-interviews.ts'

const SHOWN_PROBLEMS = 100
const AT_ONCE = 1000

/** What an import would do, without doing it. */
export async function previewImport(
  db: Db,
  organisationId: string,
  waveId: string,
  request: ImportRequest,
): Promise<ImportPreview> {
  return withOrganisation(db, organisationId, async (db) => {
    const { wave, book, brands } = await openWave(db, waveId)
    const read = readInterviews(request, book, brands)
    const ids = interviewIds(waveId, read.interviews)
    const changed = await findChanged(db, asResponses(read, wave, uuidv7()), read)
    const known = (await listRecorded(db, ids)).length - changed.length
    return {
      delimiter: read.table.delimiter,
      rows: read.table.rows.length,
      columns: [...read.table.columns],
      mapping: read.mapping,
      targets: targets(book),
      unmapped: [...read.unmapped],
      sample: read.table.rows.slice(0, 10).map((row) => [...row.cells]),
      accepted: read.interviews.length - changed.length,
      known,
      rejectedRows: read.rejectedRows + changed.length,
      rejected: [...read.rejected, ...changed].slice(0, SHOWN_PROBLEMS),
    }
  })
}

/**
 * Takes every row that can be coded, all in one transaction, and keeps the list of those that cannot.
 * A row's id is made from its content, so the same file twice, or the same row in two files, adds nothing.
 */
export async function importInterviews(
  db: Db,
  organisationId: string,
  waveId: string,
  request: ImportRequest,
): Promise<Import> {
  return withOrganisation(db, organisationId, async (db) => {
    const { wave, book, brands } = await openWave(db, waveId)
    const read = readInterviews(request, book, brands)
    const collector = await takeCollector(db, organisationId, wave, 'import')
    const responses = asResponses(read, wave, collector.id)
    let added = 0
    // By id: another file with the same interviews in another order is waited for, not deadlocked with.
    const byId = responses.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    for (let from = 0; from < byId.length; from += AT_ONCE) {
      added += (await insertResponses(db, organisationId, byId.slice(from, from + AT_ONCE))).size
    }
    const changed = await findChanged(db, responses, read)
    const made = {
      id: uuidv7(),
      waveId,
      fileName: request.fileName,
      rows: read.table.rows.length,
      added,
      known: responses.length - added - changed.length,
      rejectedRows: read.rejectedRows + changed.length,
      rejected: [...read.rejected, ...changed],
    }
    await countInQuotas(db, wave.id)
    await insertImport(db, organisationId, {
      ...made,
      programId: wave.programId,
      fileHash: sha256(request.csv),
    })
    return { ...made, rejected: made.rejected.slice(0, SHOWN_PROBLEMS), createdAt: new Date().toISOString() }
  })
}

/** Interviews done elsewhere fill quotas, but are never refused by them. Last, because nobody may answer meanwhile. */
async function countInQuotas(db: Db, waveId: string): Promise<void> {
  if (!(await hasQuotas(db, waveId))) return
  await lockWave(db, waveId)
  await recountQuotas(db, waveId)
}

/** Rows under the number of an earlier interview whose answers were others: the first ones are kept, and said to be. */
async function findChanged(
  db: Db,
  responses: readonly NewResponse[],
  { interviews, table, mapping }: ReadInterviews,
): Promise<RejectedRow[]> {
  const column = table.columns.find((column) => mapping[column] === 'id')
  if (column === undefined) return []
  const recorded = await listRecorded(
    db,
    responses.map(({ id }) => id),
  )
  const hashes = new Map(recorded.map(({ id, bodyHash }) => [id, bodyHash]))
  return responses.flatMap(({ id, bodyHash }, i) => {
    const interview = interviews[i]
    const before = hashes.get(id)
    if (interview === undefined || before === undefined || before === bodyHash) return []
    const message = 'an interview with this number was imported before with other answers; those are kept'
    return [{ line: interview.line, column, value: interview.ownId ?? '', reason: 'changed', message }]
  })
}

async function openWave(db: Db, waveId: string): Promise<{ wave: Wave; book: CodeBook; brands: Brand[] }> {
  const wave = await findWave(db, waveId)
  if (wave === undefined) throw notFound('wave')
  const form = await findForm(db, wave.formId)
  if (form === undefined) throw notFound('form')
  // Interviews may be typed in after fieldwork has ended, but never before it began.
  if (wave.state === 'planned') throw new ApiError(409, 'wave-planned', 'wave: has not opened yet')
  return { wave, book: form.codeBook as unknown as CodeBook, brands: await listBrands(db, wave.programId) }
}

/** By the interview's own number where it has one, else by content and how many equal ones came before it. */
function interviewIds(waveId: string, interviews: readonly Interview[]): string[] {
  const seen = new Map<string, number>()
  return interviews.map(({ ownId, brandId, answers, weight }) => {
    const content = ownId ?? sha256(canonicalJson({ brandId, answers, weight }))
    const before = seen.get(content) ?? 0
    seen.set(content, before + 1)
    return uuidOf('interview', waveId, ownId === null ? 'content' : 'own', content, String(before))
  })
}

function asResponses({ interviews }: ReadInterviews, wave: Wave, collectorId: string): NewResponse[] {
  const receivedAt = new Date().toISOString()
  const ids = interviewIds(wave.id, interviews)
  return interviews.map(({ brandId, answers, observation, weight }, i) => ({
    id: ids[i] ?? uuidv7(),
    programId: wave.programId,
    waveId: wave.id,
    formId: wave.formId,
    collectorId,
    brandId,
    language: 'en',
    answers,
    bodyHash: sha256(canonicalJson({ brandId, answers, weight })),
    startedAt: null,
    receivedAt,
    paradata: { mode: 'import' },
    observations: [
      {
        brandId,
        scores: observation.scores,
        states: packStates(observation.states),
        attributes: observation.attributes,
        weight,
      },
    ],
  }))
}

function targets(book: CodeBook): ImportPreview['targets'] {
  const required = new Set(book.fields.filter((field) => field.required).map(({ code }) => code))
  return [...targetCodes(book), ...SPECIAL_COLUMNS].map((code) => ({
    code,
    required: required.has(code),
    title: titleOf(code),
  }))
}
