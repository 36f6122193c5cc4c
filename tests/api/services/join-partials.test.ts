import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AlikeInCell, PartialRow, Segments } from '../../../api/db/observations.ts'
import { joinPartials } from '../../../api/services/join-partials.ts'
import { isSinglingOut } from '../../../api/services/withheld-cells.ts'
import { SMALLEST_GROUP } from '../../../stats/index.ts'

const CELL = { waveId: 'w', brandId: 'b' }
const ITEMS = 20
const orders = new Map([['f', Array.from({ length: ITEMS }, (_, i) => i)]])

type Attributes = Readonly<Record<string, string>>

/** Of this many items the first are answered. */
const partial = (responseId: string, attributes: Attributes, items = ITEMS): PartialRow => ({
  ...CELL,
  responseId,
  formId: 'f',
  scores: Array.from({ length: ITEMS }, (_, i) => (i < items ? 5 : null)),
  states: '',
  weight: null,
  attributes,
})
const some = (count: number, attributes: Attributes = {}, items = ITEMS) =>
  Array.from({ length: count }, (_, i) =>
    partial(`${JSON.stringify(attributes)}${items}-${i}`, attributes, items),
  )
const wholes = (...groups: (readonly [count: number, attributes: Attributes])[]): AlikeInCell[] =>
  groups.map(([count, attributes]) => ({ ...CELL, count, attributes }))
const join = (partials: PartialRow[], over: { wholes?: AlikeInCell[]; segments?: Segments } = {}) => {
  const { rows, heldBack } = joinPartials({
    partials,
    wholes: over.wholes ?? [],
    segments: over.segments ?? {},
    attributes: ['region', 'age'],
    orders,
  })
  return [rows.length, heldBack]
}

describe('partial answers join a cell', () => {
  it('where with and without them do not tell the answers of a few', () => {
    expect(join([])).toEqual([0, 0])
    expect(join(some(4))).toEqual([0, 1])
    expect(join(some(5))).toEqual([5, 0])
  })

  it('by how much is missing, because that decides which of them a method reads', () => {
    // Of five with half of the items and four with all, those four would be alone in a path model.
    expect(join([...some(5, {}, 10), ...some(4)])).toEqual([5, 1])
    expect(join([...some(5, {}, 10), ...some(5), ...some(2, {}, 18)])).toEqual([10, 1])
  })

  it('only where an item was answered by enough of them, or by nobody', () => {
    // The fourteenth item by one of them alone: its mean would tell what that one answered.
    expect(join([...some(6, {}, 12), ...some(1, { region: 'x' }, 14)])).toEqual([0, 1])
    expect(join([...some(6, {}, 12), ...some(5, { region: 'x' }, 14)])).toEqual([11, 0])
  })

  it('of a segment: with those outside it, and with whole answers, counted too', () => {
    const north = { region: 'north' }
    const south = { region: 'south' }
    const segments = { region: ['north'] }
    const many = wholes([20, north], [20, south])
    expect(join([...some(5, north), ...some(5, south)], { segments, wholes: many })).toEqual([5, 0])
    // Everybody's less the north's would tell three of the south.
    expect(join([...some(5, north), ...some(3, south)], { segments, wholes: many })).toEqual([0, 1])
    // All nine less the six of the north would be three whole answers.
    expect(join(some(6, north), { segments, wholes: wholes([3, south]) })).toEqual([0, 1])
    // Nobody of the segment: nothing to hold back.
    expect(join(some(3, south), { segments, wholes: many })).toEqual([0, 0])
  })
})

it('case 37: no two numbers that can be read, with and without them, differ by a few respondents', () => {
  const values = ['a', 'b', 'c'] as const
  const person = fc.record({ region: fc.constantFrom(...values), items: fc.constantFrom(10, 18, ITEMS) })
  const slices: Segments[] = [
    {},
    ...Array.from({ length: 7 }, (_, i) => ({ region: values.filter((_, at) => ((i + 1) >> at) & 1) })),
  ]
  const alike = (people: readonly { region: string }[]) =>
    people.map(({ region }) => ({ ...CELL, count: 1, attributes: { region } }))
  fc.assert(
    fc.property(fc.array(person, { maxLength: 40 }), fc.array(person, { maxLength: 40 }), (whole, broken) => {
      const partials = broken.map(({ region, items }, i) => partial(`p${i}`, { region }, items))
      const shown = slices.flatMap((segments) => {
        const chosen = segments['region']
        const without = whole.flatMap(({ region }, i) =>
          chosen === undefined || chosen.includes(region) ? [`w${i}`] : [],
        )
        if (chosen !== undefined && isSinglingOut(alike(whole), ['region', 'age'], segments)) return []
        const { rows } = joinPartials({
          partials,
          wholes: chosen === undefined ? [] : alike(whole),
          segments,
          attributes: ['region', 'age'],
          orders,
        })
        return [without, [...without, ...rows.map(({ responseId }) => responseId)]]
      })
      // A number of fewer than ten is not shown at all.
      const sets = shown.filter((set) => set.length >= 10).map((set) => new Set(set))
      for (const large of sets) {
        for (const small of sets) {
          if (![...small].every((id) => large.has(id))) continue
          const left = large.size - small.size
          if (left > 0 && left < SMALLEST_GROUP) throw new Error(`${left} are told by subtraction`)
        }
      }
    }),
    { numRuns: 2000 },
  )
})
