import { expect, it } from 'vitest'
import { dayAfter } from '../../../web/studio/day-after.ts'
import { wrongWave } from '../../../web/studio/wrong-wave.ts'

const wave = { name: 'Autumn', opensOn: '2026-11-01', closesOn: '2026-11-30' }

it('accepts a wave of one day', () => {
  expect(wrongWave({ ...wave, closesOn: wave.opensOn })).toBeUndefined()
})

it.each([
  [{ name: ' ' }, 'name', 'waves.wrong.name'],
  [{ opensOn: '' }, 'opensOn', 'waves.wrong.day'],
  [{ closesOn: '' }, 'closesOn', 'waves.wrong.day'],
  [{ closesOn: '2026-10-31' }, 'closesOn', 'waves.wrong.order'],
])('refuses %j', (part, field, text) => {
  expect(wrongWave({ ...wave, ...part })).toEqual({ field, text })
})

it('counts calendar days over months, years and clock changes', () => {
  expect(dayAfter(new Date(2026, 10, 22, 23, 59), 0)).toBe('2026-11-22')
  expect(dayAfter(new Date(2026, 11, 31), 1)).toBe('2027-01-01')
  expect(dayAfter(new Date(2026, 2, 28), 2)).toBe('2026-03-30')
})
