import { addOpenings, updateInvitationsOpened, updateInvitationsTurnedAway } from '../db/counts.ts'
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
  /** Somebody new comes whose quota is full already, and sees no page. The same otherwise. */
  turnAway(collector: OpenedWay, invitationId: string | null): void
  /** Writes what waits, and resolves when nothing is being written any more; for tests and for stopping in order. */
  flush(): Promise<void>
}

type Came = 'opened' | 'turnedAway'

interface Pending {
  readonly ways: Map<string, { waveId: string; opened: number; turnedAway: number }>
  readonly invitations: Readonly<Record<Came, Set<string>>>
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
  let writing = Promise.resolve()

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write)
    return writing
  }

  async function write(): Promise<void> {
    const batch = pending
    pending = new Map()
    for (const [organisationId, { ways, invitations }] of batch) {
      await withOrganisation(db, organisationId, async (db) => {
        const counts = [...ways].map(([collectorId, count]) => ({ collectorId, ...count }))
        await addOpenings(db, organisationId, counts)
        await updateInvitationsTurnedAway(db, [...invitations.turnedAway])
        await updateInvitationsOpened(db, [...invitations.opened])
      }).catch((error: unknown) => log.warn({ error: String(error) }, 'openings were not counted'))
    }
  }

  const counts =
    (came: Came) =>
    (collector: OpenedWay, invitationId: string | null): void => {
      const { organisationId, waveId, id } = collector
      const own = pending.get(organisationId) ?? {
        ways: new Map(),
        invitations: { opened: new Set(), turnedAway: new Set() },
      }
      pending.set(organisationId, own)
      const way = own.ways.get(id) ?? { waveId, opened: 0, turnedAway: 0 }
      own.ways.set(id, { ...way, [came]: way[came] + 1 })
      const isNoted = invitationId !== null && (came === 'turnedAway' || collector.kind !== 'interviewer')
      const noted = own.invitations[came]
      if (isNoted && noted.size < MOST_INVITATIONS) noted.add(invitationId)
      timer ??= setTimeout(() => void flush(), EVERY_MS).unref()
    }

  return { flush, record: counts('opened'), turnAway: counts('turnedAway') }
}
