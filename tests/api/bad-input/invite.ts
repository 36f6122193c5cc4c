import type { InvitationState } from '../../../api/db/tables/invitations.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { hashOfToken } from '../../../api/services/invitation-links.ts'
import type { createTestApp, openFieldwork } from '../../test-app.ts'

interface To {
  readonly organisationId: string
  readonly fieldwork: Pick<Awaited<ReturnType<typeof openFieldwork>>, 'program' | 'wave' | 'collector'>
}

interface As {
  readonly state?: InvitationState
  readonly contact?: { readonly name?: string; readonly email?: string; readonly attributes?: string }
}

/** A contact of the register, invited in a wave, with the token that stands in its mail. */
export async function invite(
  { databases, links }: Awaited<ReturnType<typeof createTestApp>>,
  { organisationId, fieldwork }: To,
  { state = 'sent', contact = {} }: As = {},
) {
  const { program, wave, collector } = fieldwork
  const invitation = {
    id: uuidv7(),
    programId: program.id,
    waveId: wave.id,
    collectorId: collector.id,
    contactId: uuidv7(),
    responseId: uuidv7(),
    state,
  }
  const token = links.tokenOf(invitation.id)
  const person = { name: 'Ada', email: `${invitation.contactId}@example.org`, attributes: '{}', ...contact }
  await withOrganisation(databases.app, organisationId, async (db) => {
    await db
      .insertInto('contact')
      .values({ organisationId, id: invitation.contactId, ...person })
      .execute()
    await db
      .insertInto('invitation')
      .values({ organisationId, ...invitation, tokenHash: hashOfToken(token) })
      .execute()
  })
  return { ...invitation, token, email: person.email }
}
