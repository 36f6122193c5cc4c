import { setImmediate } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { groupCommit, QueueFull } from '../../../api/services/group-commit.ts'

/** A flush that ends when it is told to. */
function heldFlush() {
  const batches: { entries: readonly number[]; end: () => void; fail: (error: Error) => void }[] = []
  const flush = (entries: readonly number[]) =>
    new Promise<readonly string[]>((resolve, reject) => {
      batches.push({
        entries,
        end: () => resolve(entries.map((entry) => `fate of ${entry}`)),
        fail: reject,
      })
    })
  return { batches, flush }
}
/** No write of a test is held up by a slow machine, unless it is about that. */
const PATIENT = { patience: 600_000 }
/** A few turns of the event loop, by no clock. */
const turns = async () => {
  for (let i = 0; i < 5; i++) await setImmediate()
}

describe('group commit', () => {
  it('writes the first at once and joins those that come meanwhile, each with its own fate', async () => {
    const { batches, flush } = heldFlush()
    const commits = groupCommit(flush, PATIENT)
    const first = commits.add(1)
    await turns()
    expect(batches.map(({ entries }) => entries)).toEqual([[1]])
    const fates = [first, commits.add(2), commits.add(3)]
    await turns()
    expect(batches).toHaveLength(1)
    batches[0]?.end()
    await turns()
    expect(batches.map(({ entries }) => entries)).toEqual([[1], [2, 3]])
    batches[1]?.end()
    expect(await Promise.all(fates)).toEqual(['fate of 1', 'fate of 2', 'fate of 3'])
  })

  it('joins what comes at the same moment', async () => {
    const { batches, flush } = heldFlush()
    const commits = groupCommit(flush, PATIENT)
    const fates = [1, 2, 3].map((entry) => commits.add(entry))
    await turns()
    expect(batches.map(({ entries }) => entries)).toEqual([[1, 2, 3]])
    batches[0]?.end()
    expect(await Promise.all(fates)).toHaveLength(3)
  })

  it('goes on beside a write that is held up, up to its bound, and one at a time again after it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { batches, flush } = heldFlush()
      const commits = groupCommit(flush, { patience: 100, parallel: 2 })
      const begun = () => batches.map(({ entries }) => entries)
      const fates = [commits.add(1)]
      await turns()
      fates.push(commits.add(2))
      await turns()
      expect(begun()).toEqual([[1]])
      vi.advanceTimersByTime(100)
      await turns()
      expect(begun()).toEqual([[1], [2]])
      fates.push(commits.add(3))
      vi.advanceTimersByTime(1000)
      await turns()
      expect(begun()).toEqual([[1], [2]])
      batches[0]?.end()
      batches[1]?.end()
      await turns()
      expect(begun()).toEqual([[1], [2], [3]])
      fates.push(commits.add(4))
      vi.advanceTimersByTime(99)
      await turns()
      expect(begun()).toEqual([[1], [2], [3]])
      batches[2]?.end()
      await turns()
      batches[3]?.end()
      expect(await Promise.all(fates)).toEqual([1, 2, 3, 4].map((entry) => `fate of ${entry}`))
    } finally {
      vi.useRealTimers()
    }
  })

  it('answers nobody before the write has ended', async () => {
    const { batches, flush } = heldFlush()
    let answered = false
    const fate = groupCommit(flush, PATIENT)
      .add(1)
      .then(() => {
        answered = true
      })
    await turns()
    expect(answered).toBe(false)
    batches[0]?.end()
    await fate
    expect(answered).toBe(true)
  })

  it('a failed write fails its own entries and no others', async () => {
    const { batches, flush } = heldFlush()
    const commits = groupCommit(flush, PATIENT)
    const first = commits.add(1)
    await turns()
    const second = commits.add(2)
    batches[0]?.fail(new Error('disk full'))
    await expect(first).rejects.toThrow('disk full')
    await turns()
    batches[1]?.end()
    expect(await second).toBe('fate of 2')
  })

  it('writes no more than its size at once and refuses rather than wait without bound', async () => {
    const { batches, flush } = heldFlush()
    const commits = groupCommit(flush, { ...PATIENT, size: 2, waiting: 3 })
    const first = commits.add(1)
    await turns()
    const fates = [first, ...[2, 3, 4].map((entry) => commits.add(entry))]
    await expect(commits.add(5)).rejects.toThrow(QueueFull)
    for (let i = 0; i < 3; i++) {
      batches[i]?.end()
      await turns()
    }
    expect(batches.map(({ entries }) => entries)).toEqual([[1], [2, 3], [4]])
    expect(await Promise.all(fates)).toHaveLength(4)
  })

  it('begins the next write before it answers the last one', async () => {
    const { batches, flush } = heldFlush()
    const commits = groupCommit(flush, PATIENT)
    const begunWhenAnswered = commits.add(1).then(() => batches.length)
    await turns()
    const second = commits.add(2)
    batches[0]?.end()
    expect(await begunWhenAnswered).toBe(2)
    batches[1]?.end()
    await second
  })

  it('takes half of all who are about, so that a large and a small group do not take turns for good', async () => {
    const { batches, flush } = heldFlush()
    const commits = groupCommit(flush, PATIENT)
    const sizes = () => batches.map(({ entries }) => entries.length)
    /** Whoever is answered sends again. */
    const client = async () => {
      for (let sent = 0; sent < 6; sent++) await commits.add(sent)
    }
    const clients = [client()]
    await turns()
    for (let i = 0; i < 31; i++) clients.push(client())
    for (let i = 0; i < 6; i++) {
      batches[i]?.end()
      await turns()
    }
    expect(sizes()).toEqual([1, 16, 16, 16, 16, 16, 16])
    for (let i = 6; batches.length > i; i++) {
      batches[i]?.end()
      await turns()
    }
    await Promise.all(clients)
  })
})
