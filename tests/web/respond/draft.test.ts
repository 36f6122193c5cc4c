import { expect, it } from 'vitest'
import { type Draft, dropDraft, findDraft, keepDraft } from '../../../web/respond/draft.ts'

const draft: Draft = {
  id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  formNumber: 1,
  startedAt: '2026-11-22T10:00:00.000Z',
  language: 'zh-Hans',
  answers: { imag1: 7 },
  page: 'page-imag2',
}

function memory() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  }
}

it('keeps one draft per link, with its id', () => {
  const store = memory()
  keepDraft(store, '/r/one', draft)
  expect(findDraft(store, '/r/one', 1)).toEqual(draft)
  expect(findDraft(store, '/r/two', 1)).toBeUndefined()
  dropDraft(store, '/r/one')
  expect(findDraft(store, '/r/one', 1)).toBeUndefined()
})

it('does not put old answers into a new form', () => {
  const store = memory()
  keepDraft(store, '/r/one', draft)
  expect(findDraft(store, '/r/one', 2)).toBeUndefined()
})

it.each(['', '{', 'null', '7', '[]', '{"id":1}'])('takes %j for no draft', (text) => {
  const store = memory()
  store.setItem('manyi:/r/one', text)
  expect(findDraft(store, '/r/one', 1)).toBeUndefined()
})

it('lets a device refuse', () => {
  const refuse = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  const store = { getItem: refuse, setItem: refuse, removeItem: refuse }
  expect(() => keepDraft(store, '/r/one', draft)).not.toThrow()
  expect(findDraft(store, '/r/one', 1)).toBeUndefined()
})
