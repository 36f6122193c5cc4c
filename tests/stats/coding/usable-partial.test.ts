import { expect, it } from 'vitest'
import type { AnswerState } from '../../../stats/coding/observation.ts'
import { isUsablePartial } from '../../../stats/coding/usable-partial.ts'

const book = { scored: ['a', 'b', 'c', 'd', 'note'] }
const states = (...states: AnswerState[]) => ({ states })

// Handbook 12.7: a partial has at least half of its core items.
it.each<[string, AnswerState[], boolean]>([
  ['two of four', ['answered', 'answered', 'skipped', 'skipped', 'skipped'], true],
  ['one of four', ['answered', 'skipped', 'skipped', 'skipped', 'answered'], false],
  ['one of two that were shown', ['answered', 'skipped', 'not_shown', 'not_shown', 'skipped'], true],
  ['don’t know is no answer', ['answered', 'dont_know', 'dont_know', 'refused', 'answered'], false],
  ['nothing shown', ['not_shown', 'not_shown', 'not_shown', 'not_shown', 'answered'], false],
])('%s', (_, given, expected) => {
  expect(isUsablePartial(book, states(...given), ['a', 'b', 'c', 'd'])).toBe(expected)
})

it('without a model every scored code is core', () => {
  const given = states('answered', 'skipped', 'skipped', 'answered', 'answered')
  expect(isUsablePartial(book, given)).toBe(true)
  expect(isUsablePartial(book, states('answered', 'skipped', 'skipped', 'skipped', 'answered'))).toBe(false)
})
