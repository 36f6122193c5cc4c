import { describe, expect, it } from 'vitest'
import { signCounts } from '../../../stats/loyalty/sign-counts.ts'
import { foundValue } from '../found-value.ts'

const SIGNS = Array.from({ length: 8 }, (_, k) => `s${k}`)
const shows = (n: number): boolean[] => SIGNS.map((_, k) => k < n)

describe('signCounts', () => {
  it('counts levels, and those who show enough signs', () => {
    const rows = [...Array(3).fill(shows(8)), shows(6), ...Array(5).fill(shows(5)), shows(0)]
    const { levels, enough, mean, signs } = foundValue(signCounts(SIGNS, rows, { atLeast: 6 }))
    expect(levels.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 5, 1, 0, 3])
    expect(enough).toMatchObject({ value: 0.4, base: 10 })
    // (3 x 8 + 6 + 5 x 5) / 10
    expect(mean.value).toBeCloseTo(5.5, 12)
    expect(signs.map(({ share }) => share.value)).toEqual([0.9, 0.9, 0.9, 0.9, 0.9, 0.4, 0.3, 0.3])
    expect(foundValue(signCounts(SIGNS, rows))).not.toHaveProperty('enough')
  })

  it('refuses a cut that nobody can reach, and rows of another length', () => {
    expect(() => signCounts(SIGNS, [shows(1)], { atLeast: 9 })).toThrow('atLeast must be from 1 to 8, got 9')
    expect(() => signCounts(SIGNS, [[true]])).toThrow('an answer to each of the 8 signs')
    expect(signCounts(SIGNS, [])).toEqual({ ok: false, reason: 'too-few-answers' })
  })
})
