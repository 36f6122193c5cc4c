import { describe, expect, it } from 'vitest'
import type { Answering } from '../../../api/contract/response.ts'
import { goOnFrom } from '../../../web/respond/go-on-from.ts'
import type { Draft } from '../../../web/respond/keep.ts'

const on: Answering = {
  address: '/r/one',
  token: null,
  sealed: 'a.seal',
  form: 1,
  brandId: null,
  language: 'en',
  answers: { a: 1 },
  page: 'page-b',
  reached: 'page-b',
  pageSeconds: {},
  attributes: [],
  revision: 4,
  startedAt: '2026-11-22T10:00:00Z',
  resumed: false,
}
const draft: Draft = {
  ...on,
  language: 'zh-Hans',
  answers: { a: 2, b: 3 },
  page: 'page-c',
  reached: 'page-d',
  revision: 6,
  keptAt: 0,
}

it('goes on from the draft where more was answered in it, at the card asked for', () => {
  expect(goOnFrom(on, draft, null)).toMatchObject({ answers: { a: 2, b: 3 }, page: 'page-c', resumed: true })
  expect(goOnFrom(on, draft, 'page-a')).toMatchObject({ page: 'page-a', reached: 'page-d', revision: 6 })
})

it.each([4, 3])('goes on from what the server has where the draft is at %i', (revision) => {
  expect(goOnFrom(on, { ...draft, revision }, 'page-a')).toBe(on)
})

it('goes on from the draft of an open link whose cookie is lost, as in a frame of another site', () => {
  expect(goOnFrom({ ...on, sealed: 'b.seal', revision: 0 }, draft, null).sealed).toBe('a.seal')
})

describe('a personal link that leads to other answers by now', () => {
  const link = { ...on, token: 'token', sealed: 'b.seal' }
  const kept = { ...draft, token: 'token' }

  it('takes what was answered here along, under its own id, where nothing was answered there', () => {
    expect(goOnFrom({ ...link, answers: {}, revision: 0 }, kept, null)).toMatchObject({
      sealed: 'b.seal',
      answers: { a: 2, b: 3 },
      page: 'page-c',
      reached: 'page-d',
      revision: 0,
      language: 'zh-Hans',
    })
  })

  it('stays where it is, with what was answered there, and takes along what was not', () => {
    expect(goOnFrom(link, kept, null)).toEqual({ ...link, answers: { a: 1, b: 3 }, resumed: true })
  })

  it.each<[string, Partial<Draft>]>([
    ['of another form', { form: 2 }],
    ['about another brand', { brandId: '0199a000-0000-7000-8000-000000000001' }],
    ['without an answer', { revision: 0 }],
  ])('takes nothing along that is %s', (_, other) => {
    expect(goOnFrom(link, { ...kept, ...other }, null)).toBe(link)
  })
})
