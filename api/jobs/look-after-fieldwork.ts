import { listOrganisationIds } from '../db/accounts.ts'
import { countAllChanges } from '../db/counts.ts'
import type { Databases } from '../db/database.ts'
import { listWavesToLookAfter, updateCompared } from '../db/resting-partials.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { isDatabaseAway } from '../errors.ts'
import type { Log } from '../log.ts'
import { checkAmongOthers } from '../services/read-quality.ts'
import { IDLE_HOURS, settlePartials } from '../services/settle-partials.ts'
import { sweepFiles } from '../services/sweep-files.ts'

const EVERY_MS = 60_000
/** Comparing a wave of more answers takes a core for seconds. */
const LARGE_WAVE = 10_000
/** From as many answers from one round to the next on, taking them comes first. */
const RUSH = 10_000
const MOST_ROUNDS_PUT_OFF = 10

/**
 * Once round: files that nobody imported are taken away, answers that were broken off are settled, responses compared
 * with each other, wave by wave. In a rush, comparing large waves is left to a later round.
 */
export async function lookAfterFieldwork(
  { app, system }: Pick<Databases, 'app' | 'system'>,
  log: Pick<Log, 'info' | 'error'>,
  { isRush = false }: { readonly isRush?: boolean } = {},
): Promise<void> {
  for (const organisationId of await listOrganisationIds(system)) {
    const waves = await withOrganisation(app, organisationId, async (db) => {
      await sweepFiles(db)
      return listWavesToLookAfter(db, { idleHours: IDLE_HOURS })
    })
    for (const { waveId, resting, uncompared, changes } of waves) {
      // One wave that cannot be looked after must not keep the others waiting.
      try {
        if (resting) log.info({ waveId, ...(await settlePartials(app, organisationId, waveId)) }, 'settled')
        if (uncompared && !(isRush && changes > LARGE_WAVE)) {
          await checkAmongOthers(app, organisationId, waveId)
          await withOrganisation(app, organisationId, (db) => updateCompared(db, waveId, changes))
        }
      } catch (error) {
        if (isDatabaseAway(error)) throw error
        log.error({ waveId, error: error instanceof Error ? error.stack : String(error) }, 'fieldwork')
      }
    }
  }
}

/** Says at each round whether it is in a rush: many answers since the round before, and not for too long already. */
export function watchForRush(app: Databases['app']): () => Promise<boolean> {
  let before: number | undefined
  let putOff = 0
  return async () => {
    const now = await countAllChanges(app)
    const came = now - (before ?? now)
    before = now
    putOff = came > RUSH && putOff < MOST_ROUNDS_PUT_OFF ? putOff + 1 : 0
    return putOff > 0
  }
}

/** Goes round every minute until stopped; one that takes longer is waited for. */
export function keepLookingAfterFieldwork(
  databases: Pick<Databases, 'app' | 'system'>,
  log: Log,
  everyMs = EVERY_MS,
) {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const later = (error: unknown) => log.warn({ error: String(error) }, 'fieldwork waits for the database')
  const isRush = watchForRush(databases.app)
  // The first look counts only: the rounds after it say how many have come.
  let round: Promise<unknown> = isRush().catch(later)
  const next = () => {
    if (stopped) return
    timer = setTimeout(() => {
      round = isRush()
        .then((isRush) => lookAfterFieldwork(databases, log, { isRush }))
        .catch(later)
        .then(next)
    }, everyMs)
    timer.unref()
  }
  next()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
