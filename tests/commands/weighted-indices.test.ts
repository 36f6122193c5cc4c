import { describe, expect, it } from 'vitest'
import { netPromoter, seeded, uniform } from '../../stats/index.ts'
import { expectClose } from '../stats/close.ts'
import { foundValue } from '../stats/found-value.ts'
import { callWith, csvOf, filesOf } from './call.ts'

const { spec, cells } = await filesOf('indices')
const [header, ...rows] = cells!
const weighted = (weightOf: (row: number) => string) =>
  csvOf([[...header!, 'w'], ...rows.map((row, i) => [...row, weightOf(i)])])
const run = async (given: object, table: string) => {
  const { code, out, err } = await callWith('indices', given, table, '--json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out).measures as {
    kind: string
    groups: { result: { value: Record<string, number> & { interval: { low: number } } } }[]
    differences: { difference: number; p: number }[]
  }[]
}

describe('manyi indices with weights', () => {
  it('gives the same as without where all weights are alike', async () => {
    const plain = await run(spec as object, csvOf(cells!))
    const alike = await run(
      { ...(spec as object), weights: 'w' },
      weighted(() => '2.5'),
    )
    plain.forEach(({ groups, differences }, m) => {
      groups.forEach(({ result: { value } }, g) => {
        const other = alike[m]!.groups[g]!.result.value
        // 1e-12: the sums are the same up to the order of their roundings.
        for (const name of ['value', 'standardError', 'effectiveSize', 'sampleSize', 'missing'] as const)
          expectClose(other[name], value[name]!, 1e-12, name)
        expectClose(other.interval.low, value.interval.low, 1e-12)
      })
      expectClose(alike[m]!.differences[0]!.p, differences[0]!.p, 1e-10)
    })
  })

  it('takes a respondent of double weight as two in value, and as less than two in the margin', async () => {
    const random = seeded(4)
    const doubled = rows.map(() => uniform(random) < 0.3)
    const { groups, ...all } = spec as { groups: string; measures: object[] }
    const measures = await run(
      { ...all, weights: 'w' },
      weighted((i) => (doubled[i] ? '2' : '1')),
    )
    const twice = await run(all, csvOf([header!, ...rows, ...rows.filter((_, i) => doubled[i])]))
    measures.forEach(({ groups: [one] }, m) => {
      const [other] = twice[m]!.groups
      expectClose(one!.result.value['value'], other!.result.value['value']!, 1e-12)
      expect(one!.result.value['standardError']!).toBeGreaterThan(other!.result.value['standardError']!)
      expect(one!.result.value['sampleSize']).toBeLessThanOrEqual(120)
    })
    // The net promoter score by hand: weights of 1 and 2, each answer worth its weight times n_eff / sum.
    const at = header!.indexOf('recommend')
    const given = rows.flatMap((row, i) =>
      row[at] === '' ? [] : [{ answer: Number(row[at]), weight: doubled[i] ? 2 : 1 }],
    )
    const sum = given.reduce((total, { weight }) => total + weight, 0)
    const worth = sum ** 2 / given.reduce((total, { weight }) => total + weight ** 2, 0)
    const counts = Array.from({ length: 11 }, (_, answer) =>
      given.reduce((total, one) => total + (one.answer === answer ? (one.weight * worth) / sum : 0), 0),
    )
    const net = foundValue(netPromoter(counts))
    const shown = measures.find(({ kind }) => kind === 'nps')!.groups[0]!.result.value
    expectClose(shown['standardError'], net.standardError, 1e-12)
    expectClose(shown['effectiveSize'], worth, 1e-12)
  })

  it('says so in words, and refuses a weight that is none', async () => {
    const { out } = await callWith(
      'indices',
      { ...(spec as object), weights: 'w' },
      weighted(() => '3'),
    )
    expect(out).toMatch(/^120 rows weighted by w; /)
    const { code, err } = await callWith(
      'indices',
      { ...(spec as object), weights: 'w' },
      weighted(() => '0'),
    )
    expect(code).toBe(2)
    // The first row of the first group.
    expect(err).toMatch(/line 3, column "w": a weight must be a number above 0/)
  })
})
