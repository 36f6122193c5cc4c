import { expect, it } from 'vitest'
import { uuidv7 } from '../../../api/ids.ts'
import { createAllowance } from '../../../api/routes/allowance.ts'
import { createSealer } from '../../../api/services/sealing.ts'

const sealer = createSealer('a-secret-of-this-test')

it('opens its own seals and no others', () => {
  const id = uuidv7()
  const sealed = sealer.seal(id)
  expect(sealer.open(sealed)).toBe(id)
  expect(createSealer('another-secret').open(sealed)).toBeUndefined()
  const other = uuidv7()
  for (const forged of [
    id,
    `${id}.`,
    sealed.slice(0, -1),
    `${sealed}A`,
    sealed.replace(id, other),
    sealed.toUpperCase(),
    '',
    'x',
  ]) {
    expect(sealer.open(forged), forged).toBeUndefined()
  }
})

it('allows a burst, then so many a minute, each name by itself', () => {
  const allowed = createAllowance({ burst: 3, perMinute: 60 })
  expect([1, 2, 3].map(() => allowed('a', 0))).toEqual([0, 0, 0])
  expect(allowed('a', 0)).toBe(1)
  expect(allowed('b', 0)).toBe(0)
  expect(allowed('a', 1000)).toBe(0)
  expect(allowed('a', 1000)).toBe(1)
  expect([1, 2, 3].map(() => allowed('a', 600_000))).toEqual([0, 0, 0])
  expect(allowed('a', 600_000)).toBeGreaterThan(0)
})
