import { expect, it } from 'vitest'
import { createHourlyLimit } from '../../../api/routes/hourly-limit.ts'

const MINUTE = 60_000

it('lets ten through in any hour, each name for itself', () => {
  const wait = createHourlyLimit(10)
  const through: number[] = []
  for (let now = 0; now < 300 * MINUTE; now += MINUTE) if (wait('dee', now) === 0) through.push(now)
  for (const begun of through) {
    expect(through.filter((at) => at >= begun && at < begun + 60 * MINUTE).length).toBeLessThanOrEqual(10)
  }
  expect(through.length).toBe(50)
  expect(wait('ada', 299 * MINUTE)).toBe(0)
})

it('says how long it is until the first of them is an hour old', () => {
  const wait = createHourlyLimit(2)
  expect([wait('dee', 0), wait('dee', 10 * MINUTE), wait('dee', 20 * MINUTE)]).toEqual([0, 0, 40 * 60])
  expect(wait('dee', 60 * MINUTE)).toBe(0)
  expect(wait('dee', 60 * MINUTE)).toBe(10 * 60)
})
