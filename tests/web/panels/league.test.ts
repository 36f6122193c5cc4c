import { describe, expect, it } from 'vitest'
import { brackets, isAlike, type League, type LeagueEntry } from '../../../web/panels/league.ts'

const entry = (id: string, width: number): LeagueEntry => ({
  id,
  name: id,
  own: false,
  rank: 0,
  sampleSize: 120,
  base: 'normal',
  index: {
    ok: true,
    value: { value: 50, interval: { level: 0.95, method: 'student', low: 50 - width, high: 50 + width } },
  },
})
const league = (ties: readonly (readonly string[])[]): League => ({
  entries: [entry('a', 2), entry('b', 2), entry('c', 2), entry('flat', 0), entry('even', 0)],
  pairs: [],
  ranks: [],
  ties,
  alpha: 0.05,
  quick: true,
})

describe('brackets', () => {
  it('leaves out brands whose answers are all alike: no test told them apart, and none tied them', () => {
    expect(brackets(league([['a', 'b'], ['flat', 'even'], ['c']]))).toEqual([['a', 'b']])
  })

  it('draws a bracket once, and none within another', () => {
    const ties = [
      ['a', 'b', 'flat'],
      ['a', 'b', 'even'],
      ['b', 'flat'],
      ['b', 'c'],
    ]
    expect(brackets(league(ties))).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ])
  })
})

it('knows answers all alike by a margin without width', () => {
  expect([entry('a', 2), entry('flat', 0)].map(isAlike)).toEqual([false, true])
  expect(isAlike({ ...entry('none', 0), index: { ok: true, value: { value: 50 } } })).toBe(false)
})
