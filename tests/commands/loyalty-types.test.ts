import { describe, expect, it } from 'vitest'
import { callWith, csvOf } from './call.ts'

const NAMES = [
  ...['attached', 'prefers', 'trusts', 'advocates', 'noAlternative', 'price', 'incentive', 'convenience'],
  ...['inertia', 'kin', 'repeatPercent', 'hindered'],
]
const HEADER = ['sat', 'loy', ...NAMES]
const PLAIN: Readonly<Record<string, number | string>> = {
  ...{ sat: 5, loy: 5, kin: 0, repeatPercent: 80, hindered: '' },
  ...Object.fromEntries(NAMES.slice(0, 9).map((name) => [name, 2])),
}
const spec = {
  satisfaction: 'sat',
  loyalty: 'loy',
  types: Object.fromEntries(NAMES.map((name) => [name, name])),
}
const tableOf = (people: readonly Readonly<Record<string, number | string>>[]) =>
  csvOf([HEADER, ...people.map((own) => HEADER.map((name) => `${{ ...PLAIN, ...own }[name]}`))])
const fond = { attached: 6, prefers: 6, trusts: 6 }
const PEOPLE = [
  ...[9, 9, 7].map((sat) => ({ ...fond, sat, advocates: 7 })),
  { ...fond, repeatPercent: 20, hindered: 6 },
  ...[4, 6].map((sat) => ({ inertia: 6, sat })),
  { kin: 1, noAlternative: '' },
]

describe('manyi loyalty with types', () => {
  it('says why customers keep buying, and how satisfied those of a type are', async () => {
    const { code, out, err } = await callWith('loyalty', spec, tableOf(PEOPLE), '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const { types, matrix } = JSON.parse(out)
    expect(matrix.sampleSize).toBe(7)
    expect(types).toMatchObject({ sampleSize: 6, missing: 1, apostles: 3, hindered: 1 })
    const counts = types.types.map(({ type, count }: { type: string; count: number }) => [type, count])
    expect(counts.filter(([, count]: [string, number]) => count > 0)).toEqual([
      ['trust', 3],
      ['latent', 1],
      ['inertia', 2],
    ])
    const trust = types.types.find(({ type }: { type: string }) => type === 'trust')
    expect(trust.satisfaction.value).toBeCloseTo(25 / 3, 12)
  })

  it('prints them in words below the matrix', async () => {
    const { out } = await callWith('loyalty', spec, tableOf(PEOPLE))
    expect(out).toContain(
      'types of loyalty: n = 6 (1 without an answer the rule needs); 3 of trust speak up, 1 latent are held back',
    )
    expect(out).toMatch(/^trust +50% /m)
    expect(out).not.toMatch(/NaN|undefined/)
  })

  it('names an answer off its scale, a column that is not there and a field that is missing', async () => {
    const refused = async (given: object, people: typeof PEOPLE) => {
      const { code, out, err } = await callWith('loyalty', given, tableOf(people))
      expect([code, out]).toEqual([2, ''])
      return err
    }
    expect(await refused(spec, [{ price: 9 } as never])).toMatch(/column "price": 9 is not from 1 to 7/)
    expect(await refused(spec, [{ repeatPercent: 101 } as never])).toMatch(/101 is not from 0 to 100/)
    const { kin, ...fewer } = spec.types
    expect(await refused({ ...spec, types: fewer }, PEOPLE)).toMatch(/types\.kin/)
    expect(await refused({ ...spec, types: { ...spec.types, kin: 'clan' } }, PEOPLE)).toMatch(
      /no column "clan" \(types, kin\)/,
    )
  })
})
