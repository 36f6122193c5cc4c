import type { NewWave, Wave, WaveChange } from '../contract/wave.ts'
import type { Db } from '../db/database.ts'
import { findNewestForm } from '../db/forms.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave, insertWave, lockWave, updateWave, type WaveUpdate } from '../db/waves.ts'
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
    await insertWave(db, organisationId, { ...wave, id, programId, formId: form.id })
    return required(await findWave(db, id))
  })
}

export async function changeWave(
  db: Db,
  organisationId: string,
  waveId: string,
  change: WaveChange,
): Promise<Wave> {
  return editWave(db, organisationId, waveId, (wave) => {
    const opensOn = change.opensOn ?? wave.opensOn
    const closesOn = change.closesOn ?? wave.closesOn
    if (closesOn < opensOn) throw new ApiError(422, 'invalid', `closesOn: ${closesOn} is before ${opensOn}`)
    return { name: change.name ?? wave.name, opensOn, closesOn }
  })
}

/** From this moment no answer is taken, whatever the calendar says. */
export const closeWave = (db: Db, organisationId: string, waveId: string) =>
  editWave(db, organisationId, waveId, () => ({ closedAt: new Date() }))

/** Takes the closing back; past its last day a wave stays closed until the day is moved. */
export const reopenWave = (db: Db, organisationId: string, waveId: string) =>
  editWave(db, organisationId, waveId, () => ({ closedAt: null }))

async function editWave(
  db: Db,
  organisationId: string,
  waveId: string,
  edit: (wave: Wave) => WaveUpdate,
): Promise<Wave> {
  return withOrganisation(db, organisationId, async (db) => {
    await lockWave(db, waveId)
    const wave = required(await findWave(db, waveId))
    await updateWave(db, waveId, edit(wave))
    return required(await findWave(db, waveId))
  })
}

function required(wave: Wave | undefined): Wave {
  if (wave === undefined) throw notFound('wave')
  return wave
}
