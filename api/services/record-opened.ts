import { addOpenings, updateInvitationsOpened } from '../db/counts.ts'
import type { Db } from '../db/database.ts'
import type { CollectorTable } from '../db/tables/fieldwork.ts'
import { withOrganisation } from '../db/tenancy.ts'
import type { Log } from '../log.ts'

/** The way in that was opened. */
export interface OpenedWay {
  readonly organisationId: string
  readonly waveId: string
  readonly id: string
  /** Whoever opens a form to read it to somebody has not opened that person's mail. */
  readonly kind?: CollectorTable['kind']
}

export interface OpenedCounter {
  /** Somebody new sees the first page. Returns at once; `invitationId` is null where anybody may come. */
  record(collector: OpenedWay, invitationId: string | null): void
  /** Writes what waits; for tests and for stopping in order. */
  flush(): Promise<void>
}

interface Pending {
  readonly opened: Map<string, { waveId: string; opened: number }>
  readonly invitations: Set<string>
}

const EVERY_MS = 1000
/** Beyond it invitations are not noted until the next writing: memory stays bounded, a count is a little low. */
const MOST_INVITATIONS = 50_000

/**
 * Counts openings in memory and writes them every second. Lossy by design: a kill loses the last second, and a database
 * that is away loses what came meanwhile. No respondent ever waits for a count.
 */
export function createOpenedCounter(db: Db, log: Pick<Log, 'warn'>): OpenedCounter {
  let pending = new Map<string, Pending>()
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const batch = pending
    pending = new Map()
    for (const [organisationId, { opened, invitations }] of batch) {
      await withOrganisation(db, organisationId, async (db) => {
        const counts = [...opened].map(([collectorId, count]) => ({ collectorId, ...count }))
        await addOpenings(db, organisationId, counts)
        await updateInvitationsOpened(db, [...invitations])
      }).catch((error: unknown) => log.warn({ error: String(error) }, 'openings were not counted'))
    }
  }

  return {
    flush,
    record(collector, invitationId) {
      const { organisationId, waveId, id } = collector
      const own = pending.get(organisationId) ?? { opened: new Map(), invitations: new Set() }
      pending.set(organisationId, own)
      own.opened.set(id, { waveId, opened: (own.opened.get(id)?.opened ?? 0) + 1 })
      const isOwnMail = invitationId !== null && collector.kind !== 'interviewer'
      if (isOwnMail && own.invitations.size < MOST_INVITATIONS) own.invitations.add(invitationId)
      timer ??= setTimeout(() => void flush(), EVERY_MS).unref()
    },
  }
}
