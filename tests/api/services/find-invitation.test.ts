import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Recorded } from '../../../api/contract/response.ts'
import { updateInvitationsOpened } from '../../../api/db/counts.ts'
import type { Db } from '../../../api/db/database.ts'
import { updateStarted } from '../../../api/db/invitations.ts'
import type { InvitationState } from '../../../api/db/tables/invitations.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { findInvitation } from '../../../api/services/find-invitation.ts'
import { createInvitationLinks, hashOfToken } from '../../../api/services/invitation-links.ts'
import { createRecorder } from '../../../api/services/record-response.ts'
import { createTestApp, openFieldwork, submission } from '../../test-app.ts'

const links = createInvitationLinks('a-secret-of-this-test')

describe('an invitation', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let fieldwork: Awaited<ReturnType<typeof openFieldwork>>
  let organisationId: string
  beforeAll(async () => {
    test = await createTestApp()
    const organisation = await test.organisation('Inviters')
    organisationId = organisation.organisationId
    fieldwork = await openFieldwork(organisation.ask)
  })
  afterAll(() => test.stop())

  /** A contact with attributes, invited; reached through the wave's own link like each of its collectors. */
  async function invite({ waveId = fieldwork.wave.id, state = 'sent' as InvitationState } = {}) {
    const contact = {
      id: uuidv7(),
      name: 'Ada',
      attributes: JSON.stringify({ region: 'abroad', tier: 'gold' }),
    }
    const invitation = {
      id: uuidv7(),
      programId: fieldwork.program.id,
      waveId,
      collectorId: fieldwork.collector.id,
      contactId: contact.id,
      responseId: uuidv7(),
      state,
    }
    const token = links.tokenOf(invitation.id)
    await withOrganisation(test.databases.app, organisationId, async (db) => {
      await db
        .insertInto('contact')
        .values({ organisationId, ...contact })
        .execute()
      await db
        .insertInto('invitation')
        .values({ organisationId, ...invitation, tokenHash: hashOfToken(token) })
        .execute()
    })
    return { ...invitation, token }
  }

  const inside = <T>(work: (db: Db) => Promise<T>) =>
    withOrganisation(test.databases.app, organisationId, work)
  const find = (key: string, token: string) => findInvitation(test.databases.app, key, token)
  const stateOf = async (id: string) =>
    withOrganisation(test.databases.app, organisationId, (db) =>
      db
        .selectFrom('invitation')
        .select(['state', 'openedAt'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )

  it('is found by its token alone', async () => {
    const { token, id, responseId, contactId } = await invite()
    const found = await find(fieldwork.key, token)
    expect(found).toMatchObject({ id, responseId, contactId, organisationId, state: 'sent' })
    expect(found.attributes).toEqual({ region: 'abroad', tier: 'gold' })
  })

  it('is not found by a token that is tampered with, shortened, or of another secret, wave or organisation', async () => {
    const { token, id } = await invite()
    const other = await openFieldwork((await test.organisation('Others')).ask)
    const elsewhere = await invite({ waveId: uuidv7() })
    const flipped = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    const wrong: [string, string][] = [
      [fieldwork.key, flipped],
      [fieldwork.key, token.slice(0, -1)],
      [fieldwork.key, `${token}A`],
      [fieldwork.key, ''],
      [fieldwork.key, createInvitationLinks('another secret').tokenOf(id)],
      [fieldwork.key, elsewhere.token],
      [other.key, token],
      [`${fieldwork.key}x`, token],
    ]
    for (const [key, token] of wrong) {
      await expect(find(key, token)).rejects.toMatchObject({ status: 404, code: 'unknown-invitation' })
    }
  })

  it('that was taken back says so', async () => {
    const { token } = await invite({ state: 'cancelled' })
    await expect(find(fieldwork.key, token)).rejects.toMatchObject({
      status: 410,
      code: 'invitation-cancelled',
    })
  })

  it('goes from sent to opened to started, and never back', async () => {
    const { id } = await invite()
    await inside((db) => updateInvitationsOpened(db, [id]))
    const opened = await stateOf(id)
    expect(opened.state).toBe('opened')
    await inside((db) => updateStarted(db, id, { arrived: true }))
    await inside((db) => updateInvitationsOpened(db, [id]))
    expect(await stateOf(id)).toEqual({ state: 'started', openedAt: opened.openedAt })
  })

  it('takes one response, with the contact and the attributes nobody was asked for, and is completed by it', async () => {
    const { token, id, responseId, contactId } = await invite()
    const record = createRecorder(test.databases.app)
    const body = JSON.stringify(submission({ region: 'local' }, responseId))
    await expect(record(fieldwork.key, JSON.stringify(submission()), token)).rejects.toMatchObject({
      status: 409,
      code: 'other-response',
    })
    const first = await record(fieldwork.key, body, token)
    expect(await record(fieldwork.key, body, token)).toEqual(first)
    await expect(
      record(fieldwork.key, JSON.stringify(submission({ imag1: 9 }, responseId)), token),
    ).rejects.toMatchObject({
      status: 409,
      code: 'id-taken',
    })
    const { response, observation } = await withOrganisation(
      test.databases.app,
      organisationId,
      async (db) => ({
        response: await db
          .selectFrom('response')
          .select(['contactId', 'invitationId'])
          .where('id', '=', responseId)
          .executeTakeFirstOrThrow(),
        observation: await db
          .selectFrom('observation')
          .select('attributes')
          .where('responseId', '=', responseId)
          .executeTakeFirstOrThrow(),
      }),
    )
    expect(response).toEqual({ contactId, invitationId: id })
    expect(observation.attributes).toEqual({ region: 'local', tier: 'gold' })
    expect((await stateOf(id)).state).toBe('completed')
    expect((await find(fieldwork.key, token)).state).toBe('completed')
  })

  it('finished in two browsers at once is one response', async () => {
    const { token, responseId } = await invite()
    const record = createRecorder(test.databases.app)
    const answers = await Promise.allSettled(
      [3, 4].map((imag1) => record(fieldwork.key, JSON.stringify(submission({ imag1 }, responseId)), token)),
    )
    const kept = answers.filter(
      (answer): answer is PromiseFulfilledResult<Recorded> => answer.status === 'fulfilled',
    )
    expect(kept.map(({ value }) => value.id)).toEqual([responseId])
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { status: 409, code: 'id-taken' },
    })
  })
})
