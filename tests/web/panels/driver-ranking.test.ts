import { describe, expect, it } from 'vitest'
import { type Driver, driversVerdict, rankDrivers } from '../../../web/panels/driver-ranking.ts'
import { modelOf } from '../../../web/results/read-result.ts'
import { smallResult } from './small-model.ts'
import { wordsIn } from './translator.ts'

const driver = (construct: string, gain: number, half: number): Driver => ({
  construct,
  gain,
  interval: { low: gain - half, high: gain + half },
})
const said = (...drivers: Driver[]) => driversVerdict(drivers, (name) => name, wordsIn('en'))

describe('driversVerdict', () => {
  it('says by far only when the intervals part', () => {
    expect(said(driver('Quality', 2.6, 0.5), driver('Image', 1, 0.5))).toBe(
      'Quality, by far: +5 points there bring +2.6 (± 0.5) here.',
    )
    expect(said(driver('Quality', 1.4, 0.5), driver('Image', 1, 0.5))).toContain('Image may matter as much')
  })

  it('claims nothing when every interval includes zero', () => {
    expect(said(driver('Quality', 0.4, 0.5))).toBe(
      'No driver can be told from nothing yet: every interval includes 0.',
    )
  })

  it('claims no rank over nobody', () => {
    expect(said()).toBe('The model has nothing that leads to satisfaction.')
    expect(said(driver('Quality', 2.6, 0.5))).toBe('Quality: +5 points there bring +2.6 (± 0.5) here.')
  })
})

it('reads +5 points as five times the impact', () => {
  const { cell } = modelOf(smallResult(), 'w1', 'own')
  if (!cell.ok) throw new Error('small-model: brand own has no model')
  const [first] = rankDrivers(cell.value, 'Satisfaction')
  const effect = cell.value.totalEffects.find(({ from, to }) => from === 'Quality' && to === 'Satisfaction')
  expect(first).toMatchObject({ construct: 'Quality', gain: 5 * effect!.impact!.value })
})
