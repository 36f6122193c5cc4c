import { sql } from 'kysely'
import { expect } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Recorded } from '../../../api/contract/response.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { createTestApp, openFieldwork } from '../../test-app.ts'
import { replaceCodeBook } from '../code-book.ts'
import { countStored, everythingStored } from '../stored.ts'

/** The smallest complete answers to the hand-made form. */
export const whole = { sat1: 8, complained: 'no' }
export const answersOnly = (answers: unknown, id = uuidv7()) => ({ id, language: 'en', answers })

/**
 * The real app with two ways in for respondents: the mobile-phone form, and a hand-made one with a question of every
 * kind. What its `expect…` send is checked whole: status, sentence, what is stored, and that the service goes on.
 */
export async function openDoor() {
  const test = await createTestApp()
  const mine = await test.organisation('Mine')
  const mobile = await openFieldwork(mine.ask)
  const kinds = await openFieldwork(mine.ask)
  const { organisationId } = mine
  await replaceCodeBook(test.databases, { organisationId, programId: kinds.program.id })

  /** Without the counts, which follow the rows, and pages opened some seconds later. */
  const everything = async () => {
    const { wave_count: _, collector_count: __, ...rows } = await everythingStored(test, organisationId)
    return rows
  }
  const stored = () => countStored(test.databases, organisationId, 'response')
  const coded = () => countStored(test.databases, organisationId, 'observation')
  const expectUp = async () => expect((await test.ask('GET', '/readyz')).status).toBe(200)

  return {
    test,
    mine,
    mobile,
    kinds,
    everything,
    stored,
    coded,
    expectUp,
    /** A respondent sends what is refused: nothing at all has changed afterwards. */
    async expectRefused(path: string, body: unknown, status: number, said: string | RegExp) {
      const before = await everything()
      const answer = await test.ask<ErrorBody>('POST', path, body)
      expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringMatching(said)])
      expect(await everything()).toEqual(before)
      await expectUp()
      return answer.body.error
    },
    /** A respondent sends what is taken: one response more. */
    async expectTaken(path: string, body: { readonly id: string; readonly [field: string]: unknown }) {
      const before = await stored()
      const answer = await test.ask<Recorded>('POST', path, body)
      expect([answer.status, answer.body]).toEqual([201, { id: body.id, receivedAt: expect.any(String) }])
      expect(await stored()).toBe(before + 1)
    },
    /** Answers and scores as they are in the database. */
    async onRecord(id: string) {
      return withOrganisation(test.databases.app, organisationId, async (db) => {
        const { rows } = await sql<{ answers: Record<string, unknown>; scores: number[]; states: string }>`
          select r.answers, o.scores, o.states from response r join observation o on o.response_id = r.id
          where r.id = ${id}`.execute(db)
        return rows[0]
      })
    },
  }
}
