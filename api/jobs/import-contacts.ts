import { listContactAttributes } from '../db/contact-attributes.ts'
import type { ContactFile } from '../db/contact-files.ts'
import { claimContactImport, hasStep, updateStep } from '../db/contact-import-steps.ts'
import type { OfferedContact } from '../db/contact-matches.ts'
import { findContactRule, lockRegister, shareLists } from '../db/contact-rules.ts'
import type { Db } from '../db/database.ts'
import { insertRejectedContacts, type RejectedContact } from '../db/rejected-contacts.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, isDatabaseAway } from '../errors.ts'
import type { Log } from '../log.ts'
import { openContactFile, spellingOf } from '../services/contact-file.ts'
import { endContactImport } from '../services/end-contact-import.ts'
import { listErased, listMentions, type OlderFile } from '../services/erased-since.ts'
import type { PersonMarks } from '../services/person-marks.ts'
import { type ContactReading, createContactReader, isBlank } from '../services/read-contact-row.ts'
import { sparingMemory } from '../services/sparing-memory.ts'
import { takeOffered } from '../services/take-offered.ts'
import { createTwinFinder } from '../services/twin-rows.ts'
import type { Work } from './jobs.ts'

/**
 * Rows per transaction: each is a step of the progress that is shown, and all that a kill can undo. Few, so that what
 * is sent for them is small enough to be swept up young: a large file then takes no more memory than a small one.
 */
const STEP = 500
/** A file that is wrong in every row is not kept a second time as refusals. */
const MOST_REJECTED = 50_000

/**
 * Reads an uploaded file into the register, step by step; a step is counted in the transaction that does it. Run
 * again after a kill it goes on behind the last step; stopped by a person it leaves at the next one.
 */
export async function importContacts(
  { db, marks, log }: { db: Db; marks: PersonMarks; log: Log },
  { organisationId, importId }: Work['import-contacts'],
): Promise<void> {
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  const file = await inTenant((db) => claimContactImport(db, importId))
  if (file === undefined) return
  const from = { organisationId, fileId: importId, marks }
  try {
    const isWhole = await sparingMemory(() => readAll(db, from, file))
    if (!isWhole) return
    await inTenant((db) => endContactImport(db, from, 'done'))
  } catch (error) {
    // Not the file's fault: the queue gives it again in a second, and it goes on where it was.
    if (isDatabaseAway(error)) throw error
    log.error({ importId, error: error instanceof Error ? error.stack : String(error) }, 'import failed')
    const sentence = error instanceof ApiError ? error.message : 'the import failed; it has been logged'
    await inTenant((db) => endContactImport(db, from, 'failed', sentence))
  }
}

type InTenant = <T>(work: (db: Db) => Promise<T>) => Promise<T>

/** Step by step to the end; false when it was stopped before. */
async function readAll(db: Db, from: OlderFile, file: ContactFile): Promise<boolean> {
  const { organisationId } = from
  const inTenant: InTenant = (work) => withOrganisation(db, organisationId, work)
  const read = await openReader(inTenant, file)
  let { rowsDone } = file
  let rejected = 0
  for await (const step of stepsOf(db, organisationId, file, read)) {
    rejected += step.refused.length
    const kept = rejected <= MOST_REJECTED ? step.refused : []
    if (!(await inTenant((db) => takeStep(db, from, file, rowsDone, step, kept)))) return false
    rowsDone += step.count
  }
  return true
}

type ReadRow = ReturnType<typeof createContactReader>

interface Step {
  /** Rows of the file that it stands for. */
  count: number
  readonly offered: OfferedContact[]
  readonly refused: RejectedContact[]
}

async function openReader(inTenant: InTenant, { mapping, options }: ContactFile): Promise<ReadRow> {
  const { attributes, rule } = await inTenant(async (db) => {
    // A text that is being made a list is one when this goes on: the import runs already, so no other is begun.
    await shareLists(db)
    return { attributes: await listContactAttributes(db), rule: await findContactRule(db) }
  })
  const chosen = options as unknown as Pick<ContactReading, 'batch' | 'consent' | 'columns'>
  return createContactReader({ ...chosen, mapping, attributes, callingCode: rule.callingCode })
}

/** The file as steps. Those done before are left out, but read: their people are known when they come again. */
async function* stepsOf(
  db: Db,
  organisationId: string,
  file: ContactFile,
  read: ReadRow,
): AsyncGenerator<Step> {
  const { rows } = await openContactFile(db, organisationId, file.id, spellingOf(file))
  const twins = createTwinFinder()
  let place = 0
  let step = emptyStep()
  for await (const row of rows) {
    if (isBlank(row)) continue
    place += 1
    const found = read(row)
    const twin = found.ok ? twins.problemOf(found.contact) : undefined
    if (place <= file.rowsDone) continue
    step.count += 1
    if (found.ok && twin === undefined) step.offered.push(found.contact)
    else {
      const problems = found.ok ? [twin].filter((problem) => problem !== undefined) : found.problems
      step.refused.push({ line: row.line, cells: row.cells, problems, keys: found.keys })
    }
    if (step.count < STEP) continue
    yield step
    step = emptyStep()
  }
  if (step.count > 0) yield step
}

const emptyStep = (): Step => ({ count: 0, offered: [], refused: [] })

/** One step, whole or not at all; false when it is no longer wanted. */
async function takeStep(
  db: Db,
  from: OlderFile,
  { id, options }: ContactFile,
  rowsDone: number,
  { count, offered: all, refused }: Step,
  kept: readonly RejectedContact[],
): Promise<boolean> {
  // The register before the import's own row, as whoever stops it.
  await lockRegister(db)
  if (!(await hasStep(db, id, rowsDone))) return false
  const erased = await listErased(db, from, all)
  const offered = erased.size === 0 ? all : all.filter((contact) => !erased.has(contact))
  const existing = options['existing'] === 'update' ? 'update' : 'skip'
  const { added, updated } = await takeOffered(db, offered, existing)
  const { organisationId } = from
  await insertRejectedContacts(db, organisationId, id, [
    ...(await unnamed(db, from, kept)),
    ...[...erased].map(({ line }) => emptied(line)),
  ])
  await updateStep(db, id, {
    rows: count,
    added,
    updated,
    unchanged: offered.length - added - updated,
    rejected: refused.length + erased.size,
  })
  return true
}

/** Refused rows, without the cells of those that name somebody who was erased after the file came in. */
async function unnamed(db: Db, from: OlderFile, refused: readonly RejectedContact[]) {
  const mentions = await listMentions(
    db,
    from,
    refused.map(({ cells, keys }) => [...cells, ...keys]),
  )
  return refused.map((row, place) => (mentions.has(place) ? emptied(row.line) : row))
}

/** What is said of such a row: nothing but where it stood. */
const emptied = (line: number): RejectedContact => {
  const message = 'names somebody who was erased after this file had come in, and was left out'
  return { line, cells: [], problems: [{ column: '', value: '', reason: 'erased', message }], keys: [] }
}
