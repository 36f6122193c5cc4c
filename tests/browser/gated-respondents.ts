import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openGate } from './gate.ts'
import { openRespondents } from './respondents.ts'

/** For the tests around: respondents to one form, and for each test a network of its own that can be cut. */
export function useGatedRespondents() {
  const at = {} as {
    people: Awaited<ReturnType<typeof openRespondents>>
    gate: Awaited<ReturnType<typeof openGate>>
  }
  beforeAll(async () => {
    at.people = await openRespondents()
  })
  beforeEach(async () => {
    at.gate = await openGate(at.people.site.url)
  })
  afterEach(() => at.gate.close())
  afterAll(() => at.people.close())
  return at
}
