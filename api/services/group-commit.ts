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

  const mayBegin = () => queue.length > 0 && underWay <= heldUp && underWay < parallel

  async function begin(): Promise<void> {
    if (!mayBegin()) return
    underWay += 1
    // What the sockets hold already joins this group instead of waiting for the next one.
    await setImmediate()
    await write(queue.splice(0, size))
  }

  async function write(group: readonly Waiting[]): Promise<void> {
    let isHeldUp = false
    const timer = setTimeout(() => {
      isHeldUp = true
      heldUp += 1
      void begin()
    }, patience)
    const answer = await flush(group.map(({ entry }) => entry)).then(
      (fates) => () => {
        for (const [i, { resolve }] of group.entries()) resolve(fates[i] as Fate)
      },
      (error: unknown) => () => {
        for (const { reject } of group) reject(error)
      },
    )
    clearTimeout(timer)
    if (isHeldUp) heldUp -= 1
    underWay -= 1
    await goOn(group.length)
    answer()
  }

  /**
   * The database has its next group before this one is answered. Half of all who are about: a group of nearly all,
   * and one of the few left, would take turns for good, and either the database or the server would always wait.
   */
  async function goOn(written: number): Promise<void> {
    if (!mayBegin()) return
    underWay += 1
    void write(queue.splice(0, Math.min(size, Math.ceil((written + queue.length) / 2))))
    await setImmediate()
  }

  return {
    add(entry: Entry): Promise<Fate> {
      if (queue.length >= waiting)
        return Promise.reject(new QueueFull('groupCommit: too many entries are waiting'))
      return new Promise((resolve, reject) => {
        queue.push({ entry, resolve, reject })
        void begin()
      })
    },
  }
}
