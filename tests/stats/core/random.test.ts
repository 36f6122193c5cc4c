import { describe, expect, it } from 'vitest'
import { seeded, streamOf, uniform } from '../../../stats/core/random.ts'
import { drawCounts } from '../../../stats/core/resample.ts'

const first = (random: () => number, count = 4) => Array.from({ length: count }, random)

describe('seeded', () => {
  it('repeats itself for the same seed, stream and draw, and only then', () => {
    const base = first(seeded(7, { stream: 1, draw: 2 }))
    expect(first(seeded(7, { stream: 1, draw: 2 }))).toEqual(base)
    expect(first(seeded(8, { stream: 1, draw: 2 }))).not.toEqual(base)
    expect(first(seeded(7, { stream: 2, draw: 2 }))).not.toEqual(base)
    expect(first(seeded(7, { stream: 1, draw: 3 }))).not.toEqual(base)
    expect(first(seeded(7 + 2 ** 32, { stream: 1, draw: 2 }))).not.toEqual(base)
  })

  it('takes whole seeds only', () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => seeded(seed)).toThrow('whole number')
  })

  it('spreads evenly, also over the first numbers of neighbouring draws', () => {
    const cells = new Array<number>(16).fill(0)
    for (let draw = 0; draw < 16_000; draw++) cells[Math.floor(16 * uniform(seeded(1, { draw })))]! += 1
    // Chi-square with 15 degrees of freedom: above 37.7 in one of a thousand runs.
    const chiSquare = cells.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
    expect(chiSquare).toBeLessThan(37.7)
  })

  it('draws as many rows as there are', () => {
    const counts = new Float64Array(50)
    for (let draw = 0; draw < 20; draw++) {
      drawCounts(seeded(1, { draw }), counts)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50)
    }
  })

  it('names streams the same everywhere', () => {
    // FNV-1a test vectors: "" and "a".
    expect(streamOf('')).toBe(0x811c9dc5)
    expect(streamOf('a')).toBe(0xe40c292c)
  })
})
