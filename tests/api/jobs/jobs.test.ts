import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startJobs } from '../../../api/jobs/jobs.ts'
import { createTestApp } from '../../test-app.ts'

let test: Awaited<ReturnType<typeof createTestApp>>
beforeAll(async () => {
  test = await createTestApp()
})
afterAll(() => test.stop())

it('server and workers that start at the same moment all start', async () => {
  const begun = await Promise.allSettled(
    Array.from({ length: 5 }, () => startJobs(test.databases, pino({ level: 'silent' }))),
  )
  for (const one of begun) if (one.status === 'fulfilled') await one.value.stop()
  expect(begun.map((one) => (one.status === 'rejected' ? String(one.reason) : 'started'))).toEqual(
    Array.from({ length: 5 }, () => 'started'),
  )
})
