import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cohenKappa } from '../../../stats/core/cohen-kappa.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  cohen_kappa: { table: number[][]; expected: { po: number; pe: number; kappa: number } }
  tolerance: number
}>('small-formulas')

describe('cohen kappa', () => {
  it('oracle small-formulas.json cohen_kappa', () => {
    const { table, expected } = oracle.cohen_kappa
    const agreement = foundValue(cohenKappa(table))
    expectClose(agreement.observed, expected.po, oracle.tolerance)
    expectClose(agreement.expected, expected.pe, oracle.tolerance)
    expectClose(agreement.kappa, expected.kappa, oracle.tolerance)
  })

  it('its error is that of the delta method on multinomial counts', () => {
    const { table } = oracle.cohen_kappa
    const total = table.flat().reduce((sum, count) => sum + count, 0)
    const moved = (r: number, c: number, by: number) =>
      foundValue(cohenKappa(table.map((row, i) => row.map((x, j) => x + (i === r && j === c ? by : 0)))))
        .kappa
    // Slopes in the counts: kappa does not hang on their sum, so the multinomial variance is sum n g^2.
    let variance = 0
    table.forEach((row, r) => {
      row.forEach((count, c) => {
        variance += count * ((moved(r, c, 1e-4) - moved(r, c, -1e-4)) / 2e-4) ** 2
      })
    })
    const { standardError, kappa, interval } = foundValue(cohenKappa(table))
    expectClose(standardError, Math.sqrt(variance), 1e-7)
    expect(total).toBe(50)
    expectClose(interval.high, kappa + 1.959963984540054 * standardError, 1e-12)
  })

  it('awkward tables', () => {
    expect(cohenKappa([])).toEqual({ ok: false, reason: 'no-answers' })
    expect(
      cohenKappa([
        [5, 0],
        [0, 0],
      ]),
    ).toEqual({ ok: false, reason: 'no-variance' })
    expect(() => cohenKappa([[1, 2]])).toThrow('not square')
    expect(() => cohenKappa([[-1]])).toThrow('-1 is not a count')
  })

  it('does not ask which coder is first, nor how often the table was counted; never above 1', () => {
    const row = fc.array(fc.nat(30), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 3 }), (table) => {
        const plain = cohenKappa(table)
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
        const turned = cohenKappa(table.map((_, i) => table.map((other) => 3 * other[i]!)))
        expect(turned.ok).toBe(plain.ok)
        if (!plain.ok || !turned.ok) return
        expectClose(turned.value.kappa, plain.value.kappa, 1e-12)
        expect(plain.value.kappa).toBeLessThanOrEqual(1 + 1e-12)
      }),
      { numRuns: 200 },
    )
  })
})
