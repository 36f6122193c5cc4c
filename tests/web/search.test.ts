import { expect, it } from 'vitest'
import { readSearch, writeSearch } from '../../web/search.ts'

it('keeps values as text, whatever they look like', () => {
  expect(readSearch('?tier=1&own=true&region=north,south')).toEqual({
    tier: '1',
    own: 'true',
    region: 'north,south',
  })
})

it('writes addresses that people can read, and leaves out what is empty', () => {
  expect(writeSearch({ wave: 'w1', region: 'north,south', brand: undefined, view: '' })).toBe(
    '?wave=w1&region=north,south',
  )
  expect(writeSearch({})).toBe('')
})

it('reads back what it wrote', () => {
  const search = { region: '华北,华南', note: 'a&b=c' }
  expect(readSearch(writeSearch(search))).toEqual(search)
})
