import { describe, expect, it } from 'vitest'
import { NewProgram } from '../../api/contract/program.ts'
import { NewWave } from '../../api/contract/wave.ts'
import { demoProgram, demoWaves, FIELD_DAYS } from '../../api/demo/program.ts'
import { checkComplete, checkDesign } from '../../api/forms/check-design.ts'

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

describe('demoProgram', () => {
  it('could be typed by a designer and published', () => {
    const program = demoProgram()
    expect(NewProgram.parse(program)).toEqual(program)
    expect(() => checkDesign(program)).not.toThrow()
    expect(() => checkComplete(program)).not.toThrow()
    expect(program.brands.map(({ own }) => own)).toEqual([true, false, false, false])
  })
})

describe('demoWaves', () => {
  it('are half-yearly and named by the half-year they open in', () => {
    expect(demoWaves('2026-11-22')).toEqual([
      { name: '2025 H2', opensOn: '2025-11-01', closesOn: '2025-12-12' },
      { name: '2026 H1', opensOn: '2026-05-01', closesOn: '2026-06-11' },
      { name: '2026 H2', opensOn: '2026-11-01', closesOn: '2026-12-12' },
    ])
  })

  it('keep to the last day of a shorter month', () => {
    expect(demoWaves('2027-09-21').map(({ opensOn }) => opensOn)).toEqual([
      '2026-08-31',
      '2027-02-28',
      '2027-08-31',
    ])
  })

  it('are two closed and one open, whatever day it is', () => {
    for (let day = 0; day < 4 * 366; day++) {
      const today = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
      const waves = demoWaves(today)
      const [first, second, last] = waves
      expect(waves.map((wave) => NewWave.parse(wave))).toEqual(waves)
      expect(new Set(waves.map(({ name }) => name)).size).toBe(3)
      expect(daysBetween(last!.opensOn, today)).toBe(FIELD_DAYS[2])
      expect(daysBetween(today, last!.closesOn)).toBe(20)
      expect(daysBetween(first!.closesOn, second!.opensOn)).toBeGreaterThan(100)
      expect(daysBetween(second!.closesOn, last!.opensOn)).toBeGreaterThan(100)
      expect(daysBetween(second!.opensOn, second!.closesOn) + 1).toBe(FIELD_DAYS[1])
    }
  })

  it.each(['', '2026-02-30', '22.11.2026', '2026-1-1'])('refuses "%s" as a day', (day) => {
    expect(() => demoWaves(day)).toThrow(`demoWaves: "${day}" is not a calendar day`)
  })
})
