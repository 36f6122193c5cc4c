import type { Db } from '../../api/db/database.ts'
import type { InvitationState } from '../../api/db/tables/invitations.ts'
import { uuidv7 } from '../../api/ids.ts'
import type { openFieldwork } from '../test-app.ts'

/** What so many people have in common. */
interface Many {
  readonly people: number
  readonly kind?: 'invitation' | 'interviewer'
  readonly state?: InvitationState
  /** Outcomes of the calls to each of them, first to last, a day apart. */
  readonly calls?: readonly string[]
  /** What they saved and did not send. */
  readonly partial?: {
    readonly state?: 'open' | 'screened-out'
    readonly page?: string
    readonly by?: 'invitation' | 'interviewer'
    readonly isUsable?: boolean
    readonly brandId?: string | null
  }
}

const DAY = 86_400_000

/** People invited by name with what has become of them, straight in the database. */
export function inviteMany(
  organisationId: string,
  { program, wave, brandId }: Awaited<ReturnType<typeof openFieldwork>>,
) {
  const of = { organisationId, programId: program.id, waveId: wave.id }
  const collectors = { invitation: uuidv7(), interviewer: uuidv7() }
  return {
    collectors,
    openWays: (db: Db) =>
      db
        .insertInto('collector')
        .values(
          (['invitation', 'interviewer'] as const).map((kind) => ({
            ...{ ...of, id: collectors[kind], key: `k${uuidv7().slice(-12)}`, brandId: null, kind },
          })),
        )
        .execute(),
    async add(db: Db, { people, kind = 'invitation', state, calls = [], partial }: Many): Promise<void> {
      for (let i = 0; i < people; i++) {
        const [invitationId, contactId, responseId, callId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
        await db
          .insertInto('invitation')
          .values({
            ...{ ...of, id: invitationId, collectorId: collectors[kind], contactId, brandId, responseId },
            ...{ tokenHash: invitationId, sentAt: kind === 'invitation' ? new Date() : null },
            state: state ?? (kind === 'invitation' ? 'sent' : 'handed-out'),
          })
          .execute()
        if (calls.length > 0) {
          await db
            .insertInto('call')
            .values({ organisationId, id: callId, waveId: wave.id, contactId, invitationId })
            .execute()
          const attempts = calls.map((outcome, n) => ({
            ...{ organisationId, id: uuidv7(), waveId: wave.id, callId, contactId, invitationId, outcome },
            ...{ interviewerId: uuidv7(), at: new Date(Date.now() - (calls.length - n) * DAY) },
          }))
          await db.insertInto('attempt').values(attempts).execute()
        }
        if (partial === undefined) continue
        const rated = partial.brandId === undefined ? brandId : partial.brandId
        await db
          .insertInto('partial')
          .values({
            ...{ ...of, id: responseId, formId: wave.formId, collectorId: collectors[partial.by ?? kind] },
            ...{
              brandId: rated,
              contactId,
              invitationId,
              language: 'en',
              answers: '{}',
              secretHash: 'secret',
            },
            ...{ page: partial.page ?? '', state: partial.state ?? 'open', paradata: '{}' },
            startedAt: new Date(),
          })
          .execute()
        if (partial.isUsable !== true) continue
        await db
          .insertInto('observation')
          .values({
            ...{
              ...of,
              responseId,
              formId: wave.formId,
              brandId,
              scores: '[]',
              states: '',
              attributes: '{}',
            },
            ...{ partial: true, weight: null, receivedAt: new Date() },
          })
          .execute()
      }
    },
  }
}
