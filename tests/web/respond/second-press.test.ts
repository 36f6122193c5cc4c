import { expect, it } from 'vitest'
import { createPresses } from '../../../web/respond/second-press.ts'

function scene() {
  let now = 1000
  const presses = createPresses(() => now)
  return {
    presses,
    pass: (milliseconds: number) => {
      now += milliseconds
    },
  }
}

it('takes a press right after the card was left for the second half of a double press, and a later one for its own', () => {
  const { presses, pass } = scene()
  presses.turned()
  expect(presses.isSecond()).toBe(true)
  pass(399)
  expect(presses.isSecond()).toBe(true)
  pass(1)
  expect(presses.isSecond()).toBe(false)
})

it('never holds up the first card, nor anybody who has answered', () => {
  const { presses } = scene()
  expect(presses.isSecond()).toBe(false)
  presses.turned()
  presses.answered()
  expect(presses.isSecond()).toBe(false)
})
