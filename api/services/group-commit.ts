import { setImmediate } from 'node:timers/promises'

/** One fate per entry, in the order given. */
export type Flush<Entry, Fate> = (entries: readonly Entry[]) => Promise<readonly Fate[]>

export interface GroupCommitOptions {
  /** Most entries written by one flush. */
  readonly size?: number
  /** Flushes under way at once: while one waits for the disk, the next is read and checked. */
  readonly parallel?: number
  /** Entries waiting; beyond it `add` refuses rather than let memory grow. */
  readonly waiting?: number
}

export class QueueFull extends Error {}

/**
 * Joins entries that arrive while a write is under way into the next write, so that one commit to disk carries
 * many. Nothing waits when nothing is under way, and no entry is answered before its own write has ended.
 */
export function groupCommit<Entry, Fate>(
  flush: Flush<Entry, Fate>,
  { size = 200, parallel = 2, waiting = 20_000 }: GroupCommitOptions = {},
) {
  type Waiting = { entry: Entry; resolve: (fate: Fate) => void; reject: (error: unknown) => void }
  const queue: Waiting[] = []
  let underWay = 0

  async function work(): Promise<void> {
    underWay += 1
    while (queue.length > 0) {
      // What the sockets hold already joins this group instead of waiting for the next one.
      await setImmediate()
      const batch = queue.splice(0, size)
      if (batch.length === 0) break
      try {
        const fates = await flush(batch.map(({ entry }) => entry))
        batch.forEach(({ resolve }, i) => {
          resolve(fates[i] as Fate)
        })
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    underWay -= 1
  }

  return {
    add(entry: Entry): Promise<Fate> {
      if (queue.length >= waiting)
        return Promise.reject(new QueueFull('groupCommit: too many entries are waiting'))
      return new Promise((resolve, reject) => {
        queue.push({ entry, resolve, reject })
        if (underWay < parallel) void work()
      })
    },
  }
}
