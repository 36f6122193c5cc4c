import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '../db/database.ts'
import { findImport } from '../db/imports.ts'
import { moveNext, updateMoveFailure } from '../db/taken-back.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { shareWave } from '../db/waves.ts'

/** Interviews in one transaction: short enough that nobody who answers meanwhile waits for it. */
const AT_ONCE = 500
const AGAIN_AFTER_MS = 100

export interface MoveOptions {
  /** Interviews in one step. */
  readonly most?: number
  /** False: left to the background where somebody else is at one of the rows. */
  readonly patient?: boolean
  /** Stops after the step under way. */
  readonly signal?: AbortSignal
}

/**
 * Moves the interviews of an import that leaves or returns, step by step, each whole in one transaction with its counts and
 * quotas. Interrupted and run again it goes on behind its last step; two at once share the steps. Where nothing
 * is to be moved it does nothing.
 */
export async function moveImport(
  db: Db,
  organisationId: string,
  importId: string,
  { most = AT_ONCE, patient = true, signal }: MoveOptions = {},
): Promise<void> {
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  const waveId = (await inTenant((db) => findImport(db, importId)))?.waveId
  if (waveId === undefined) return
  const step = () =>
    inTenant(async (db) => {
      await shareWave(db, waveId)
      return moveNext(db, importId, most)
    })
  for (let isDone = false; !isDone; ) {
    signal?.throwIfAborted()
    try {
      isDone = await step()
    } catch (error) {
      if (!isTaken(error)) throw error
      if (!patient) return
      await pause(AGAIN_AFTER_MS)
    }
  }
}

/** Another transaction has one of the rows. */
const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === '55P03'

/** Notes that it stopped on the way; asked for once more it goes on. */
export const noteMoveFailure = (db: Db, organisationId: string, importId: string, failure: string) =>
  withOrganisation(db, organisationId, (db) => updateMoveFailure(db, importId, failure))
