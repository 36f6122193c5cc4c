import { expect, it } from 'vitest'
import { type Draft, KEPT_MS, type Keep, type Waiting } from '../../../web/respond/keep.ts'
import type { Fate } from '../../../web/respond/send.ts'
import { sendWaiting } from '../../../web/respond/send-waiting.ts'

const NOW = Date.parse('2026-11-22T10:00:00Z')
const waiting = (id: string, since = NOW - 1000): Waiting => ({
  id,
  to: `/r/${id}`,
  submission: { id, language: 'en', answers: {} },
  since,
})

function keepOf(...entries: Waiting[]): Keep & { left: () => string[]; drafts: Map<string, Draft> } {
  const kept = new Map(entries.map((entry) => [entry.id, entry]))
  const drafts = new Map<string, Draft>()
  return {
    drafts,
    findDraft: async (link) => drafts.get(link),
    keepDraft: async (link, draft) => void drafts.set(link, draft),
    findForm: async () => undefined,
    keepBegun: async () => {},
    dropDraft: async (link) => void drafts.delete(link),
    listWaiting: async () => [...kept.values()],
    addWaiting: async () => true,
    dropWaiting: async (id) => void kept.delete(id),
    forget: async () => {},
    sweep: async () => {},
    left: () => [...kept.keys()],
  }
}

it.each<[Fate['kind'], string[], string[]]>([
  ['recorded', ['a'], []],
  ['known-before', ['a'], []],
  ['closed', [], []],
  ['full', [], []],
  ['gone', [], []],
  ['erased', [], []],
  ['switched-off', [], []],
  ['moved', [], []],
  ['unsent', [], ['a']],
])('answers that are %s arrived: %o, still wait: %o', async (kind, arrived, left) => {
  const keep = keepOf(waiting('a'))
  const sent = await sendWaiting(keep, async () => ({ kind, problems: [] }) as Fate, NOW)
  expect([sent.arrived, keep.left()]).toEqual([arrived, left])
})

it.each<[string, Fate['kind'], string, boolean]>([
  ['of the answers that arrived', 'recorded', 'a.seal', false],
  ['of the answers that had arrived before', 'known-before', 'a.seal', false],
  ['of answers refused, which can be put right', 'refused', 'a.seal', true],
  ['of answers whose link leads elsewhere now', 'moved', 'a.seal', true],
  ['of somebody else’s answers', 'recorded', 'b.seal', true],
])('a draft %s (%s): %s is kept: %o', async (_, kind, sealed, isKept) => {
  const keep = keepOf(waiting('a'))
  keep.drafts.set('/r/a', { sealed } as Draft)
  await sendWaiting(keep, async () => ({ kind, problems: [] }) as Fate, NOW)
  expect(keep.drafts.has('/r/a')).toBe(isKept)
})

it('drops what waited for more than 30 days without sending it', async () => {
  const keep = keepOf(waiting('old', NOW - KEPT_MS - 1), waiting('new', NOW - KEPT_MS))
  const sentTo: string[] = []
  const sent = await sendWaiting(
    keep,
    async (to) => {
      sentTo.push(to)
      return { kind: 'recorded' }
    },
    NOW,
  )
  expect([sentTo, sent.expired, keep.left()]).toEqual([['/r/new'], ['old'], []])
})
