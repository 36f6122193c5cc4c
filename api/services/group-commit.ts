import { setImmediate } from 'node:timers/promises'

/** One fate per entry, in the order given. */
export type Flush<Entry, Fate> = (entries: readonly Entry[]) => Promise<readonly Fate[]>

export interface GroupCommitOptions {
  /** Most entries written by one flush. */
  readonly size?: number
  /** A write that takes longer, in milliseconds, is held up, by a lock or the network: the next one goes beside it. */
  readonly patience?: number
  /** Most writes under way at once, held up or not. */
  readonly parallel?: number
  /** Entries waiting; beyond it `add` refuses rather than let memory grow. */
  readonly waiting?: number
}

export class QueueFull extends Error {}

/**
 * Joins entries that arrive while a write is under way into the next write, so that one commit to disk carries
 * many. Nothing waits when nothing is under way, and no entry is answered before its own write has ended.
 * One write at a time: while it waits for the disk, the next group is read and checked. Two at once would be smaller
 * ones, and what a write costs besides its entries would be paid twice.
 */
export function groupCommit<Entry, Fate>(
  flush: Flush<Entry, Fate>,
  { size = 200, patience = 100, parallel = 4, waiting = 20_000 }: GroupCommitOptions = {},
) {
  type Waiting = { entry: Entry; resolve: (fate: Fate) => void; reject: (error: unknown) => void }
  const queue: Waiting[] = []
  let underWay = 0
  let heldUp = 0

  async function work(): Promise<void> {
    if (queue.length === 0 || underWay > heldUp || underWay >= parallel) return
    underWay += 1
    // What the sockets hold already joins this group instead of waiting for the next one.
    await setImmediate()
    const batch = queue.splice(0, size)
    let isHeldUp = false
    const timer = setTimeout(() => {
      isHeldUp = true
      heldUp += 1
      void work()
    }, patience)
    try {
      const fates = await flush(batch.map(({ entry }) => entry))
      batch.forEach(({ resolve }, i) => {
        resolve(fates[i] as Fate)
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
    clearTimeout(timer)
    if (isHeldUp) heldUp -= 1
    underWay -= 1
    void work()
  }

  return {
    add(entry: Entry): Promise<Fate> {
      if (queue.length >= waiting)
        return Promise.reject(new QueueFull('groupCommit: too many entries are waiting'))
      return new Promise((resolve, reject) => {
        queue.push({ entry, resolve, reject })
        void work()
      })
    },
  }
}
