import { describe, expect, it } from 'vitest'
import type { AttributeSummary } from '../../../api/contract/program.ts'
import {
  partialsOf,
  segmentsOf,
  sliceKey,
  withoutSegments,
  withSegment,
} from '../../../web/results/slice-search.ts'

const title = { en: '', 'zh-Hans': '', 'zh-Hant': '' }
const attributes: AttributeSummary[] = [
  {
    code: 'region',
    label: title,
    title,
    values: ['north', 'south', 'east'].map((value) => ({ value, title })),
  },
  { code: 'tier', label: title, title, values: ['1', '2'].map((value) => ({ value, title })) },
]

describe('segmentsOf', () => {
  it('reads the chosen values in the order of the catalogue, so that one slice has one address', () => {
    expect(segmentsOf({ region: 'south,north' }, attributes)).toEqual({ region: ['north', 'south'] })
  })

  it('ignores values and attributes it does not know', () => {
    expect(segmentsOf({ region: 'mars', colour: 'red', tier: '2' }, attributes)).toEqual({ tier: ['2'] })
  })
})

it('takes an attribute out of the address when nothing of it is chosen', () => {
  expect(withSegment({ wave: 'w', region: 'north' }, 'region', [])).toEqual({ wave: 'w', region: undefined })
  expect(withSegment({}, 'region', ['north', 'south'])).toEqual({ region: 'north,south' })
})

it('keeps wave, brand, view and the choice of partial answers when segments are reset', () => {
  expect(withoutSegments({ wave: 'w', brand: 'b', partials: 'include', region: 'north' })).toEqual({
    wave: 'w',
    brand: 'b',
    view: undefined,
    partials: 'include',
  })
})

it('leaves partial answers out unless the address asks for them in so many words', () => {
  expect(['include', 'yes', undefined].map((partials) => partialsOf({ partials }))).toEqual([
    'include',
    'leave-out',
    'leave-out',
  ])
  expect(sliceKey({}, 'include')).not.toBe(sliceKey({}))
})

it('names a slice alike, whatever order its attributes are kept in', () => {
  expect(sliceKey({ tier: ['2'], region: ['north'] })).toBe(sliceKey({ region: ['north'], tier: ['2'] }))
  expect(sliceKey({ tier: ['2'] })).not.toBe(sliceKey({}))
})
