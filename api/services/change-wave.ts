import type { NewWave, Wave, WaveChange } from '../contract/wave.ts'
import type { Db } from '../db/database.ts'
import { findFormByNumber, findNewestForm } from '../db/forms.ts'
import { updateReopened } from '../db/reopened-mail.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave, insertWave, isTimeZone, lockWave, updateWave, type WaveUpdate } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { uuidv7 } from '../ids.ts'
import { takeProgram } from './change-program.ts'

/** A fieldwork period of a published program, on its newest form. */
export async function createWave(
  db: Db,
  organisationId: string,
  programId: string,
  wave: NewWave,
): Promise<Wave> {
  return withOrganisation(db, organisationId, async (db) => {
    await takeProgram(db, programId)
    const form = await findNewestForm(db, programId)
    if (form === undefined) {
      throw new ApiError(409, 'not-published', 'program: publish it first; a wave needs a frozen form')
    }
    const id = uuidv7()
    const { timeZone = 'UTC', target = null } = wave
    await checkTimeZone(db, timeZone)
    await insertWave(db, organisationId, { ...wave, timeZone, target, id, programId, formId: form.id })
    return required(await findWave(db, id))
  })
}

/** What reckons when a wave opens and closes is the database; a zone it has never heard of would stop every answer. */
async function checkTimeZone(db: Db, timeZone: string): Promise<void> {
  if (await isTimeZone(db, timeZone)) return
  throw new ApiError(422, 'unknown-time-zone', `timeZone: the database does not know "${timeZone}"`)
}

export async function changeWave(
  db: Db,
  organisationId: string,
  waveId: string,
  change: WaveChange,
): Promise<Wave> {
  return editWave(db, organisationId, waveId, async (wave, db) => {
    const opensOn = change.opensOn ?? wave.opensOn
    const closesOn = change.closesOn ?? wave.closesOn
    if (closesOn < opensOn) throw new ApiError(422, 'invalid', `closesOn: ${closesOn} is before ${opensOn}`)
    const formId =
      change.formNumber === undefined ? wave.formId : await newerForm(db, wave, change.formNumber)
    if (change.timeZone !== undefined) await checkTimeZone(db, change.timeZone)
    const { name = wave.name, timeZone = wave.timeZone, target = wave.target } = change
    return { name, opensOn, closesOn, timeZone, target, formId }
  })
}

/** A wave moves forward only: answers to an older form would come after those to a newer one. */
async function newerForm(db: Db, wave: Wave, number: number): Promise<string> {
  if (number < wave.formNumber) {
    throw new ApiError(409, 'older-form', `formNumber: the wave is on form ${wave.formNumber} already`)
  }
  const form = await findFormByNumber(db, wave.programId, number)
  if (form === undefined) {
    throw new ApiError(422, 'unknown-form', `formNumber: the program has no form ${number}`)
  }
  return form.id
}

/** From this moment no answer is taken, whatever the calendar says. */
export const closeWave = (db: Db, organisationId: string, waveId: string) =>
  editWave(db, organisationId, waveId, async () => ({ closedAt: new Date() }))

/** Takes the closing back, and its mailings go on; past its last day a wave stays closed until the day is moved. */
export const reopenWave = (db: Db, organisationId: string, waveId: string) =>
  editWave(db, organisationId, waveId, async () => ({ closedAt: null }))

async function editWave(
  db: Db,
  organisationId: string,
  waveId: string,
  edit: (wave: Wave, db: Db) => Promise<WaveUpdate>,
): Promise<Wave> {
  return withOrganisation(db, organisationId, async (db) => {
    await lockWave(db, waveId)
    const wave = required(await findWave(db, waveId))
    await updateWave(db, waveId, await edit(wave, db))
    const changed = required(await findWave(db, waveId))
    if (wave.state === 'closed' && changed.state !== 'closed') await updateReopened(db, waveId)
    return changed
  })
}

function required(wave: Wave | undefined): Wave {
  if (wave === undefined) throw notFound('wave')
  return wave
}
