import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../stats/core/moments.ts'
import { estimatePls } from '../../../stats/pls/estimate-pls.ts'
import { excludesZero, mediation, mediationType, sobelZ, withMargin } from '../../../stats/pls/mediation.ts'
import { settingsOf } from '../../../stats/pls/options.ts'
import { resamplePls } from '../../../stats/pls/resample-pls.ts'
import { drawRespondents, ecsi } from '../../bench/ecsi-population.ts'
import { expectClose } from '../close.ts'
import { readOracle } from '../oracle.ts'

describe('oracle mediation.json', () => {
  const oracle = readOracle<{
    a: number
    b: number
    c_prime: number
    boot_a: number[]
    boot_b: number[]
    expected: {
      indirect: number
      total: number
      VAF: number
      percentile95: [number, number]
      sobel_z: number
      type_if_cprime_significant: string
      type_if_cprime_not_significant: string
    }
    sobel_input: { se_a: number; se_b: number }
    tolerance: number
  }>('mediation')
  const { a, b, c_prime, expected, tolerance } = oracle
  const drawn = oracle.boot_a.map((one, i) => one * oracle.boot_b[i]!)
  const indirect = withMargin(a * b, drawn, 0.95)

  it('indirect effect with its percentile interval, total effect and Sobel z', () => {
    expectClose(indirect.value, expected.indirect, tolerance)
    expectClose(indirect.value + c_prime, expected.total, tolerance)
    expectClose(indirect.interval.low, expected.percentile95[0], tolerance)
    expectClose(indirect.interval.high, expected.percentile95[1], tolerance)
    const { se_a, se_b } = oracle.sobel_input
    const z = sobelZ({ value: a, standardError: se_a }, { value: b, standardError: se_b })
    expectClose(z, expected.sobel_z, tolerance)
  })

  it('type and VAF', () => {
    const through = { value: indirect.value, significant: excludesZero(indirect.interval) }
    const partial = mediationType(through, { value: c_prime, significant: true })
    expect(expected.type_if_cprime_significant).toContain(partial.type)
    expectClose(partial.vaf, expected.VAF, tolerance)
    const full = mediationType(through, { value: c_prime, significant: false })
    expect(expected.type_if_cprime_not_significant).toContain(full.type)
    expect(full.vaf).toBeUndefined()
  })
})

describe('mediation', () => {
  it('has the five types of Zhao, Lynch & Chen (2010)', () => {
    const yes = (value: number) => ({ value, significant: true })
    const no = (value: number) => ({ value, significant: false })
    expect(mediationType(yes(0.2), yes(-0.1))).toEqual({ type: 'competitive' })
    expect(mediationType(yes(-0.2), yes(-0.2))).toEqual({ type: 'complementary', vaf: 0.5 })
    expect(mediationType(yes(0.2), no(0.1)).type).toBe('indirect-only')
    expect(mediationType(no(0.2), yes(0.1)).type).toBe('direct-only')
    expect(mediationType(no(0.2), no(0.1)).type).toBe('no-effect')
  })

  const observations = drawRespondents(250, { seed: 4, draw: 0 })
  const estimate = estimatePls(ecsi, momentsOf(observations))
  if (!estimate.ok) throw new Error(estimate.reason)
  const coefficients = estimate.value.paths.map(({ coefficient }) => coefficient)
  const job = {
    model: ecsi,
    observations,
    layout: 'complete' as const,
    settings: settingsOf(),
    seed: 1,
    stream: 0,
  }
  const draws = resamplePls(job, { from: 0, to: 200 })

  it('finds every chain, and they add up to the total effect', () => {
    const result = mediation(ecsi, coefficients, draws, { from: 'Image', to: 'Satisfaction' })
    if (!result.ok) throw new Error(result.reason)
    const { chains, indirect, direct, total } = result.value
    expect(chains.map(({ through }) => through.join(' '))).toContain('Expectation Quality')
    const sum = chains.reduce((add, chain) => add + chain.indirect.value, 0)
    expectClose(indirect.value, sum, 1e-12)
    expectClose(total.value, sum + direct!.value, 1e-12)
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it('says when there is no mediator, and throws on unknown names', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ecsi.causalOrder, 'Nobody'),
        fc.constantFrom(...ecsi.causalOrder, 'Nobody'),
        (from, to) => {
          if (from === 'Nobody' || to === 'Nobody') {
            expect(() => mediation(ecsi, coefficients, draws, { from, to })).toThrow('"Nobody"')
            return
          }
          const result = mediation(ecsi, coefficients, draws, { from, to })
          if (!result.ok) expect(result.reason).toBe('no-mediator')
        },
      ),
      { numRuns: 200 },
    )
  })
})
