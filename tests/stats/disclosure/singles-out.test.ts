import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AttributeCount, SMALLEST_GROUP, singlesOut } from '../../../stats/disclosure/singles-out.ts'

const regions = (sizes: Record<string, number>, unknown = 0): AttributeCount[] => [
  ...Object.entries(sizes).map(([value, count]) => ({ values: [value], count })),
  { values: [null], count: unknown },
]
const chosen = (...values: string[]) => [values]

describe('case 37: a filter singles out', () => {
  it('fewer than five, and nobody when it finds nobody', () => {
    const counts = regions({ north: 4, south: 5, east: 40 })
    expect(singlesOut({ counts, chosen: chosen('north') })).toBe(true)
    expect(singlesOut({ counts, chosen: chosen('west') })).toBe(false)
    expect(singlesOut({ counts: regions({ south: 5, east: 40 }), chosen: chosen('south') })).toBe(false)
  })

  it.each([
    [3, true],
    [4, true],
    [5, false],
    [0, false],
  ])('those it leaves out, when they are %i', (south, withheld) => {
    expect(singlesOut({ counts: regions({ north: 40, south }), chosen: chosen('north') })).toBe(withheld)
    // Also when nobody knows where they belong.
    expect(singlesOut({ counts: regions({ north: 40 }, south), chosen: chosen('north') })).toBe(withheld)
  })

  it('those in whom it differs from an overlapping filter', () => {
    const counts = regions({ north: 40, south: 3, east: 30, west: 50 })
    // North with south and without: the difference is three people; so south is seen with east or not at all.
    expect(singlesOut({ counts, chosen: chosen('north') })).toBe(false)
    expect(singlesOut({ counts, chosen: chosen('north', 'south') })).toBe(true)
    expect(singlesOut({ counts, chosen: chosen('north', 'east') })).toBe(true)
    expect(singlesOut({ counts, chosen: chosen('south', 'east') })).toBe(false)
    expect(singlesOut({ counts, chosen: chosen('north', 'south', 'east') })).toBe(false)
  })

  it('those who come in when an attribute is dropped, or two at once', () => {
    const cross = (rest: number): AttributeCount[] => [
      { values: ['north', 'young'], count: 20 },
      { values: ['north', 'old'], count: rest },
      { values: ['south', 'young'], count: 30 },
      { values: ['south', 'old'], count: 30 },
    ]
    expect(singlesOut({ counts: cross(2), chosen: [['north'], ['young']] })).toBe(true)
    expect(singlesOut({ counts: cross(20), chosen: [['north'], ['young']] })).toBe(false)
    const both: AttributeCount[] = [
      { values: ['north', 'young'], count: 20 },
      { values: ['south', 'old'], count: 2 },
    ]
    expect(singlesOut({ counts: both, chosen: [['north'], ['young']] })).toBe(true)
  })

  it('those it leaves out, also when values are chosen beside that nobody has', () => {
    const counts: AttributeCount[] = [
      { values: ['north', 'young'], count: 20 },
      { values: ['north', 'old'], count: 3 },
      { values: ['south', 'old'], count: 30 },
    ]
    expect(singlesOut({ counts, chosen: [['north'], ['young']] })).toBe(true)
    expect(singlesOut({ counts, chosen: [['north', 'south'], ['young']] })).toBe(true)
  })

  it('those in whom it differs from a value of another attribute: a town against its region', () => {
    const counts = regions({ north: 43, south: 60 })
    const town = { count: 40, shared: 40 }
    expect(singlesOut({ counts, chosen: chosen('north'), others: [town] })).toBe(true)
    expect(singlesOut({ counts, chosen: chosen('north'), others: [{ count: 30, shared: 30 }] })).toBe(false)
    expect(singlesOut({ counts, chosen: chosen('north'), others: [{ count: 43, shared: 43 }] })).toBe(false)
  })

  it('refuses counts that are none', () => {
    expect(() => singlesOut({ counts: [{ values: [], count: 1 }], chosen: chosen('a') })).toThrow(
      'singlesOut: a count needs',
    )
    expect(() => singlesOut({ counts: regions({ a: 1.5 }), chosen: chosen('a') })).toThrow('singlesOut: a')
    expect(() => singlesOut({ counts: [], chosen: [] }, 0)).toThrow('singlesOut: least')
  })
})

const VALUES = ['a', 'b', 'c', 'd']
const subsets = Array.from({ length: 2 ** VALUES.length }, (_, bits) =>
  VALUES.filter((_, i) => bits & (1 << i)),
)
const isSmall = (size: number) => size > 0 && size < SMALLEST_GROUP
const size = fc.oneof(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 40 }))

describe('case 37: of all filters that are shown', () => {
  it('no two on one attribute, and none against the whole, differ by one to four people', () => {
    fc.assert(
      fc.property(fc.array(size, { minLength: 5, maxLength: 5 }), ([unknown = 0, ...sizes]) => {
        const sums = (values: readonly string[]) =>
          VALUES.reduce((sum, value, i) => sum + (values.includes(value) ? (sizes[i] ?? 0) : 0), 0)
        const counts = regions(Object.fromEntries(VALUES.map((value, i) => [value, sizes[i] ?? 0])), unknown)
        const shown = subsets.filter(
          (values) => sums(values) > 0 && !singlesOut({ counts, chosen: [values] }),
        )
        for (const one of shown) {
          expect(isSmall(sums(one)) || isSmall(unknown + sums(VALUES) - sums(one))).toBe(false)
          for (const other of shown.filter((other) => one.every((value) => other.includes(value))))
            expect(isSmall(sums(other) - sums(one))).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('no two on two attributes, one inside the other in either, differ by one to four people', () => {
    fc.assert(
      fc.property(fc.array(size, { minLength: 9, maxLength: 9 }), (sizes) => {
        const [rows, columns] = [VALUES.slice(0, 3), VALUES.slice(0, 3)]
        const counts = rows.flatMap((row, i) =>
          columns.map((column, j) => ({ values: [row, column], count: sizes[3 * i + j] ?? 0 })),
        )
        const sums = (r: readonly string[], c: readonly string[]) =>
          counts.reduce(
            (sum, { values: [row = '', column = ''], count }) =>
              sum + (r.includes(row) && c.includes(column) ? count : 0),
            0,
          )
        const some = subsets.filter((values) => values.length > 0 && !values.includes('d'))
        const shown = some.flatMap((r) =>
          some
            .filter((c) => sums(r, c) > 0 && !singlesOut({ counts, chosen: [r, c] }))
            .map((c) => [r, c] as const),
        )
        const holds = (all: readonly string[], part: readonly string[]) =>
          part.every((one) => all.includes(one))
        for (const [r, c] of shown) {
          expect(isSmall(sums(rows, columns) - sums(r, c))).toBe(false)
          for (const [R, C] of shown) {
            const inside = (r.join() === R.join() && holds(C, c)) || (c.join() === C.join() && holds(R, r))
            if (inside) expect(isSmall(sums(R, C) - sums(r, c))).toBe(false)
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})
