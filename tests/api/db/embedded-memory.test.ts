import { totalmem } from 'node:os'
import { expect, it } from 'vitest'
import { memoryOfMachine, sharedBuffers } from '../../../api/db/embedded-memory.ts'

it.each([
  [512, 128],
  [2048, 256],
  [4096, 512],
  [64 * 1024, 1024],
])('of %i MiB, PostgreSQL keeps %i for tables', (machine, kept) => {
  expect(sharedBuffers(machine * 2 ** 20)).toBe(kept)
})

it('takes no more to be there than the machine has', () => {
  expect(memoryOfMachine()).toBeGreaterThan(0)
  expect(memoryOfMachine()).toBeLessThanOrEqual(totalmem())
})
