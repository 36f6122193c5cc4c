import { listOrganisationIds } from '../db/accounts.ts'
import type { Databases } from '../db/database.ts'
import { listWavesToLookAfter, updateCompared } from '../db/resting-partials.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { isDatabaseAway } from '../errors.ts'
import type { Log } from '../log.ts'
import { checkAmongOthers } from '../services/read-quality.ts'
import { IDLE_HOURS, settlePartials } from '../services/settle-partials.ts'
import { sweepFiles } from '../services/sweep-files.ts'

const EVERY_MS = 60_000

/**
 * Once round: files that nobody imported are taken away, answers that were broken off are settled, responses compared
 * with each other, wave by wave.
 */
export async function lookAfterFieldwork(
  { app, system }: Pick<Databases, 'app' | 'system'>,
  log: Pick<Log, 'info' | 'error'>,
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
        if (uncompared) {
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

/** Goes round every minute until stopped; one that takes longer is waited for. */
export function keepLookingAfterFieldwork(databases: Pick<Databases, 'app' | 'system'>, log: Log) {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let round = Promise.resolve()
  const next = () => {
    if (stopped) return
    timer = setTimeout(() => {
      round = lookAfterFieldwork(databases, log)
        .catch((error: unknown) => log.warn({ error: String(error) }, 'fieldwork waits for the database'))
        .then(next)
    }, EVERY_MS)
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
